"""A way to the database of a test that can be shut, for processes of their own."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection


class Door:
    """A way to the database that can be shut, which cuts everybody who is inside."""

    def __init__(self) -> None:
        place = connection.settings_dict
        self.database = f"{place['HOST']}/.s.PGSQL.{place['PORT']}"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.is_open, self.turned_away, self.inside = True, 0, list[socket.socket]()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _from = self.listener.accept()
                if not self.is_open:
                    self.turned_away += 1
                    visitor.close()
                    continue
                server = socket.socket(socket.AF_UNIX)
                server.connect(self.database)
                self.inside += [visitor, server]
                for source, target in ((visitor, server), (server, visitor)):
                    threading.Thread(target=self.carry, args=(source, target), daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        self.cut(source, target)

    def cut(self, *ends: socket.socket) -> None:
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def shut(self, seconds: float) -> None:
        self.is_open = False
        self.cut(*self.inside)
        self.inside.clear()
        time.sleep(seconds)
        self.is_open = True

    @property
    def address(self) -> str:
        """How another process reaches the database through here."""
        place, port = connection.settings_dict, self.listener.getsockname()[1]
        return f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host=127.0.0.1&port={port}"


@contextlib.contextmanager
def opened() -> Iterator[Door]:
    """This function will open a door; a test whose database is reached otherwise than by a socket is skipped."""
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("the database is not reached by a socket here")
    door = Door()
    try:
        yield door
    finally:
        door.listener.close()
        door.cut(*door.inside)
