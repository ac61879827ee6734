"""Editions that a city may open a sheet under: the shipped ones, and its own published revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import find_edition, list_editions
from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.models import City
from paripurna.rooms.sheets.editions import take_snapshot
from paripurna.rooms.sheets.models import EditionSnapshot


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """`key` is the reference of a shipped edition ("kla-2024@1") or the hash of a revision."""

    key: str
    label: str


def find_newest_edition(subject_kind: str) -> Edition:
    """This function will return the newest shipped edition for a kind of subject. Raises `LookupError` when there is none."""
    found = list_editions(subject_kind=subject_kind)
    if not found:
        raise LookupError(subject_kind)
    return max(found, key=lambda edition: (edition.id, edition.version))


def list_edition_choices(city: City, *, subject_kind: str) -> list[EditionChoice]:
    """This function will list the city's own revisions first, the newest on top, then the shipped editions."""
    revisions = EditionSnapshot.objects.filter(city=city).order_by("-taken_at", "-id")
    own = [EditionChoice(found.hash, f"{found.edition}@{found.version}") for found in revisions]
    shipped = list_editions(subject_kind=subject_kind)
    return [
        *own,
        *(EditionChoice(edition.reference, f"{edition.title.id} · {edition.reference}") for edition in shipped),
    ]


def take_edition(key: str, *, city: City, at: datetime) -> EditionSnapshot:
    """This function will return the snapshot of a choice, taking it of a shipped edition. Raises `Stranger`."""
    own = EditionSnapshot.objects.filter(city=city, hash=key).first()
    if own is not None:
        return own
    edition = find_edition(key)
    if edition is None:
        raise Stranger
    return take_snapshot(edition, at=at)
