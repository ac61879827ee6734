"""Files of a plain form, for a browser without scripts: the same way in, all at once."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest
from paripurna.platform.access.types import Refused
from paripurna.platform.files.models import Upload
from paripurna.platform.files.types import FileRefused
from paripurna.platform.files.uploads import actions
from paripurna.platform.files.uploads.queries import get_kind
from paripurna.platform.files.uploads.types import Brought, UploadKind, UploadState
from paripurna.platform.ui.refusals import telling

FILES, NEXT, JOINED, NAME = "files", "next", "join", "join_name"
NOT_METADATA = {NEXT, JOINED, NAME, "csrfmiddlewaretoken"}


def take_form(request: CityRequest, kind_name: str) -> HttpResponse:
    """This function will take every file of the form, say of each what became of it, and lead back."""
    kind = get_kind(kind_name)
    is_page = JOINED in request.POST
    brought = [_bring(request, kind, file, is_page=is_page) for file in request.FILES.getlist(FILES)]
    kept = [upload for upload in brought if upload is not None and upload.state == UploadState.KEPT]
    if not brought:
        messages.error(request, _("Choose at least one file."))
    elif is_page and len(kept) == len(brought):
        _join(request, kind, kept)
    return redirect(_way_back(request))


def _bring(request: CityRequest, kind: UploadKind, file: UploadedFile, *, is_page: bool) -> Upload | None:
    words = {key: value[:500] for key, value in request.POST.items() if key not in NOT_METADATA}
    brought = Brought(file.name or "", file.size or 0, words, is_page=is_page)
    try:
        upload = actions.bring_whole(
            city=request.city, kind=kind, brought=brought, chunks=file.chunks(), by=request.user, at=timezone.now()
        )
    except (FileRefused, Refused) as refused:
        messages.error(request, f"{file.name}: {refused}")
        return None
    _tell(request, upload)
    return upload


def _tell(request: CityRequest, upload: Upload) -> None:
    if upload.state == UploadState.KEPT:
        said = _("%(name)s is saved.") % {"name": upload.filename}
        messages.success(request, f"{said} {upload.sentence}".strip())
    else:
        messages.error(request, f"{upload.filename}: {upload.sentence}")


def _join(request: CityRequest, kind: UploadKind, pages: list[Upload]) -> None:
    name = request.POST.get(NAME) or pages[0].filename.rpartition(".")[0]
    with telling(request):
        joined = actions.join_pages(
            city=request.city,
            kind=kind,
            code=uuid4(),
            pages=[page.code for page in pages],
            filename=name,
            by=request.user,
            at=timezone.now(),
        )
        _tell(request, joined)


def _way_back(request: CityRequest) -> str:
    asked = request.POST.get(NEXT, "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else "/"
