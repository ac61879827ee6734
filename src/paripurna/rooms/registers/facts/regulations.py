"""Regulations in force in the period, and the strongest of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.types import Cell, Fact, FactColumn, FactScope, FactSource, FactTable
from paripurna.rooms.registers.facts.reading import (
    Layout,
    Row,
    SubjectParams,
    lay_out,
    overlaps,
    pick,
    read_rows,
    tell,
)
from paripurna.rooms.registers.models import Regulation
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.registers.types import RegulationKind, RegulationState

COLUMNS = ("kind", "state", "enacted_on", "ends_on", "heard_children")
STRENGTH = {
    kind.value: rank
    for rank, kind in enumerate(
        (
            RegulationKind.PERDA,
            RegulationKind.PERKADA,
            RegulationKind.INSTRUCTION,
            RegulationKind.CIRCULAR,
            RegulationKind.DECREE,
            RegulationKind.AGENCY_RULE,
            RegulationKind.SOP,
            RegulationKind.OTHER,
        )
    )
}


class RegulationParams(SubjectParams):
    """Which kinds count (empty: all), whether entries are counted or the kinds that they are of, and whether only those
    count that were made in the period with the children's forum heard; an empty `subject` is any.
    """

    kinds: tuple[
        Literal["PERDA", "PERKADA", "DECREE", "INSTRUCTION", "CIRCULAR", "AGENCY_RULE", "SOP", "OTHER"], ...
    ] = ()
    count: Literal["entries", "kinds"] = "entries"
    heard_children: bool = False


def compute(scope: FactScope, wishes: Sequence[RegulationParams]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    under = lay_out(read_rows(REGULATIONS, scope, wishes, COLUMNS))
    return [_tell(pick(under, params), params, scope) for params in wishes]


def _tell(known: Sequence[Row], params: RegulationParams, scope: FactScope) -> Fact:
    counted = _count(known, params, scope)
    kinds = sorted({row["kind"] for row in counted}, key=STRENGTH.__getitem__)
    value = len(counted) if params.count == "entries" else len(kinds)
    return tell(known, counted, value, code=kinds[0] if kinds else "")


def _count(known: Sequence[Row], params: RegulationParams, scope: FactScope) -> list[Row]:
    return [
        row
        for row in known
        if _is_in_force(row, scope)
        and (not params.kinds or row["kind"] in params.kinds)
        and (not params.heard_children or _has_heard(row, scope))
    ]


def _has_heard(row: Row, scope: FactScope) -> bool:
    return bool(row["heard_children"]) and scope.starts_on <= row["enacted_on"] <= scope.ends_on


def _is_in_force(row: Row, scope: FactScope) -> bool:
    """In force on a day of the period. What was replaced on a day nobody noted counts no more."""
    if row["state"] == RegulationState.DRAFT or (row["state"] == RegulationState.REPLACED and not row["ends_on"]):
        return False
    return overlaps(row["enacted_on"], row["ends_on"], scope)


def list_rows(scope: FactScope, params: RegulationParams) -> FactTable:
    """This function will return the regulations behind a fact, with the articles about its subject."""
    under = lay_out(read_rows(REGULATIONS, scope, [params], COLUMNS))
    layout = Layout(REGULATIONS, TABLE, lambda entry: _fill(entry, params.subject))
    return layout.list_table(scope, _count(pick(under, params), params, scope))


TABLE = (
    FactColumn("kind", _("Kind")),
    FactColumn("number", _("Number")),
    FactColumn("year", _("Year"), numeric=True),
    FactColumn("title", _("About")),
    FactColumn("articles", _("Articles")),
    FactColumn("since", _("In force since")),
    FactColumn("agency", _("Agency")),
    FactColumn("address", _("Where it can be read")),
)


def _fill(entry: Regulation, subject: str) -> Sequence[Cell]:
    kind = str(RegulationKind(entry.kind).label)
    articles = entry.articles.get(subject, "")
    agency = entry.agency.abbreviation
    return (kind, entry.number, entry.year, entry.title, articles, entry.enacted_on, agency, entry.address)


REGULATIONS_IN_FORCE = FactSource(
    name="registers.regulations_in_force",
    group=REGULATIONS.group,
    label=_("Regulations in force"),
    sentence=_(
        "Counts the regulations about a subject that were in force on a day of the period, and names the strongest."
    ),
    params=RegulationParams,
    compute=compute,
    list_rows=list_rows,
)
