"""Packs: asking for one, following it, fetching it, deleting it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.files.serving import serve
from paripurna.platform.files.types import FileLost
from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.types import AlreadyFinished
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence import packs as reads
from paripurna.rooms.evidence.forms import PackForm
from paripurna.rooms.evidence.packs import Pack
from paripurna.rooms.evidence.pages.packs_page import PacksPage, build_packs_page
from paripurna.rooms.evidence.types import PackUnfit
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import Sheet


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.EVIDENCE_PACK)
def list_packs(request: CityRequest) -> HttpResponse:
    """This view will list packs and have one made; asked by htmx, it sends the list alone."""
    today = timezone.localdate()
    policy.check_may_pack(request.user, request.city, on=today)
    page = build_packs_page(request.city, request.user, sheet=_find_sheet(request), on=today)
    posted = request.POST if request.method == "POST" else None
    form = PackForm(page.stages, posted, may_confidential=page.may_confidential)
    if request.method == "POST" and page.sheet and form.is_valid():
        actions.ask_pack(sheet=page.sheet, draft=form.draft(), by=request.user, at=timezone.now())
        messages.success(request, _("The pack is being made. You may leave this page; it goes on."))
        return _to_packs(request)
    return _show(request, page, form)


def _show(request: CityRequest, page: PacksPage, form: PackForm) -> HttpResponse:
    template = "evidence/pack_list.html#packs" if request.htmx else "evidence/pack_list.html"
    trail = [(_("Documents"), reverse("evidence:documents", kwargs={"city": request.city.slug}))]
    context = {"page": page, "form": form, "trail": trail}
    return render(request, template, context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.EVIDENCE_PACK)
def send_pack(request: CityRequest, code: UUID) -> HttpResponseBase:
    """This view will send a pack, whole or from where it was cut off; only its beginning is told in the audit."""
    pack = _get_pack(request, code)
    said = {"pack": pack, "by": request.user, "at": timezone.now()}
    try:
        actions.fetch_pack(**said) if _is_beginning(request) else actions.check_fetch(**said)
        if pack.file is None:
            raise Http404
        return serve(request, pack.file, pack.filename)
    except PackUnfit as error:
        messages.error(request, str(error.sentence))
        return _to_packs(request)
    except FileLost as lost:
        raise Http404 from lost


@require_POST
@requires(Permission.EVIDENCE_PACK)
def cancel_pack(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will ask the making of a pack to stop."""
    pack = _get_pack(request, code)
    if pack.progress is not None:
        with suppress(AlreadyFinished):
            jobs.request_cancel(progress=pack.progress, by=request.user, at=timezone.now())
    return _to_packs(request)


@require_POST
@requires(Permission.EVIDENCE_PACK)
def delete_pack(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will let a pack go."""
    actions.delete_pack(pack=_get_pack(request, code), by=request.user, at=timezone.now())
    messages.success(request, _("The pack is deleted."))
    return _to_packs(request)


def _get_pack(request: CityRequest, code: UUID) -> Pack:
    """A pack that the person may have. Raises `NotAllowed` and `Stranger`."""
    today = timezone.localdate()
    policy.check_may_pack(request.user, request.city, on=today)
    sees_restricted = may(request.user, Permission.EVIDENCE_RESTRICTED, request.city, on=today)
    return reads.get_pack(request.city, code, sees_restricted=sees_restricted)


def _find_sheet(request: CityRequest) -> Sheet | None:
    code = request.GET.get("lembar", "")
    if not code:
        return None
    if not queries.is_code(code):
        raise Http404
    return sheets.get_sheet(request.city, code=code)


def _is_beginning(request: CityRequest) -> bool:
    asked = request.headers.get("Range", "")
    return request.method == "GET" and (not asked or asked.startswith("bytes=0-"))


def _to_packs(request: CityRequest) -> HttpResponse:
    return redirect("evidence:packs", city=request.city.slug)
