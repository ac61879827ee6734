"""Documents that are the same as another or nearly so, among those that a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from paripurna.platform.files.reading import likeness
from paripurna.rooms.evidence.models import Document, PictureBand, Reading, TextBand

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.policy import DocumentScope

MOST_CANDIDATES = 200
NEAR_TEXT = 0.6  # of the word triples in common


class Likeness(StrEnum):
    """In what two documents are alike."""

    CONTENT = "CONTENT"  # the very same file
    TEXT = "TEXT"
    PICTURE = "PICTURE"


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that is like another; `share` is 1 for the same file."""

    document: Document
    likeness: Likeness
    share: float


def list_same_content(city: City, scope: DocumentScope, hashes: Iterable[str]) -> dict[str, Document]:
    """This function will return, by content, the newest standing document that has it."""
    wanted = set(hashes)
    rows = Document.objects.of_city(city).current().visible_to(scope).filter(current__file__hash__in=wanted)
    found = rows.select_related("agency").annotate(content=F("current__file__hash")).order_by("changed_at", "pk")
    return {row.content: row for row in found}


def list_alike(document: Document, scope: DocumentScope, *, limit: int = 5) -> list[Alike]:
    """This function will return what is the same as `document` or nearly so, the likest first: three statements."""
    found = {row.pk: Alike(row, Likeness.CONTENT, 1) for row in _list_same(document, scope)}
    for each in _list_near(document, scope):
        found.setdefault(each.document.pk, each)
    return sorted(found.values(), key=lambda each: (-each.share, each.document.pk))[:limit]


def _list_same(document: Document, scope: DocumentScope) -> list[Document]:
    if document.current is None:
        return []
    others = _others(document, scope).filter(current__file=document.current.file_id)
    return list(others.order_by("-changed_at", "pk")[:MOST_CANDIDATES])


def _list_near(document: Document, scope: DocumentScope) -> list[Alike]:
    """Candidates share a band; how like they are is then worked out one by one."""
    mine = Reading.objects.filter(version=document.current_id).values_list("fingerprint", flat=True).first() or {}
    bands = _bands(document.city_id, mine)
    if bands is None:
        return []
    candidates = _others(document, scope).filter(current__reading__in=Reading.objects.filter(bands).values("pk"))
    rows = candidates.annotate(fingerprint=F("current__reading__fingerprint"))[:MOST_CANDIDATES]
    compared = (_compare(row, mine, row.fingerprint) for row in rows)
    return [each for each in compared if each]


def _others(document: Document, scope: DocumentScope) -> Any:
    found = Document.objects.filter(city=document.city_id).current().visible_to(scope)
    return found.exclude(pk=document.pk).select_related("agency")


def _bands(city_id: int, fingerprint: dict[str, Any]) -> Q | None:
    """Which readings may be alike; None for a document without marks."""
    texts, picture = tuple(fingerprint.get("text") or ()), fingerprint.get("picture")
    wanted = Q(pk__in=[])
    if texts:
        rows = TextBand.objects.filter(city=city_id, band__in=likeness.text_bands(texts))
        wanted |= Q(pk__in=rows.values("reading"))
    if picture is not None:
        bands = PictureBand.objects.filter(city=city_id, band__in=likeness.picture_bands(picture))
        wanted |= Q(pk__in=bands.values("reading"))
    return wanted if texts or picture is not None else None


def _compare(row: Document, mine: dict[str, Any], theirs: dict[str, Any]) -> Alike | None:
    if mine.get("text") and theirs.get("text"):
        share = likeness.jaccard_estimate(tuple(mine["text"]), tuple(theirs["text"]))
        if share >= NEAR_TEXT:
            return Alike(row, Likeness.TEXT, share)
    if mine.get("picture") is not None and theirs.get("picture") is not None:
        differing = likeness.hamming(mine["picture"], theirs["picture"])
        if differing <= likeness.NEAR_BITS:
            return Alike(row, Likeness.PICTURE, 1 - differing / likeness.BITS)
    return None
