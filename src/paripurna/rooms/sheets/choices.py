"""Editions that a city may open a sheet under: the shipped ones, and its own published revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import find_edition, list_editions
from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.models import City
from paripurna.rooms.sheets.editions import get_edition, take_snapshot
from paripurna.rooms.sheets.models import EditionSnapshot, LocalRevision


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """`key` is the reference of a shipped edition ("kla-2024@1") or the hash of a revision of the city's own."""

    key: str
    label: str
    edition: str  # its id, whatever the version
    is_own: bool


def find_newest_edition(subject_kind: str) -> Edition:
    """This function will return the newest shipped edition for a kind of subject. Raises `LookupError` when there is none."""
    found = list_editions(subject_kind=subject_kind)
    if not found:
        raise LookupError(subject_kind)
    return max(found, key=lambda edition: (edition.id, edition.version))


def list_edition_choices(city: City, *, subject_kind: str) -> list[EditionChoice]:
    """This function will list the city's own revisions first, the newest on top, then the shipped editions."""
    revisions = LocalRevision.objects.filter(city=city, snapshot__city=city).select_related("snapshot")
    own = [
        _choose(found.snapshot.hash, found.title, edition, is_own=True)
        for found in revisions.order_by("-published_at", "-id")
        if found.snapshot and (edition := get_edition(found.snapshot.hash)).subject_kind == subject_kind
    ]
    shipped = list_editions(subject_kind=subject_kind)
    return [*own, *(_choose(edition.reference, edition.title.id, edition, is_own=False) for edition in shipped)]


def _choose(key: str, title: str, edition: Edition, *, is_own: bool) -> EditionChoice:
    return EditionChoice(key, f"{title} · {edition.reference}", edition.id, is_own)


def take_edition(key: str, *, city: City, at: datetime) -> EditionSnapshot:
    """This function will return the snapshot of a choice, taking it of a shipped edition. Raises `Stranger`."""
    own = EditionSnapshot.objects.filter(city=city, hash=key).first()
    if own is not None:
        return own
    edition = find_edition(key)
    if edition is None:
        raise Stranger
    return take_snapshot(edition, at=at)
