"""What the machine does with a version: opens it outside any transaction, and notes what it found in one."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db import transaction

from paripurna.platform.files.reading import likeness
from paripurna.platform.files.types import FileLost
from paripurna.platform.regions import queries as regions
from paripurna.platform.regions.types import Level
from paripurna.platform.search import stem_text
from paripurna.rooms.evidence.actions.children import suspect_children
from paripurna.rooms.evidence.faces import sees_face
from paripurna.rooms.evidence.gathering import Gathered, Surroundings, Told, gather
from paripurna.rooms.evidence.models import DocumentVersion, PictureBand, Reading, TextBand
from paripurna.rooms.evidence.reading import state_before_reading
from paripurna.rooms.evidence.suspicion import counts_for
from paripurna.rooms.evidence.types import ReadingState, Suspicion, Unreadable

MOST_ATTEMPTS = 3


def read_version(version_id: int, *, at: datetime, told: Told = lambda _done, _total: None) -> str:
    """This function will read a version that waits for it, and return the state of its reading; "" for one that is gone.

    Killed on the way, it leaves the version waiting, and the next run begins anew; what was begun in vain too often is
    given up, because it may be what kills.
    """
    reading = _take(version_id)
    if reading is None:
        return ""
    if reading.attempts > MOST_ATTEMPTS:
        return _note(reading.version, Gathered(ReadingState.FAILED, Unreadable.GIVEN_UP), at=at)
    found = _open(reading.version, at=at, told=told)
    if suspect_children(version=reading.version, reasons=_suspect(reading.version, found), at=at):
        return ReadingState.NOT_READ.value
    return _note(reading.version, found, at=at)


@transaction.atomic
def _take(version_id: int) -> Reading | None:
    """Count the attempt before it is made, so that also a worker that dies of it has counted."""
    waiting = Reading.objects.select_for_update(of=("self",)).filter(pk=version_id, state=ReadingState.WAITING)
    reading = waiting.select_related("version__file", "version__document", "version__city").first()
    if reading is None or state_before_reading(reading.version.document) is not ReadingState.WAITING:
        return None  # it came to show children since
    reading.attempts += 1
    reading.save(update_fields=["attempts"])
    return reading


def _open(version: DocumentVersion, *, at: datetime, told: Told) -> Gathered:
    around = Surroundings(ZoneInfo(version.city.time_zone), _names_of_cities(at.date()))
    try:
        return gather(version.file, around, at=at, told=told)
    except FileLost:
        return Gathered(ReadingState.FAILED, Unreadable.LOST)


def _suspect(version: DocumentVersion, found: Gathered) -> list[Suspicion]:
    """Why a person should look whether it shows children; nobody is asked twice of the same version."""
    if version.document.looked_version_id == version.pk or found.state is ReadingState.FAILED:
        return []
    kind = version.document.kind
    reasons = [reason for reason in found.suspicions if counts_for(reason, kind)]
    return [*reasons, Suspicion.FACE] if sees_face(version.file, kind) else reasons


@lru_cache(maxsize=4)
def _names_of_cities(on: date) -> dict[str, str]:
    """The 514 kabupaten and kota by name, read once a day."""
    return {name: code for code, name in regions.list_level(Level.CITY).items()}


@transaction.atomic
def _note(version: DocumentVersion, found: Gathered, *, at: datetime) -> str:
    reading = Reading.objects.select_for_update().filter(version=version, state=ReadingState.WAITING).first()
    if reading is None:  # it was told meanwhile that it shows children
        return ""
    fingerprint = {"picture": found.picture, "text": list(found.text_print or ())}
    latitude, longitude = found.capture.latitude, found.capture.longitude
    values = {
        "state": found.state,
        "reason": found.reason,
        "page_count": found.page_count,
        "text_source": found.text_source,
        "text": found.text,
        "stems": stem_text(found.text),
        "found": found.found,
        "signatures": list(found.signatures),
        "taken_at": found.capture.taken_at,
        "latitude": None if latitude is None else round(latitude, 6),
        "longitude": None if longitude is None else round(longitude, 6),
        "fingerprint": {name: value for name, value in fingerprint.items() if value},
        "legibility": found.legibility,
        "read_at": at,
    }
    for name, value in values.items():
        setattr(reading, name, value)
    reading.save(update_fields=list(values))
    _index(reading, found)
    return found.state.value


def _index(reading: Reading, found: Gathered) -> None:
    """Bands by which one query finds what may be alike."""
    texts = likeness.text_bands(found.text_print) if found.text_print else ()
    pictures = likeness.picture_bands(found.picture) if found.picture is not None else ()
    for model, bands in ((TextBand, texts), (PictureBand, pictures)):
        model._default_manager.filter(reading=reading).delete()
        rows = [model(city_id=reading.city_id, reading=reading, band=band) for band in bands]
        model._default_manager.bulk_create(rows)  # type: ignore[arg-type]  # the rows are of this very model
