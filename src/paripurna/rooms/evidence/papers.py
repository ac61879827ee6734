"""Documents as the checks see them, read in one statement and as plain values: no row becomes a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.proof.papers import NOT_READ, Paper, Probe, ReadingFacts
from paripurna.rooms.evidence.proof.readings import parse_found, parse_picture, parse_signatures
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind, DocumentState, ProbeState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from paripurna.platform.regions.models import City

SAID = (
    *("code", "title", "agency_id", "summary", "number", "signed_on", "valid_from", "valid_to"),
    *("period_start", "period_end", "link", "wet_signature_on", "suspected"),
)
READ = ("state", "page_count", "legibility", "found", "signatures", "taken_at", "fingerprint__picture")
TRIED = ("address", "state", "tried_at")
COLUMNS = (
    *SAID,
    *(
        "pk",
        "kind",
        "region__code",
        "confidentiality",
        "child_content",
        "state",
        "current_id",
        "faces_covered_at",
        "content_deleted_at",
    ),
    "current__file__media_type",
    *(f"current__reading__{name}" for name in READ),
    *(f"probe__{name}" for name in TRIED),
)


def read_papers(city: City, ids: QuerySet[Any, Any]) -> dict[int, Paper]:
    """This function will return these documents of the city with what was read in their newest version, by id."""
    rows = Document.objects.of_city(city).filter(pk__in=ids).values(*COLUMNS)
    return {row["pk"]: _build_paper(row, city) for row in rows}


def _build_paper(row: Mapping[str, Any], city: City) -> Paper:
    return Paper(
        document_id=row["pk"],
        kind=DocumentKind(row["kind"]),
        region_code=row["region__code"] or "",
        confidentiality=Confidentiality(row["confidentiality"]),
        child_content=ChildContent(row["child_content"]),
        has_covered_faces=row["faces_covered_at"] is not None,
        is_withdrawn=row["state"] == DocumentState.WITHDRAWN,
        is_content_deleted=row["content_deleted_at"] is not None,
        version_id=row["current_id"],
        media_type=row["current__file__media_type"] or "",
        reading=_build_facts(row, city),
        probe=_build_probe(row, city),
        **{name: row[name] for name in SAID},
    )


def _build_facts(row: Mapping[str, Any], city: City) -> ReadingFacts:
    """When a photo was taken is told in the city's zone: a day belongs to a place."""
    state, page_count, legibility, found, signatures, taken_at, picture = (row[f"current__reading__{n}"] for n in READ)
    if state is None:
        return NOT_READ
    return ReadingFacts(
        state=state,
        page_count=page_count,
        legibility=legibility,
        found=parse_found(found),
        signatures=parse_signatures(signatures),
        taken_at=taken_at.astimezone(ZoneInfo(city.time_zone)) if taken_at else None,
        picture=parse_picture(picture),
    )


def _build_probe(row: Mapping[str, Any], city: City) -> Probe | None:
    """What was tried before the address was changed tells nothing of the new one."""
    address, state, tried_at = (row[f"probe__{name}"] for name in TRIED)
    return Probe(ProbeState(state), day_in(city, tried_at)) if address and address == row["link"] else None
