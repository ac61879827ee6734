"""Facts of the places: how many there are, which steps they took, and which are to standard on the last day of the period.

Nothing is known of a kind that the city does not keep here at all, and nothing of the steps of a kind of which nobody ever
finished one: that is not zero. A part of a city (a kelurahan) is known as soon as the city is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db.models import BooleanField, ExpressionWrapper, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import field_validator

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
from paripurna.platform.regions.models import City
from paripurna.rooms.places.inspections.types import Severity
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.life import phase_on
from paripurna.rooms.places.models import FindingEvent, Place
from paripurna.rooms.places.standing.queries import read_standings, was_open
from paripurna.rooms.places.standing.types import NO_STANDING, Standing, Step
from paripurna.rooms.places.types import FACT_GROUP, Phase


class KindParams(FactParams):
    kind: str

    @field_validator("kind")
    @classmethod
    def _is_known(cls, code: str) -> str:
        if code not in list_kinds():
            raise ValueError(f"no kind of place: {code}")
        return code


class CountParams(KindParams):
    """In which phase of their life, open unless said otherwise; `run_by` asks for those that an agency answers for."""

    phase: Literal["IDEA", "LAND", "DESIGN", "BUILT", "OPEN", "CLOSED"] = "OPEN"
    run_by: Literal["", "agency"] = ""


class StepParams(KindParams):
    """Open places of which one of these steps holds; each place counts once."""

    steps: tuple[Literal["DECLARED", "DECREE", "SELF_ASSESSED", "STANDARDIZED"], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A place as facts see it on the day."""

    place: Place
    standing: Standing
    phase: str | None  # None: its life had not begun
    was_open: bool

    def holds_any(self, steps: Sequence[str]) -> bool:
        return self.was_open and any(Step(step) in self.standing.held for step in steps)

    @property
    def changed_at(self) -> datetime:
        noted: Iterable[datetime | None] = (getattr(self.place, name, None) for name in ("stepped_at", "found_at"))
        return max([self.place.changed_at, *filter(None, noted)])


Known = Mapping[str, Sequence[Row]]
"""The places of the city by their kind; those that were withdrawn count for nothing but the day of the last change."""


def read_rows(scope: FactScope) -> Known:
    """This function will read every place, with its standing on the last day that is known: three statements."""
    on = min(scope.ends_on, scope.today)
    city = City.objects.get(pk=scope.city_id)
    standings = read_standings(city, on)
    opened = ExpressionWrapper(was_open(city, on), output_field=BooleanField())
    places = Place.objects.of_city(scope.city_id).select_related("kelurahan", "agency")
    issued = Q(attainments__issued_on__isnull=False)
    stepped = Greatest(Max("attainments__created_at", filter=issued), Max("attainments__revoked_at", filter=issued))
    told = places.annotate(opened=opened, stood=phase_on(on), stepped_at=stepped, found_at=_find_last_shutting())
    found: dict[str, list[Row]] = {}
    for place in told.order_by("folded", "pk"):
        place.city = city
        row = Row(place, standings.get(place.pk, NO_STANDING), place.stood, bool(place.opened))
        found.setdefault(place.kind, []).append(row)
    return found


def _find_last_shutting() -> Subquery:
    """When anything happened last to a finding that closed the place, or closes it."""
    shutting = FindingEvent.objects.filter(finding__place=OuterRef("pk"), finding__events__severity=Severity.CLOSES)
    return Subquery(shutting.order_by("-at").values("at")[:1])


def _here(rows: Sequence[Row], scope: FactScope) -> list[Row]:
    return [row for row in rows if not row.place.is_withdrawn and _lies_in(row.place, scope.region)]


def _find_change(rows: Sequence[Row], scope: FactScope) -> datetime | None:
    """A place that closed or was withdrawn changes what is counted, though it is not among what is counted any more."""
    return max((row.changed_at for row in rows if _lies_in(row.place, scope.region)), default=None)


def _lies_in(place: Place, region: str) -> bool:
    code = place.kelurahan.code if place.kelurahan else ""
    return not region or code == region or code.startswith(f"{region}.")


def _counts(row: Row, params: CountParams) -> bool:
    is_in_phase = row.was_open if params.phase == Phase.OPEN else row.phase == params.phase
    return is_in_phase and (not params.run_by or row.place.agency_id is not None)


def _took_any(rows: Sequence[Row]) -> bool:
    return any(row.place.stepped_at and not row.place.is_withdrawn for row in rows)  # type: ignore[attr-defined]


