"""Reading everything that a pack will tell, at one instant. Afterwards only contents are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence.models import Document, DocumentVersion
from paripurna.rooms.evidence.packing.layout import lay_out
from paripurna.rooms.evidence.packing.types import Heading, Holding, Placing, Plan
from paripurna.rooms.evidence.proof.judging import QuestionProof
from paripurna.rooms.evidence.proofs import read_proofs
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.rooms.evidence.models import Pack

LANGUAGE = "id"  # packs go to the ministry
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What stood at `heading.read_at`: a document that is withdrawn afterwards is still in the pack."""

    heading: Heading
    plan: Plan
    revision: int  # of the sheet


@transaction.atomic
def read_snapshot(pack: Pack, *, at: datetime) -> Snapshot:
    """This function will read the proof of the pack's sheet and lay it out."""
    sheet, on = pack.sheet, day_in(pack.city, at)
    proofs = read_proofs(sheet, on=on)
    plan = lay_out(
        sheets.edition_of(sheet),
        proofs,
        _read_holdings(pack, proofs.values()),
        placing=Placing(pack.placing),
        with_confidential=pack.with_confidential,
    )
    return Snapshot(_build_heading(pack, at), plan, sheet.revision)


def _read_holdings(pack: Pack, proofs: Iterable[QuestionProof]) -> dict[int, Holding]:
    ids = {link.paper.document_id for proof in proofs for link in proof.links}
    found = Document.objects.of_city(pack.city).filter(pk__in=ids)
    rows = found.select_related("agency", "current__file", "current__redaction__file")
    return {row.pk: _build_holding(row) for row in rows}


def _build_holding(row: Document) -> Holding:
    version: DocumentVersion | None = row.current
    redaction = getattr(version, "redaction", None)
    return Holding(
        document_id=row.pk,
        code=row.code,
        agency=row.agency.abbreviation,
        is_example=row.is_example,
        file=version.file if version else None,
        redacted=redaction.file if redaction else None,
        filename=version.filename if version else "",
    )


def _build_heading(pack: Pack, at: datetime) -> Heading:
    sheet = pack.sheet
    edition = sheets.edition_of(sheet)
    here = at.astimezone(ZoneInfo(pack.city.time_zone))
    period = f"{format_date(sheet.period_start, LANGUAGE)} – {format_date(sheet.period_end, LANGUAGE)}"
    return Heading(
        name=name_pack(pack, at),
        city=pack.city.name,
        title=sheet.title,
        stage=label_stage(pack),
        edition=f"{edition.title.id} ({edition.reference})",
        period=period,
        read_at=here,
        stands_at=f"{format_date(here.date(), LANGUAGE)} pukul {here:%H.%M} {here.tzname()}",
        is_example=sheet.is_example,
        placing=Placing(pack.placing),
        with_confidential=pack.with_confidential,
    )


def label_stage(pack: Pack, language: str = LANGUAGE) -> str:
    """This function will return what the edition calls the stage."""
    labels = {stage.code: stage.label.in_language(language) for stage in sheets.edition_of(pack.sheet).stages}
    return labels.get(pack.stage, pack.stage)


def name_pack(pack: Pack, at: datetime) -> str:
    """This function will return the name of a pack's folder: `paket-balikpapan-evaluasi-mandiri-20261123-1000`."""
    start = "CONTOH-paket" if pack.sheet.is_example else "paket"
    place = f"{start}-{pack.city.slug}-{slugify(pack.stage.replace('_', '-'))}"[:LONGEST_NAME]
    return f"{place.rstrip('-')}-{at.astimezone(ZoneInfo(pack.city.time_zone)):%Y%m%d-%H%M}"
