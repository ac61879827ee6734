"""Unggah: the door through which files come in, piece by piece (tus) or as a plain form."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission, Refused
from paripurna.platform.files.models import Upload
from paripurna.platform.files.types import FileRefused
from paripurna.platform.files.uploads import actions, protocol
from paripurna.platform.files.uploads.queries import check_arrived, get_kind, get_upload
from paripurna.platform.files.uploads.types import (
    ChecksumMismatch,
    OffsetConflict,
    PartLost,
    UploadBusy,
    UploadState,
)
from paripurna.platform.files.uploads.views.form import take_form

OBSTACLES = (FileRefused, Refused, UploadBusy, OffsetConflict, ChecksumMismatch, PartLost, protocol.Malformed)
# On a slow network a request holds its thread for minutes; pages must go on, so the third waits its turn.
RECEIVING = BoundedSemaphore(2)
View = Callable[..., HttpResponse]


def obstacles_told(view: View) -> View:
    """This decorator will answer what stands in the way of an upload with its status and sentence."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except OBSTACLES as obstacle:
            return protocol.answer_obstacle(obstacle)

    return telling


@require_http_methods(["OPTIONS", "POST"])
@requires(Permission.CITY_VIEW)
@obstacles_told
def upload_begin(request: CityRequest, kind: str) -> HttpResponse:
    """This view will open an upload, with its first bytes when they came along, or take the files of a plain form."""
    if request.method == "OPTIONS":
        return protocol.answer_options(get_kind(kind))
    if request.content_type == "multipart/form-data":
        return take_form(request, kind)
    protocol.check_version(request)
    at = timezone.now()
    brought = protocol.read_brought(request)
    upload = actions.begin_upload(city=request.city, kind=get_kind(kind), brought=brought, by=request.user, at=at)
    if request.content_type == protocol.BYTES:
        upload = _receive(request, upload, 0)
    response = protocol.answer(201, upload)
    address = {"city": request.city.slug, "kind": kind, "code": upload.code}
    response["Location"] = reverse("files:upload", kwargs=address)
    return response


@require_http_methods(["OPTIONS", "HEAD", "GET", "PATCH", "DELETE"])
@requires(Permission.CITY_VIEW)
@obstacles_told
def upload(request: CityRequest, kind: str, code: UUID) -> HttpResponse:
    """This view will say how far an upload is, take more of it, or forget it."""
    if request.method == "OPTIONS":
        return protocol.answer_options(get_kind(kind))
    found = get_upload(user=request.user, city=request.city, kind=kind, code=code)
    return METHODS[request.method or "GET"](request, found)


@require_POST
@requires(Permission.CITY_VIEW)
@obstacles_told
def upload_finish(request: CityRequest, kind: str, code: UUID) -> HttpResponse:
    """This view will keep or refuse a file that has arrived, and say which; asked again it says the same."""
    found = get_upload(user=request.user, city=request.city, kind=kind, code=code)
    done = actions.finish_upload(upload=found, by=request.user, at=timezone.now())
    return protocol.answer_state(done, status=409 if done.state == UploadState.OPEN else 200)


@require_POST
@requires(Permission.CITY_VIEW)
@obstacles_told
def upload_join(request: CityRequest, kind: str) -> HttpResponse:
    """This view will make one PDF of pictures that were uploaded as pages."""
    wanted = get_kind(kind)
    code, pages, name = _read_joining(request)
    joined = actions.join_pages(
        city=request.city,
        kind=wanted,
        code=code,
        pages=pages,
        filename=name,
        by=request.user,
        at=timezone.now(),
    )
    return protocol.answer_state(joined)


def _head(_request: CityRequest, found: Upload) -> HttpResponse:
    check_arrived(found)
    return protocol.answer(410 if found.state == UploadState.EXPIRED else 200, found)


def _get(_request: CityRequest, found: Upload) -> HttpResponse:
    return protocol.answer_state(found)


def _patch(request: CityRequest, found: Upload) -> HttpResponse:
    protocol.check_version(request)
    return protocol.answer(204, _receive(request, found, protocol.read_offset(request)))


def _delete(request: CityRequest, found: Upload) -> HttpResponse:
    protocol.check_version(request)
    actions.drop_upload(upload=found, at=timezone.now())
    return protocol.answer(204)


METHODS = {"HEAD": _head, "GET": _get, "PATCH": _patch, "DELETE": _delete}


def _receive(request: CityRequest, found: Upload, offset: int) -> Upload:
    piece = protocol.read_piece(request, offset=offset, room=found.size - offset)
    if not RECEIVING.acquire(timeout=2):
        raise UploadBusy
    try:
        return actions.append_piece(upload=found, piece=piece, at=timezone.now())
    finally:
        RECEIVING.release()


def _read_joining(request: CityRequest) -> tuple[UUID, list[UUID], str]:
    try:
        words = json.loads(request.body)
        return UUID(words["code"]), [UUID(page) for page in words["pages"]][:200], str(words.get("name", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise protocol.Malformed(400, "A code, pages and a name are wanted, as JSON.") from error
