"""Reads of the papers of a stage, of the city's templates, and of freezings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.files import store
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.signing.models import PaperTemplate, StageFreeze, StagePaper
from paripurna.rooms.assessment.signing.types import SLUGS, PaperDraft, PaperKind
from paripurna.rooms.evidence.types import DocumentState

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

DEFAULTS = Path(__file__).parent / "default"


def list_papers(found: Round, stage: str) -> dict[PaperKind, StagePaper]:
    """This function will return what was said of the papers of a stage, with their signed scans."""
    rows = StagePaper.objects.filter(city=found.city_id, round=found, stage=stage)
    return {PaperKind(row.kind): row for row in rows.select_related("document__current__file", "signed_by")}


def find_paper(found: Round, stage: str, kind: PaperKind) -> StagePaper | None:
    return list_papers(found, stage).get(kind)


def read_draft(found: Round, stage: str, kind: PaperKind) -> PaperDraft:
    """This function will return what was said of a paper; of a new one what stays from the last of its kind: place, recipient and who signs."""
    own = find_paper(found, stage, kind)
    if own is not None:
        return PaperDraft(own.number, own.dated_on, own.place, own.recipient, own.people)
    last = StagePaper.objects.filter(city=found.city_id, kind=kind).order_by("-changed_at", "-pk").first()
    if last is not None:
        return PaperDraft(place=last.place, recipient=last.recipient, signers=last.people)
    return PaperDraft(place=found.city.region.name.partition(" ")[2])


def is_signed(paper: StagePaper | None) -> bool:
    """This function will tell whether the signed scan is linked and has not been withdrawn since."""
    document = paper.document if paper else None
    return document is not None and document.state == DocumentState.CURRENT


def find_freeze(found: Round, stage: str) -> StageFreeze | None:
    """This function will return the standing freezing of a stage, or None."""
    return list_freezes(found).get(stage)


def list_freezes(found: Round) -> Mapping[str, StageFreeze]:
    """This function will return the standing freezings of a round by stage: one statement."""
    rows = StageFreeze.objects.filter(city=found.city_id, round=found, thawed_at=None)
    return {row.stage: row for row in rows.select_related("document", "frozen_by")}


def list_past_freezes(found: Round, stage: str) -> list[StageFreeze]:
    """This function will return freezings that were ended, the newest first."""
    rows = StageFreeze.objects.filter(city=found.city_id, round=found, stage=stage, thawed_at__isnull=False)
    return list(rows.select_related("frozen_by", "thawed_by", "document").order_by("-thawed_at", "-pk"))


def list_templates(city: City) -> list[PaperTemplate]:
    """This function will return every template of the city's own, the newest of a kind first."""
    rows = PaperTemplate.objects.filter(city=city).select_related("file", "uploaded_by")
    return list(rows.order_by("kind", "-version", "pk"))


def get_template(city: City, kind: PaperKind, version: int) -> PaperTemplate:
    """This function will return a version of the city's own template. Raises `Stranger`."""
    return get_or_stranger(PaperTemplate.objects.filter(city=city, kind=kind, version=version).select_related("file"))


def read_default(kind: PaperKind) -> bytes:
    """This function will return the template that comes with the house; it is the sample for one of the city's own, too."""
    return (DEFAULTS / f"{SLUGS[kind]}.docx").read_bytes()


def read_template(city: City, kind: PaperKind) -> bytes:
    """This function will return the template in use: the city's own, else the default. Raises `FileLost`."""
    own = PaperTemplate.objects.filter(city=city, kind=kind, is_used=True).select_related("file").first()
    return read_content(own) if own else read_default(kind)


def read_content(template: PaperTemplate) -> bytes:
    return b"".join(store.read(store.key_of(template.file.hash)))