def pick_count(known: Known, scope: FactScope, params: CountParams) -> list[Row] | None:
    rows = [row for row in known.get(params.kind, ()) if not row.place.is_withdrawn]
    if not rows or (params.run_by and not any(row.place.agency_id for row in rows)):
        return None  # of none of them is it known who answers for it
    return [row for row in _here(rows, scope) if _counts(row, params)]


def pick_step(known: Known, scope: FactScope, params: StepParams) -> list[Row] | None:
    rows = known.get(params.kind, ())
    return [row for row in _here(rows, scope) if row.holds_any(params.steps)] if _took_any(rows) else None


def pick_meeting(known: Known, scope: FactScope, params: KindParams) -> list[Row] | None:
    return pick_step(known, scope, StepParams(kind=params.kind, steps=("STANDARDIZED",)))


Pick = Callable[[Known, FactScope, Any], list[Row] | None]


def _count(rows: Sequence[Row] | None, _open: Sequence[Row]) -> Fact:
    return NOTHING_KNOWN if rows is None else _tell(rows, Decimal(len(rows)))


def _share(rows: Sequence[Row] | None, opened: Sequence[Row]) -> Fact:
    if rows is None or not opened:
        return NOTHING_KNOWN
    numerator, denominator = Decimal(len(rows)), Decimal(len(opened))
    return _tell(rows or opened, numerator / denominator, numerator=numerator, denominator=denominator)


def _tell(rows: Sequence[Row], value: Decimal, **more: Any) -> Fact:
    return Fact(
        value=value,
        row_count=len(rows),
        is_example=any(row.place.is_example for row in rows),
        **more,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """Which rows a fact is about, and how they become a value."""

    pick: Pick
    tell: Callable[[Sequence[Row] | None, Sequence[Row]], Fact] = _count

    def compute(self, scope: FactScope, wishes: Sequence[Any]) -> list[Fact]:
        known = read_rows(scope)
        return [self._answer(known, scope, params) for params in wishes]

    def _answer(self, known: Known, scope: FactScope, params: Any) -> Fact:
        rows = known.get(params.kind, ())
        fact = self.tell(self.pick(known, scope, params), [row for row in _here(rows, scope) if row.was_open])
        return replace(fact, as_of=_find_change(rows, scope)) if fact.is_known else fact

    def list_rows(self, scope: FactScope, params: Any) -> FactTable:
        rows = self.pick(read_rows(scope), scope, params) or []
        return FactTable(COLUMNS, tuple(_build_row(row) for row in rows))


COLUMNS = (
    FactColumn("name", _("Name")),
    FactColumn("kelurahan", _("Kelurahan")),
    FactColumn("agency", _("Agency")),
    FactColumn("since", _("Since")),
    FactColumn("standing", _("Standing")),
    FactColumn("ends_on", _("Certificate ends on")),
)


def _build_row(row: Row) -> FactRow:
    place, ends_on = row.place, row.standing.until
    kelurahan = place.kelurahan.name if place.kelurahan else ""
    agency, since = place.agency.abbreviation if place.agency else "", place.phase_since
    cells: tuple[Cell, ...] = (place.name, kelurahan, agency, since, str(row.standing.state.label), ends_on)
    url = reverse("places:place", kwargs={"city": place.city.slug, "code": place.code})
    return FactRow(cells, url, place.is_example)


def _build_source(name: str, label: Promise, sentence: Promise, **asked: Any) -> FactSource:
    source = Source(asked["pick"], asked.get("tell", _count))
    return FactSource(
        name=f"places.{name}",
        group=FACT_GROUP,
        label=label,
        sentence=sentence,
        params=asked["params"],
        compute=source.compute,
        list_rows=source.list_rows,
    )


SOURCES = (
    _build_source(
        "count",
        _("Places of a kind"),
        _("Counts the places of a kind that are open at the end of the period, or in another phase of their life."),
        params=CountParams,
        pick=pick_count,
    ),
    _build_source(
        "count_at_step",
        _("Places that took a step of their standard"),
        _(
            "Counts the open places of a kind of which one of the steps holds: declared, named by decree, self-assessed, to standard."
        ),
        params=StepParams,
        pick=pick_step,
    ),
    _build_source(
        "count_meeting_standard",
        _("Places to standard"),
        _("Counts the open places of a kind whose certificate holds. A declaration or a decree never counts."),
        params=KindParams,
        pick=pick_meeting,
    ),
    _build_source(
        "share_meeting_standard",
        _("Share of places to standard"),
        _("Open places of a kind whose certificate holds, of all open places of the kind."),
        params=KindParams,
        pick=pick_meeting,
        tell=_share,
    ),
)


def register() -> None:
    """This function will offer the facts; called once at start."""
    for source in SOURCES:
        register_source(source)
