"""Tests reach this machine only: a test that talks to the world is a test of the world."""

from __future__ import annotations

import socket
from typing import Any

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class NetworkIsShut(RuntimeError):
    """A test tried to reach another machine."""


def shut(monkeypatch: Any) -> None:
    """This function will make every connection to another machine raise `NetworkIsShut`."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise NetworkIsShut(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    def look_up_here(host: Any, *rest: Any, **options: Any) -> Any:
        if host not in LOOPBACK | {None, ""}:
            raise NetworkIsShut(f"A test tried to look {host} up.")
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)
