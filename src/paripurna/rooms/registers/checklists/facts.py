"""Facts of the checklists: for which share of the kelurahan or kecamatan something is there.

Confirmed checklists of the period's last year count. The denominator is all kelurahan (or kecamatan) of the city; one that
has not confirmed yet stands on the side that earns less, so that a share never promises more than is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial

from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.facts.registry import register_source
from paripurna.platform.facts.types import (
    NOTHING_KNOWN,
    Cell,
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)
from paripurna.platform.regions.models import City, Region, RegionQuerySet
from paripurna.rooms.registers.checklists import queries
from paripurna.rooms.registers.checklists.holding import list_holding
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.pages.places import checklist_url
from paripurna.rooms.registers.checklists.types import FACT_GROUP, ChecklistKind, ChecklistState
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerData


class Counted(StrEnum):
    """Which regions are the numerator: those where the thing is there, or, for what should not be, those where it is."""

    HOLDS = "HOLDS"
    LACKS = "LACKS"


class ShareParams(FactParams):
    question: str
    counted: Counted = Counted.HOLDS


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A confirmed checklist with what its answers say."""

    checklist: Checklist
    edition: Edition
    answers: Mapping[str, AnswerData]
    holding: Mapping[str, bool]


def compute_shares(kind: ChecklistKind, scope: FactScope, wishes: Sequence[ShareParams]) -> list[Fact]:
    """This function will answer every wish in a handful of statements."""
    confirmed = [] if scope.region else _read_confirmed(kind, scope)  # a share is of the whole city
    if not confirmed:
        return [NOTHING_KNOWN for _wish in wishes]
    count = _regions(kind, scope).count()
    return [_count_share(confirmed, count, wish) for wish in wishes]


def _count_share(confirmed: list[Confirmed], count: int, wish: ShareParams) -> Fact:
    known = [each for each in confirmed if wish.question in each.holding]
    if not known or not count:
        return NOTHING_KNOWN
    holding = sum(each.holding[wish.question] for each in known)
    numerator = Decimal(holding if wish.counted is Counted.HOLDS else count - holding)
    return Fact(
        value=numerator / count,
        numerator=numerator,
        denominator=Decimal(count),
        row_count=len(known),
        as_of=max(each.checklist.confirmed_at for each in known if each.checklist.confirmed_at),
        is_example=any(each.checklist.sheet.is_example for each in known),
    )


def list_share_rows(kind: ChecklistKind, scope: FactScope, wish: ShareParams) -> FactTable:
    """This function will list every kelurahan or kecamatan of the city with its answer, whether it counts, and since when."""
    confirmed = {each.checklist.region_id: each for each in _read_confirmed(kind, scope)}
    regions = _regions(kind, scope).select_related("parent").order_by("code")
    return FactTable(COLUMNS, tuple(_build_row(region, confirmed.get(region.pk), wish) for region in regions))


COLUMNS = (
    FactColumn("code", _("Code")),
    FactColumn("region", _("Region")),
    FactColumn("kecamatan", _("Kecamatan")),
    FactColumn("answer", _("Answer")),
    FactColumn("counts", _("Counts"), numeric=True),
    FactColumn("confirmed_on", _("Confirmed on")),
)


def _build_row(region: Region, found: Confirmed | None, wish: ShareParams) -> FactRow:
    place: tuple[Cell, ...] = (region.code, region.name, region.parent.name if region.parent else "")
    if found is None:
        return FactRow((*place, "", 0, None))
    checklist = found.checklist
    question = found.edition.question_by_number[wish.question]
    text = sheets.say_answer(question, found.answers.get(wish.question, {}))
    is_counted = found.holding.get(wish.question, False) == (wish.counted is Counted.HOLDS)
    confirmed_on = checklist.confirmed_at.date() if checklist.confirmed_at else None
    return FactRow((*place, text, int(is_counted), confirmed_on), checklist_url(checklist), checklist.sheet.is_example)


def _read_confirmed(kind: ChecklistKind, scope: FactScope) -> list[Confirmed]:
    found = Checklist.objects.filter(
        city=scope.city_id, kind=kind, year=scope.ends_on.year, state=ChecklistState.CONFIRMED
    )
    checklists = list(found.select_related("city", "region", "sheet__edition").order_by("region__code"))
    answers = queries.read_answers(checklists)
    return [_build_confirmed(checklist, answers[checklist.sheet_id]) for checklist in checklists]


def _build_confirmed(checklist: Checklist, answers: Mapping[str, AnswerData]) -> Confirmed:
    edition = sheets.edition_of(checklist.sheet)
    return Confirmed(checklist, edition, answers, list_holding(edition, answers))


def _regions(kind: ChecklistKind, scope: FactScope) -> RegionQuerySet:
    code = City.objects.values_list("code", flat=True).get(pk=scope.city_id)
    return Region.objects.current().within(code).filter(level=kind.level)


def register() -> None:
    """This function will offer both shares."""
    for kind, label in (
        (ChecklistKind.KELURAHAN, _("Share of kelurahan")),
        (ChecklistKind.KECAMATAN, _("Share of kecamatan")),
    ):
        register_source(
            FactSource(
                name=f"registers.{kind.value}_share",
                group=FACT_GROUP,
                label=label,
                sentence=_(
                    "Counts in the confirmed checklists of the year where something is there, of all in the city."
                ),
                params=ShareParams,
                compute=partial(compute_shares, kind),
                list_rows=partial(list_share_rows, kind),
            )
        )
