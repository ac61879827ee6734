"""A network that breaks: everything passes through, and each connection is cut after so many bytes."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit


class BreakingNetwork:
    """Stands between a browser and a server, and cuts `cuts` connections after `after` bytes towards the server."""

    def __init__(self, address: str, *, cuts: int, after: int) -> None:
        parts = urlsplit(address)
        self.target = (parts.hostname or "localhost", parts.port or 80)
        self.left, self.after, self.done = cuts, after, 0
        self.door = socket.create_server((self.target[0], 0))
        self.address = f"http://{parts.hostname}:{self.door.getsockname()[1]}"

    def serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                visitor, _from = self.door.accept()
                threading.Thread(target=self.carry, args=(visitor,), daemon=True).start()

    def carry(self, visitor: socket.socket) -> None:
        server = socket.create_connection(self.target)
        threading.Thread(target=self.pump, args=(server, visitor, None), daemon=True).start()
        self.pump(visitor, server, self.after)

    def pump(self, source: socket.socket, target: socket.socket, after: int | None) -> None:
        carried = 0
        with contextlib.suppress(OSError):
            while data := source.recv(64 * 1024):
                target.sendall(data)
                carried += len(data)
                if after is not None and carried >= after and self.left > 0:
                    self.left, self.done = self.left - 1, self.done + 1
                    break
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def breaking(address: str, *, cuts: int, after: int) -> Iterator[BreakingNetwork]:
    """This function will put a breaking network before the server at `address`."""
    network = BreakingNetwork(address, cuts=cuts, after=after)
    threading.Thread(target=network.serve, daemon=True).start()
    try:
        yield network
    finally:
        network.door.close()
