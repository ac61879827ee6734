"""The database is away for ten seconds in the midst of an upload: the client tries again, and it ends kept once."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from paripurna.platform.files.models import StoredFile, Upload
from tests.platform.files.uploads import process
from tests.platform.files.uploads.process import CONTENT, Server, bring, database_address

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = 10.0


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


@pytest.fixture
def door() -> Iterator[Door]:
    if not connection.settings_dict["HOST"].startswith("/"):
        pytest.skip("the database is not reached by a socket here")
    door = Door()
    yield door
    door.listener.close()
    door.cut(*door.inside)


def test_ends_kept_once(client: Any, person: Any, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = str(client.cookies[settings.SESSION_COOKIE_NAME].value)
    port = str(door.listener.getsockname()[1])
    server = Server(tmp_path, session, database=database_address("127.0.0.1", port))
    real = server.ask
    asked: list[str] = []

    def shutting(method: str, *words: Any, **more: Any) -> Any:
        asked.append(method)
        if asked.count("PATCH") == 2 and door.is_open and door.turned_away == 0:
            threading.Thread(target=door.shut, args=(AWAY,), daemon=True).start()
            time.sleep(0.3)
        return real(method, *words, **more)

    monkeypatch.setattr(server, "ask", shutting)
    monkeypatch.setattr(process, "PIECE", 150_000)
    try:
        bring(server)
    finally:
        server.stop()

    assert door.turned_away > 0
    assert [file.hash for file in StoredFile.objects.all()] == [hashlib.sha256(CONTENT).hexdigest()]
    assert Upload.objects.values_list("state", flat=True).get() == "KEPT"
