"""Handing a file out over HTTP: the only way out. Rooms ask first whether the person may have it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import content_disposition_header

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.pictures import shown_key

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


class UnfitRange(Exception):
    """The range lies outside the file."""


def serve(request: HttpRequest, file: StoredFile, filename: str, *, inline: bool = False) -> HttpResponseBase:
    """This function will send a file, whole or the range that was asked for, a chunk at a time.

    A picture is sent as people see it, without the place where it was taken. `inline` shows pictures and PDF in place;
    everything else is saved, under the name it was brought with and the extension of what it is. Raises `FileLost`.
    """
    tag = f'"{file.hash}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    key = shown_key(file) if file.kind.is_image else store.key_of(file.hash)
    size = store.size_of(key) if file.kind.is_image else file.size
    try:
        part = _asked_part(request, size, tag)
    except UnfitRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = _stream(key, size, part, file.media_type)
    for name, value in _headers(file, filename, tag, inline=inline and file.kind.may_be_shown).items():
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


def name_for(file: StoredFile, filename: str) -> str:
    """This function will return the name to save the file under: what it was called, ending in what it is."""
    name = PurePath(filename.replace("\\", "/")).name or "berkas"
    same = {".jpeg", ".jpg"} if file.kind.extension == ".jpg" else {file.kind.extension}
    return name if PurePath(name).suffix.lower() in same else f"{name}{file.kind.extension}"


def _stream(key: str, size: int, part: Part | None, media_type: str) -> StreamingHttpResponse:
    chunks = store.read(key, part.start, part.length) if part else store.read(key)
    response = StreamingHttpResponse(chunks, content_type=media_type, status=206 if part else 200)
    response["Content-Length"] = str(part.length if part else size)
    if part:
        response["Content-Range"] = f"bytes {part.start}-{part.start + part.length - 1}/{size}"
    return response


def _headers(file: StoredFile, filename: str, tag: str, *, inline: bool) -> dict[str, str]:
    disposition = content_disposition_header(as_attachment=not inline, filename=name_for(file, filename))
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
