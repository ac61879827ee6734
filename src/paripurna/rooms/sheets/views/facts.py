"""Facts beside answers: the rows behind them, the box of a question, taking them over, and the list of all."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets import actions, queries
from paripurna.rooms.sheets.pages.fact_rows import find_fact_rows
from paripurna.rooms.sheets.pages.facts_box import find_facts_box
from paripurna.rooms.sheets.pages.facts_list import build_facts_list, read_facts_filter
from paripurna.rooms.sheets.pages.facts_take import build_take_page, list_takeable, read_seen
from paripurna.rooms.sheets.pages.panel import may_answer_now
from paripurna.rooms.sheets.types import SheetError, UnknownQuestion
from paripurna.rooms.sheets.views.answers import open_for, show_panel
from paripurna.rooms.sheets.views.opening import get_sheet


@require_GET
@requires(Permission.CITY_VIEW)
def show_rows(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    sheet, on = get_sheet(request, code), timezone.localdate()
    may_see_people = may(request.user, Permission.PARTICIPANT_VIEW, request.city, on=on)
    page = find_fact_rows(sheet, question, may_see_people=may_see_people, on=on)
    if page is None:
        raise Http404
    return render(request, "sheets/fact_rows.html", {"page": page, "sheet": sheet})


@require_GET
@requires(Permission.CITY_VIEW)
def show_box(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    """The box alone, fetched once the answer beside it has been saved."""
    opened = open_for(request, get_sheet(request, code))
    try:
        may_answer = may_answer_now(opened, opened.get_question(question))
    except UnknownQuestion:
        raise Http404 from None
    box = find_facts_box(opened, question, may_answer=may_answer)
    if box is None:
        raise Http404
    return render(request, "sheets/facts_box.html", {"facts": box, "back": box.url})


@require_POST
@requires(Permission.ANSWER_EDIT)
def take_facts(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    sheet = get_sheet(request, code)
    seen = request.POST.get("revision", "")
    revision = read_whole(seen)
    try:
        actions.take_facts(sheet=sheet, question=question, base_revision=revision, by=request.user, at=timezone.now())
    except UnknownQuestion:
        raise Http404 from None
    except SheetError as error:
        return show_panel(request, sheet, question, status=409, refusal=str(error.sentence))
    return show_panel(request, get_sheet(request, code), question, moved=True)


@require_GET
@requires(Permission.CITY_VIEW)
def list_facts(request: CityRequest, code: UUID) -> HttpResponse:
    sheet, on = get_sheet(request, code), timezone.localdate()
    compared = queries.read_compared(sheet, queries.read_contents(sheet), on=on)
    takeable = list_takeable(sheet, compared, request.user, on=on)
    found = build_facts_list(sheet, compared, read_facts_filter(request.GET), takeable=takeable, on=on)
    context = {"list": found, "page": read_page(found.lines, request.GET), "sheet": sheet}
    return render(request, "sheets/facts_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ANSWER_EDIT)
def take_many(request: CityRequest, code: UUID) -> HttpResponse:
    """What taking the facts of the chosen questions over would change; then all of it, or nothing."""
    sheet = get_sheet(request, code)
    back = reverse("sheets:facts", kwargs={"city": request.city.slug, "code": code})
    seen = read_seen(request.POST.getlist("taken"))
    refusal = ""
    if seen:
        try:
            count = actions.take_many_facts(sheet=sheet, seen=seen, by=request.user, at=timezone.now())
        except UnknownQuestion:
            raise Http404 from None
        except SheetError as error:
            refusal = str(error.sentence)
        else:
            messages.success(request, _say_taken(count))
            return redirect(back)
    numbers = seen or request.GET.getlist("questions")
    page = build_take_page(sheet, numbers, request.user, on=timezone.localdate())
    if not page.lines and not refusal:
        messages.info(request, _("Choose questions whose answer differs and is still open."))
        return redirect(f"{back}?tampil=berbeda")
    context = {"page": page, "sheet": sheet, "refusal": refusal, "trail": [(_("Answered by data"), back)]}
    return render(request, "sheets/facts_take.html", context, status=409 if refusal else 200)


def _say_taken(count: int) -> str:
    sentence = ngettext(
        "The facts of %(count)s question were taken over. Its history holds the answer before.",
        "The facts of %(count)s questions were taken over. The history of each holds the answer before.",
        count,
    )
    return sentence % {"count": count}
