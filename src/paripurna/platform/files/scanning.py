"""Asking ClamAV, where an installation has one, before a file is kept. What cannot be asked is not kept."""

from __future__ import annotations

import logging
import socket
import struct
from pathlib import Path

from django.conf import settings

from paripurna.platform.files.types import FileRefused, Refusal

logger = logging.getLogger(__name__)
PIECE = 256 * 1024
PATIENCE = 120  # seconds for each step: clamd answers when it has looked through the whole
CLEAN, FOUND = b": OK", b" FOUND"


def check_clean(file: Path) -> None:
    """This function will return when the scanner found nothing, or none is set. Raises `FileRefused`."""
    if not settings.FILES_CLAMAV:
        return
    try:
        answer = _ask(settings.FILES_CLAMAV, file)
    except OSError as error:
        logger.warning("files.scanner_unreachable", extra={"reason": type(error).__name__})
        raise FileRefused(Refusal.UNCHECKED) from error
    if answer.endswith(FOUND):
        raise FileRefused(Refusal.INFECTED)
    if not answer.endswith(CLEAN):  # its own limit of size, for example
        logger.warning("files.scanner_refused", extra={"answer": answer[:200].decode(errors="replace")})
        raise FileRefused(Refusal.UNCHECKED)


def _ask(address: str, file: Path) -> bytes:
    """The protocol's INSTREAM: pieces with their length before them, then a length of nothing."""
    with _connected(address) as scanner, file.open("rb") as stream:
        scanner.sendall(b"zINSTREAM\0")
        try:
            while piece := stream.read(PIECE):
                scanner.sendall(struct.pack("!L", len(piece)) + piece)
            scanner.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough; its answer says why
        return _read_answer(scanner)


def _connected(address: str) -> socket.socket:
    path = address.removeprefix("unix:")
    if path.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(PATIENCE)
        try:
            scanner.connect(path)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _read_answer(scanner: socket.socket) -> bytes:
    answer = b""
    while b"\0" not in answer and (more := scanner.recv(4096)):
        answer += more
    return answer.rstrip(b"\0\n ")
