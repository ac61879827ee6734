"""Trying an address of the open web without becoming anybody's tool: no private network, little time, little data.

A name is looked up once, every address behind it must be public, and the connection goes to the address that was looked
at, so that a name that changes its mind in between leads nowhere. The same holds for every redirect.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from paripurna.rooms.evidence.types import ProbeState

TRIES_HEAD_AGAIN = {405, 403, 501}  # some servers refuse HEAD and answer GET
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
REFUSED = {401, 403, 407, 451}
SIGN_IN = ("login", "signin", "sign-in", "masuk", "servicelogin", "accounts.google.com")
WRAPPING = [IPv6Network(each) for each in ("::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
HEADERS = {"User-Agent": "Paripurna/1 (+link check)", "Accept": "*/*", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how far a try may go. `allow_private` is for tests against this machine alone."""

    seconds: float = 10
    redirects: int = 5
    read_bytes: int = 16_384
    allow_private: bool = False
    ports: frozenset[int] = frozenset({80, 443})


@dataclass(frozen=True, slots=True)
class Outcome:
    state: ProbeState
    status: int | None = None


class NotPublic(Exception):
    """The address is none of the open web."""


def probe(address: str, limits: Limits = Limits()) -> Outcome:
    """This function will try an address and tell whether anybody can open it. Never raises for what an address does."""
    try:
        return _follow(address, limits)
    except NotPublic:
        return Outcome(ProbeState.INTERNAL)
    except (OSError, HTTPException, UnicodeError):
        return Outcome(ProbeState.SILENT)


def _follow(address: str, limits: Limits) -> Outcome:
    for _turn in range(limits.redirects + 1):
        status, target = _ask(address, limits)
        if status not in REDIRECTS or not target:
            return Outcome(_state_of(status), status)
        address = urljoin(address, target)
        if any(word in address.casefold() for word in SIGN_IN):
            return Outcome(ProbeState.PRIVATE, status)
    return Outcome(ProbeState.SILENT)


def _state_of(status: int) -> ProbeState:
    if status in GONE:
        return ProbeState.DEAD
    if status in REFUSED:
        return ProbeState.PRIVATE
    return ProbeState.ALIVE if 200 <= status < 300 else ProbeState.SILENT


def _ask(address: str, limits: Limits) -> tuple[int, str]:
    status, target = _request("HEAD", address, limits)
    return _request("GET", address, limits) if status in TRIES_HEAD_AGAIN else (status, target)


def _request(method: str, address: str, limits: Limits) -> tuple[int, str]:
    parts = urlsplit(address)
    with closing(_connect(parts, limits)) as connection, _ended_after(connection.sock, limits.seconds):
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, _quoted(path), headers=HEADERS)
        reply = connection.getresponse()
        reply.read(limits.read_bytes)
        return reply.status, reply.getheader("Location") or ""


@contextmanager
def _ended_after(stream: socket.socket, seconds: float) -> Iterator[None]:
    """A server that sends a letter every few seconds is hung up on all the same."""

    def end() -> None:
        with suppress(OSError):
            stream.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _connect(parts: SplitResult, limits: Limits) -> HTTPConnection:
    """A connection to a public address of the host. Raises `NotPublic`."""
    host, port = _host_and_port(parts, limits)
    found = list(_look_up(host, port))
    if not limits.allow_private and not all(is_public(each) for each in found):
        raise NotPublic
    stream = socket.create_connection((found[0], port), timeout=limits.seconds)
    if parts.scheme == "http":
        connection = HTTPConnection(host, port)
        connection.sock = stream
        return connection
    connection = HTTPSConnection(host, port)
    context = ssl.create_default_context()
    connection.sock = context.wrap_socket(stream, server_hostname=host, do_handshake_on_connect=False)
    return connection


def is_public(address: str) -> bool:
    """This function will tell whether an address is of the open web; those that wrap another one are not."""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and any(found in network for network in WRAPPING):
        return False
    return found.is_global and not found.is_multicast


def _host_and_port(parts: SplitResult, limits: Limits) -> tuple[str, int]:
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username is not None:
        raise NotPublic
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotPublic from None
    if port not in limits.ports and not limits.allow_private:
        raise NotPublic
    return parts.hostname.encode("idna").decode("ascii"), port


def _look_up(host: str, port: int) -> Iterator[str]:
    """The addresses of a host, as numbers; without the zone that a link-local one may carry."""
    for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        yield str(row[4][0]).partition("%")[0]


def _quoted(path: str) -> str:
    """What is not ASCII or would end the line of the request is sent in percents."""
    return "".join(sign if "!" <= sign <= "~" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in path)
