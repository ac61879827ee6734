"""The board on which questions are dragged from agency to agency; a form does the same without a mouse."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.board import build_board
from paripurna.rooms.network.forms import MoveForm
from paripurna.rooms.network.pages import in_language
from paripurna.rooms.network.policy import may_manage
from paripurna.rooms.network.types import Instrument, find_instrument


@requires(Permission.CITY_VIEW)
def board(request: CityRequest) -> HttpResponse:
    """This view will show who leads which question of one strand, `?bagian=`, and what rests on every agency."""
    instrument, today = find_instrument(request.city), timezone.localdate()
    agencies = queries.list_agencies(request.city, on=today)
    strand = _choose_strand(instrument, request.GET.get("bagian", ""))
    here = reverse("network:board", kwargs={"city": request.city.slug})
    strands = instrument.strands if instrument else ()
    context = {
        "title": instrument.title if instrument else "",
        "board": build_board(request.city, instrument, strand=strand, agencies=agencies) if instrument else None,
        "strand": strand,
        "strands": [
            (hue, in_language(label), f"{here}?bagian={code}", code == strand)
            for hue, (code, label) in enumerate(strands, start=1)
        ],
        "agencies": agencies,
        "by_role": MoveForm.BY_ROLE,
        "may_manage": may_manage(request.user, request.city, on=today),
    }
    return render(request, "network/board.html", context)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def question_move(request: CityRequest) -> HttpResponse:
    """This view will let one agency lead the chosen questions, or give them back to the roles of the instrument."""
    instrument = find_instrument(request.city)
    if instrument is None:
        raise Http404
    known = queries.list_agencies(request.city, on=timezone.localdate())
    form = MoveForm(tuple(instrument.roles_by_number), known, request.POST)
    if form.is_valid():
        numbers = form.cleaned_data["questions"]
        _move(request, instrument, numbers, form.cleaned_data["agency"])
        text = ngettext("%(count)s question was moved.", "%(count)s questions were moved.", len(numbers))
        messages.success(request, text % {"count": len(numbers)})
    else:
        messages.error(request, _("Choose at least one question and an agency."))
    strand = _choose_strand(instrument, request.POST.get("bagian", ""))
    return redirect(f"{reverse('network:board', kwargs={'city': request.city.slug})}?bagian={strand}")


def _move(request: CityRequest, instrument: Instrument, numbers: list[str], to: str) -> None:
    given = {"city": request.city, "key": instrument.key, "by": request.user, "at": timezone.now()}
    if to == MoveForm.BY_ROLE:
        actions.assign_questions(numbers=numbers, codes=[], **given)
    else:
        roles = {number: instrument.roles_by_number[number] for number in numbers}
        actions.move_questions(questions=roles, to=to, **given)


def _choose_strand(instrument: Instrument | None, asked: str) -> str:
    codes = [code for code, _label in instrument.strands] if instrument else []
    return asked if asked in codes else (codes[0] if codes else "")
