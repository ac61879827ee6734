"""The list of requests, one request, and every step that people take with them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import send_table
from paripurna.platform.ui.components.lists import read_sort
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.pages.request_list import build_request_list
from paripurna.rooms.evidence.pages.request_page import build_request_page
from paripurna.rooms.evidence.registry import find_current_sheet
from paripurna.rooms.evidence.request_forms import STEP_SLUGS, BulkForm, StepForm
from paripurna.rooms.evidence.requesting import listing
from paripurna.rooms.evidence.requesting.exporting import build_table
from paripurna.rooms.evidence.requesting.scope import RequestScope, read_scope
from paripurna.rooms.evidence.types import RequestStep

PER_PAGE = 50


@requires(Permission.EVIDENCE_VIEW)
def list_requests(request: CityRequest) -> HttpResponse:
    """This view will list the requests that the person may see, as the address bar asks."""
    today = timezone.localdate()
    scope = read_scope(request.user, request.city, on=today)
    page = Paginator(_find(request, scope), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "list": build_request_list(request.city, request.GET, list(page.object_list), on=today),
        "page": page,
        "scope": scope,
        "may_export": may(request.user, Permission.EXPORT, request.city, on=today),
        "form": BulkForm(initial={"kembali": request.get_full_path()}),
    }
    return render(request, "evidence/request_list.html", context)


@requires(Permission.EVIDENCE_VIEW)
def export_requests(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the list as it is filtered, as CSV or as a workbook."""
    today = timezone.localdate()
    check_may(request.user, Permission.EXPORT, request.city, on=today)
    lines = listing.build_lines(_find(request, read_scope(request.user, request.city, on=today)), on=today)
    return send_table(build_table(lines), title=_("Requests"), name=f"permintaan-{request.city.slug}", ending=ending)


@requires(Permission.EVIDENCE_VIEW)
def show_request(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a request: what is asked, what was brought, what happened, and what may be done now."""
    today = timezone.localdate()
    scope = read_scope(request.user, request.city, on=today)
    found = listing.get_request(request.city, scope, code)
    page = build_request_page(found, scope, user=request.user, text=request.GET.get("cari", ""), on=today)
    trail = [(_("Requests"), reverse("evidence:requests", kwargs={"city": request.city.slug}))]
    return render(request, "evidence/request_detail.html", {"page": page, "trail": trail})


@require_POST
@requires(Permission.EVIDENCE_VIEW)
def step_request(request: CityRequest, code: UUID, step: str) -> HttpResponse:
    """This view will take one step with a request; whose step it is, the action knows."""
    if step not in STEP_SLUGS:
        raise Http404
    scope = read_scope(request.user, request.city, on=timezone.localdate())
    found = listing.get_request(request.city, scope, code)
    form = StepForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed: fill in every field."))
        return redirect("evidence:request", city=request.city.slug, code=code)
    with telling(request, _("Done. The request says so in its history.")):
        form.take(STEP_SLUGS[step], found, documents=_read_documents(request), by=request.user, at=timezone.now())
    return redirect("evidence:request", city=request.city.slug, code=code)


@require_POST
@requires(Permission.PROOF_REQUEST)
def step_many(request: CityRequest) -> HttpResponse:
    """This view will take one step with all requests that were chosen on the list, or with all that the list finds."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose at least one request, and what to do with it."))
        return redirect(_way_back(request))
    said = form.cleaned_data
    codes = _list_all_codes(request) if said["everything"] else said["codes"]
    step = {"step": RequestStep(said["step"]), "due_on": said["due_on"], "by": request.user, "at": timezone.now()}
    with telling(request):
        count = actions.step_requests(city=request.city, codes=codes, **step)
        _tell(request, count, len(codes))
    return redirect(_way_back(request))


def _tell(request: CityRequest, done: int, chosen: int) -> None:
    text = ngettext("Done with %(count)s request.", "Done with %(count)s requests.", done) % {"count": done}
    messages.success(request, text)
    if left := chosen - done:
        text = ngettext(
            "%(count)s request is in a state in which this cannot be done.",
            "%(count)s requests are in a state in which this cannot be done.",
            left,
        )
        messages.info(request, text % {"count": left})


def _find(request: CityRequest, scope: RequestScope, query: QueryDict | None = None):
    """What the list of the address bar finds, or of another address."""
    asked = request.GET if query is None else query
    return listing.list_requests(
        request.city,
        scope,
        listing.read_filter(asked),
        sheet=find_current_sheet(request.city),
        user=request.user,
        on=timezone.localdate(),
        sort=read_sort(asked, tuple(listing.SORTS), listing.SOONEST),
    )


def _read_documents(request: CityRequest):
    """Documents that the person chose, among those they may see."""
    scope = queries.read_scope(request.user, request.city, on=timezone.localdate())
    return queries.list_chosen(request.city, scope, request.POST.getlist("documents"))


def _list_all_codes(request: CityRequest) -> list[UUID]:
    """What the list finds that the person looked at, however many pages it has."""
    query = QueryDict(_way_back(request).partition("?")[2])
    scope = read_scope(request.user, request.city, on=timezone.localdate())
    return list(_find(request, scope, query).values_list("code", flat=True))


def _way_back(request: CityRequest) -> str:
    """The list as the person had filtered it."""
    url = request.POST.get("kembali", "")
    home = reverse("evidence:requests", kwargs={"city": request.city.slug})
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None) and url.startswith(home)
    return url if is_ours else home
