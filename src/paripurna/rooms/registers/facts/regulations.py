"""Regulations in force in the period, and the strongest of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.types import Cell, Fact, FactColumn, FactScope, FactSource, FactTable
from paripurna.rooms.registers.facts.reading import Group, Reading, SubjectParams, count_rows, in_period, tell
from paripurna.rooms.registers.models import Regulation
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.registers.types import RegulationKind, RegulationState

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


def counts(scope: FactScope) -> Q:
    """In force on a day of the period. What was replaced on a day nobody noted counts no more."""
    lasting = ~Q(state=RegulationState.DRAFT) & ~Q(state=RegulationState.REPLACED, ends_on__isnull=True)
    return lasting & in_period("enacted_on", "ends_on", scope)


def heard(scope: FactScope) -> Q:
    """Made in the period, with the children's forum heard."""
    made = Q(enacted_on__isnull=False, enacted_on__gte=scope.starts_on, enacted_on__lte=scope.ends_on)
    return Q(heard_children=True) & made


def compute(scope: FactScope, wishes: Sequence[RegulationParams]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    groups = READING.read(scope, wishes, keys=("kind",))
    return [_tell(groups.pick(params), params) for params in wishes]


def _tell(known: Sequence[Group], params: RegulationParams) -> Fact:
    counted = [group for group in known if _is_wished(group, params)]
    kinds = sorted({group["kind"] for group in counted}, key=STRENGTH.__getitem__)
    value = count_rows(counted) if params.count == "entries" else len(kinds)
    return tell(known, counted, value, code=kinds[0] if kinds else "")


def _is_wished(group: Group, params: RegulationParams) -> bool:
    fits = group["counts"] and (not params.kinds or group["kind"] in params.kinds)
    return bool(fits and (group["heard"] or not params.heard_children))


def list_rows(scope: FactScope, params: RegulationParams) -> FactTable:
    """This function will return the regulations behind a fact, with the articles about its subject."""
    more = Q(kind__in=params.kinds) if params.kinds else Q()
    return READING.list_table(scope, params, more & heard(scope) if params.heard_children else more)


TABLE = (
    FactColumn("kind", _("Kind")),
    FactColumn("number", _("Number")),
    FactColumn("year", _("Year"), numeric=True, is_year=True),
    FactColumn("title", _("About")),
    FactColumn("articles", _("Articles")),
    FactColumn("since", _("In force since")),
    FactColumn("agency", _("Agency")),
    FactColumn("address", _("Where it can be read")),
)


def _fill(entry: Regulation, params: RegulationParams) -> Sequence[Cell]:
    kind = str(RegulationKind(entry.kind).label)
    articles = entry.articles.get(params.subject, "")
    agency = entry.agency.abbreviation
    return (kind, entry.number, entry.year, entry.title, articles, entry.enacted_on, agency, entry.address)


READING = Reading(
    register=REGULATIONS,
    counts=counts,
    flags=lambda scope: {"heard": heard(scope)},
    columns=TABLE,
    fill=_fill,
)
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
