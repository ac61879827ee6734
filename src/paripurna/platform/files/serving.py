"""Handing a file out over HTTP: the only way out. Rooms ask first whether the person may have it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.names import clean_filename, with_extension
from paripurna.platform.files.types import MediaType

RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"

SHUT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": LOCKED,
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


@dataclass(frozen=True, slots=True)
class Part:
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What goes out: the file as it was uploaded, or as people see it."""

    key: str
    size: int
    kind: MediaType
    tag: str


class UnfitRange(Exception):
    """The range lies outside the file."""


def serve(
    request: HttpRequest, file: StoredFile, filename: str, *, inline: bool = False, original: bool = False
) -> HttpResponseBase:
    """This function will send a file, whole or the range that was asked for, a chunk at a time.

    A picture is sent as people see it, without the place where it was taken; `original=True`, for rooms that have asked
    for a right first, sends it as it was brought. `inline` shows pictures and PDF in place; everything else is saved, under
    the name it was brought with and the extension of what it is. Raises `FileLost`.
    """
    sent = find_original(file) if original else find_shown(file)
    tag = f'"{sent.tag}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    try:
        part = _asked_part(request, sent.size, tag)
    except UnfitRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{sent.size}"})
    response = _stream(sent, part)
    shows = inline and not original and sent.kind.may_be_shown
    for name, value in _headers(sent, filename, tag, inline=shows).items():
        response[name] = value
    return response


def serve_derived(request: HttpRequest, key: str, media_type: str = "image/webp") -> HttpResponseBase:
    """This function will send something made of a file, for the eyes of the one who asks: a drawn page, blurred faces.

    The key holds the hash of the original and everything it was made by, so it is its own tag. Raises `FileLost`.
    """
    tag = f'"{hashlib.sha256(key.encode()).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    response = StreamingHttpResponse(store.read(key), content_type=media_type)
    response["Content-Length"] = str(store.size_of(key))
    for name, value in {**SHUT, "Content-Disposition": "inline", "ETag": tag}.items():
        response[name] = value
    return response


def name_for(kind: MediaType, filename: str) -> str:
    """This function will return the name to save the file under: what it was called, ending in what it is."""
    return with_extension(clean_filename(filename), kind.extension)


def find_original(file: StoredFile) -> Sent:
    """This function will say what goes out of a file to those who may have it as it was uploaded."""
    return Sent(store.key_of(file.hash), file.size, file.kind, f"{file.hash}-asli" if file.kind.is_image else file.hash)


def find_shown(file: StoredFile) -> Sent:
    """This function will say what goes out of a file to everybody else. Raises `FileLost`."""
    if not file.kind.is_image:
        return find_original(file)
    from paripurna.platform.files.pictures import shown_key  # late: loads Pillow

    key = shown_key(file)
    return Sent(key, store.size_of(key), file.kind.shown, file.hash)


def _stream(sent: Sent, part: Part | None) -> StreamingHttpResponse:
    chunks = store.read(sent.key, part.start, part.length) if part else store.read(sent.key)
    response = StreamingHttpResponse(chunks, content_type=sent.kind.value, status=206 if part else 200)
    response["Content-Length"] = str(part.length if part else sent.size)
    if part:
        response["Content-Range"] = f"bytes {part.start}-{part.start + part.length - 1}/{sent.size}"
    return response


def _headers(sent: Sent, filename: str, tag: str, *, inline: bool) -> dict[str, str]:
    disposition = content_disposition_header(as_attachment=not inline, filename=name_for(sent.kind, filename))
    return {
        "Content-Disposition": disposition or "attachment",
        **SHUT,
        "Accept-Ranges": "bytes",
        "ETag": tag,
    }


def _asked_part(request: HttpRequest, size: int, tag: str) -> Part | None:
    """The part that one range asks for; several ranges, or one of another version, get the whole."""
    found = RANGE.match(request.headers.get("Range", ""))
    if found is None or request.headers.get("If-Range", tag) != tag or not any(found.groups()):
        return None
    first, last = found.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        raise UnfitRange
    return Part(start, end - start + 1)
