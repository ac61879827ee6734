"""Marks of the province and the ministry, entered as a grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.core.instrument.model import Stage, Strand
from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.queries import Round, get_round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.assessment.verification.marks_page import (
    REASONS,
    Typed,
    build_marks_page,
    list_official_stages,
    marks_url,
    read_grid,
)
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.types import MarksChanged, SheetError

UNREADABLE = 422


@dataclass(frozen=True, slots=True)
class Grid:
    """Which part of a round is being marked."""

    round: Round
    stage: Stage
    strand: Strand


@requires(Permission.MARK_OFFICIAL)
def enter_marks(request: CityRequest, code: UUID, stage: str) -> HttpResponse:
    found = get_round(request.city, code=str(code))
    grid = Grid(found, _get_stage(found, stage), _get_strand(found, request.GET.get("klaster", "")))
    if request.method != "POST":
        return _show(request, grid)
    typed = read_grid(grid.strand.questions, request.POST)
    if typed.errors:
        return _show(request, grid, typed.errors, refusal=_("Mend the rows named below; nothing was saved."))
    return _save(request, grid, typed)


def _save(request: CityRequest, grid: Grid, typed: Typed) -> HttpResponse:
    try:
        count = sheets.give_marks(
            sheet=grid.round.sheet,
            stage=grid.stage.code,
            marks=typed.drafts,
            seen=typed.seen,
            by=request.user,
            at=timezone.now(),
        )
    except MarksChanged as error:
        rows = dict.fromkeys(error.questions, _("Somebody else has changed this mark. Look, and save again."))
        return _show(request, grid, rows, refusal=str(error.sentence))
    except SheetError as error:
        return _show(request, grid, refusal=str(error.sentence))
    sentence = ngettext("%(count)s mark is saved.", "%(count)s marks are saved.", count)
    messages.success(request, sentence % {"count": count})
    return redirect(marks_url(grid.round, grid.stage.code, grid.strand.code))


def _show(
    request: CityRequest, grid: Grid, errors: Mapping[str, str] | None = None, *, refusal: str = ""
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    context = {
        "page": build_marks_page(grid.round, grid.stage, grid.strand, sent=sent, errors=errors),
        "reasons": REASONS,
        "refusal": refusal,
        "trail": build_trail(request.city, grid.round),
        "is_running": grid.round.state == RoundState.RUNNING,
    }
    return render(request, "assessment/marks_grid.html", context, status=UNREADABLE if refusal else 200)


def _get_stage(found: Round, code: str) -> Stage:
    stage = next((each for each in list_official_stages(edition_of(found.sheet)) if each.code == code), None)
    if stage is None:
        raise Http404
    return stage


def _get_strand(found: Round, code: str) -> Strand:
    """The chosen cluster, else the first."""
    strands = edition_of(found.sheet).strands
    return next((strand for strand in strands if strand.code == code), strands[0])
