"""Facts of partnerships: how many partners work on a subject in the period, and who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.classes import INTERNAL
from paripurna.platform.facts.types import (
    NOTHING_KNOWN,
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)
from paripurna.rooms.network.types import PARTNER_KINDS, AgencyKind
from paripurna.rooms.registers.models import Delivery, Partnership
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.queries import list_running
from paripurna.rooms.registers.partnerships.types import SupportForm
from paripurna.rooms.registers.subjects import list_subjects


class Partners(StrEnum):
    """Whose promises count."""

    ANY = "any"
    SOCIETY = "society"  # companies, media, universities, communities …: not offices of the state


class Partnerships(FactParams):
    """Partnerships about one of `subjects`, or about any subject of one of `strands`; `delivered` asks for a delivery."""

    subjects: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    partners: Partners = Partners.ANY
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A partnership as facts need it; `cells` are the row as the answer of a matrix takes it."""

    id: int
    partner: str
    of_society: bool
    cells: Mapping[str, str]
    has_delivery: bool
    changed_at: datetime
    is_example: bool


Shelf = Mapping[str, Mapping[int, Row]]
"""Under each subject the partnerships about it, by the place that they have among all."""


def compute_partnerships(scope: FactScope, wishes: Sequence[Partnerships]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    shelf = _read(scope)
    return [_fact(shelf, wish) for wish in wishes]


def _fact(shelf: Shelf, wish: Partnerships) -> Fact:
    if not shelf:
        return NOTHING_KNOWN
    own = _choose(shelf, wish)
    return Fact(
        value=Decimal(len({row.partner for row in own})),
        row_count=len(own),
        as_of=max((row.changed_at for row in own), default=None),
        is_example=any(row.is_example for row in own),
        rows=tuple(row.cells for row in own),
    )


def _choose(shelf: Shelf, wish: Partnerships) -> list[Row]:
    """What fits a wish, each once and in its order, whichever of the subjects it is about."""
    of_strands = (code for code, subject in list_subjects().items() if subject.strand in wish.strands)
    found = {place: row for code in {*wish.subjects, *of_strands} for place, row in shelf.get(code, {}).items()}
    return [found[place] for place in sorted(found) if _fits(found[place], wish)]


def _fits(row: Row, wish: Partnerships) -> bool:
    is_one = wish.partners == Partners.ANY or row.of_society
    return is_one and (row.has_delivery or not wish.delivered)


def _read(scope: FactScope) -> Shelf:
    came = Delivery.objects.filter(partnership=OuterRef("pk"), confirmed_at__isnull=False)
    came = came.filter(delivered_on__range=(scope.starts_on, scope.ends_on))
    running = list_running(scope.city_id, starts_on=scope.starts_on, ends_on=min(scope.ends_on, scope.today))
    ordered = running.annotate(came=Exists(came)).order_by("partner__name", "starts_on", "pk")
    fields = ("subjects", "pk", "partner__name", "partner__kind", "form", "agreement_number", "came")
    forms = {form.value: str(form.label) for form in SupportForm}
    shelf: dict[str, dict[int, Row]] = {}
    for place, (subjects, pk, partner, kind, form, agreement, has_delivery, changed_at, is_example) in enumerate(
        ordered.values_list(*fields, "changed_at", "is_example")
    ):
        cells = {"partner": partner, "form": forms[form], "document": agreement}
        row = Row(pk, partner, kind in PARTNER_KINDS, cells, has_delivery, changed_at, is_example)
        for subject in subjects or [""]:  # one about nothing makes the register known too
            shelf.setdefault(subject, {})[place] = row
    return shelf


def list_partnerships(scope: FactScope, wish: Partnerships) -> FactTable:
    """This function will list the partnerships behind a fact."""
    chosen = {row.id: row for row in _choose(_read(scope), wish)}
    shown = Partnership.objects.of_city(scope.city_id).select_related("partner", "city").in_bulk(chosen)
    return FactTable(COLUMNS, tuple(_row(shown[pk], row) for pk, row in chosen.items()))


def _row(shown: Partnership, row: Row) -> FactRow:
    here = {"city": shown.city.slug, "register": PARTNERSHIPS.slug, "code": shown.code}
    kind, came = str(AgencyKind(shown.partner.kind).label), _("yes") if row.has_delivery else _("not yet")
    cells = (row.partner, kind, shown.title, row.cells["form"], row.cells["document"], str(came))
    return FactRow(cells, href=reverse("registers:entry", kwargs=here), is_example=row.is_example)


COLUMNS = (
    FactColumn("partner", _("Partner"), INTERNAL),
    FactColumn("kind", _("Kind"), INTERNAL),
    FactColumn("title", _("Promise"), INTERNAL),
    FactColumn("form", _("Form of support"), INTERNAL),
    FactColumn("document", _("Number of the agreement"), INTERNAL),
    FactColumn("delivered", _("Delivered in the period"), INTERNAL),
)
SOURCES = (
    FactSource(
        name="registers.partnerships",
        group=PARTNERSHIPS.group,
        label=_("Partners"),
        sentence=_("Partners with a promise about the subject that ran in the period."),
        params=Partnerships,
        compute=compute_partnerships,
        list_rows=list_partnerships,
    ),
)
