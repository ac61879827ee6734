"""The tus protocol 1.0.0 in HTTP: what its headers say, and what ours answer. See docs/reference/berkas.md."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date

from paripurna.platform.access.types import Refused
from paripurna.platform.files.keeping import limit_of
from paripurna.platform.files.models import Upload
from paripurna.platform.files.types import CHUNK, FileRefused, Refusal
from paripurna.platform.files.uploads.types import (
    Brought,
    ChecksumMismatch,
    OffsetConflict,
    PartLost,
    Piece,
    UploadBusy,
    UploadKind,
    UploadOver,
)

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,expiration,checksum"
BYTES = "application/offset+octet-stream"
LONGEST_WORD, MOST_WORDS = 500, 12
OUR_WORDS = {"filename", "filetype", "page"}
CHECKSUM_MISMATCH = 460  # the protocol's own

STATUSES: dict[type[Exception], int] = {
    UploadBusy: 423,
    OffsetConflict: 409,
    ChecksumMismatch: CHECKSUM_MISMATCH,
    PartLost: 410,
    UploadOver: 410,
    Refused: 422,
}
REFUSAL_STATUSES = {Refusal.TOO_LARGE: 413, Refusal.DISK_FULL: 507, Refusal.UNCHECKED: 503}


class Malformed(Exception):
    """The request does not speak the protocol: 400, 412, 413 or 415."""

    def __init__(self, status: int, words: str) -> None:
        self.status = status
        super().__init__(words)


def check_version(request: HttpRequest) -> None:
    """This function will raise `Malformed` for another version of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Malformed(412, f"Tus-Resumable must be {VERSION}.")


def read_brought(request: HttpRequest) -> Brought:
    """This function will read `Upload-Length` and `Upload-Metadata`. Raises `Malformed`."""
    words = _read_metadata(request.headers.get("Upload-Metadata", ""))
    mine = {key: value for key, value in words.items() if key not in OUR_WORDS}
    size = _number(request, "Upload-Length")
    return Brought(words.get("filename", ""), size, mine, is_page=words.get("page") == "1")


def read_piece(request: HttpRequest, *, offset: int, room: int) -> Piece:
    """This function will read how many bytes come with the request, and give them as they come. Raises `Malformed`."""
    if request.content_type != BYTES:
        raise Malformed(415, f"Content-Type must be {BYTES}.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > room:
        raise Malformed(413, "There are more bytes than Upload-Length promised.")
    return Piece(offset, _chunks(request), _read_checksum(request))


def read_offset(request: HttpRequest) -> int:
    return _number(request, "Upload-Offset")


def answer(status: int, upload: Upload | None = None) -> HttpResponse:
    """This function will answer without a body, with what the protocol wants to know of the upload."""
    response = HttpResponse(status=status, headers={"Tus-Resumable": VERSION, "Cache-Control": "no-store"})
    if upload is not None:
        response["Upload-Offset"] = str(upload.offset)
        response["Upload-Length"] = str(upload.size)
        response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def answer_options(kind: UploadKind) -> HttpResponse:
    response = answer(204)
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = EXTENSIONS
    response["Tus-Max-Size"] = str(limit_of(kind.max_bytes))
    response["Tus-Checksum-Algorithm"] = "sha256"
    return response


def answer_state(upload: Upload, status: int = 200) -> HttpResponse:
    """This function will tell a page how an upload stands, and what was said about it."""
    return _json(
        status,
        code=str(upload.code),
        state=upload.state,
        name=upload.filename,
        size=upload.size,
        offset=upload.offset,
        refusal=upload.refusal,
        sentence=upload.sentence,
        result=upload.result,
    )


def answer_obstacle(obstacle: Exception) -> HttpResponse:
    """This function will answer an error of uploads with its status and, where there is one, its sentence."""
    if isinstance(obstacle, FileRefused):
        status = REFUSAL_STATUSES.get(obstacle.reason, 422)
        return _json(status, refusal=obstacle.reason.value, sentence=str(obstacle))
    if isinstance(obstacle, Malformed):
        response = _json(obstacle.status, error=str(obstacle))
        response["Tus-Version"] = VERSION
        return response
    status = next(status for kind, status in STATUSES.items() if isinstance(obstacle, kind))
    response = _json(status, sentence=str(obstacle) if isinstance(obstacle, Refused) else "")
    if isinstance(obstacle, OffsetConflict):
        response["Upload-Offset"] = str(obstacle.offset)
    return response


def _json(status: int, **words: Any) -> HttpResponse:
    headers = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
    return JsonResponse(words, status=status, headers=headers)


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    """What comes before the connection is cut counts."""
    while True:
        try:
            chunk = request.read(CHUNK)
        except OSError:
            return
        if not chunk:
            return
        yield chunk


def _number(request: HttpRequest, name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Malformed(400, f"{name} must be a number.")
    return int(text)


def _read_metadata(header: str) -> dict[str, str]:
    """`key base64,key base64`; what is not text is not meant for us."""
    words: dict[str, str] = {}
    for pair in filter(None, (pair.strip() for pair in header.split(","))):
        key, _space, coded = pair.partition(" ")
        words[key] = _decoded(coded)
    if len(words) > MOST_WORDS or any(len(key) + len(word) > LONGEST_WORD for key, word in words.items()):
        raise Malformed(400, "Upload-Metadata is too long.")
    return words


def _decoded(coded: str) -> str:
    try:
        return base64.b64decode(coded, validate=True).decode("utf-8").replace("\0", "")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Malformed(400, "Upload-Metadata must be UTF-8 in base64.") from error


def _read_checksum(request: HttpRequest) -> bytes | None:
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    algorithm, _space, coded = header.partition(" ")
    if algorithm != "sha256":
        raise Malformed(400, "Upload-Checksum must be sha256.")
    try:
        return base64.b64decode(coded, validate=True)
    except binascii.Error as error:
        raise Malformed(400, "Upload-Checksum must be base64.") from error
