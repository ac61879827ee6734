"""What the text of a document says, offered beside the fields of its form that are empty; a person takes it or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.proof.readings import parse_found
from paripurna.rooms.evidence.types import ReadingState

if TYPE_CHECKING:
    from paripurna.rooms.evidence.queries import Document


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that was found, and how it is shown."""

    field: str
    value: str | date
    label: str

    @property
    def plain(self) -> str:
        """As a field of a page takes it."""
        return self.value.isoformat() if isinstance(self.value, date) else self.value


Offers = Mapping[str, Offer | None]


def list_offers(document: Document) -> Offers:
    """This function will return what the text says first for each field that is empty."""
    reading = queries.find_reading(document)
    found = parse_found(reading.found if reading and reading.state == ReadingState.READ else {})
    return {
        "number": _offer(document, "number", found.numbers),
        "signed_on": _offer(document, "signed_on", found.dates[-1:]),  # papers are dated at their end
        "signatory": _offer(document, "signatory", found.signatories),
    }


def use_offers(offers: Offers, wanted: Iterable[str]) -> dict[str, str | date]:
    """This function will return the values of the fields that a person wants to fill so."""
    chosen = (offers.get(name) for name in wanted)
    return {offer.field: offer.value for offer in chosen if offer}


def _offer(document: Document, field: str, values: Iterable[str | date]) -> Offer | None:
    value = next(iter(values), None)
    if value is None or getattr(document, field):
        return None
    label = format_date(value, get_language() or "id") if isinstance(value, date) else value
    return Offer(field, value, label)
