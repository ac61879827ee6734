"""The page of the queue: rows in words, filters and the counts of the clusters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.functional import Promise

from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification.item_page import item_url, queue_url
from paripurna.rooms.assessment.verification.queue import Queue, QueueItem
from paripurna.rooms.assessment.verification.risk import RISK_LEVELS, RiskLevel
from paripurna.rooms.evidence.types import ProofScore
from paripurna.rooms.sheets.queries import list_kinds

RISK_TONES = {RiskLevel.HIGH: "red", RiskLevel.MEDIUM: "amber", RiskLevel.LOW: "quiet"}
PROOF_TONES = {
    ProofScore.NONE: "red",
    ProofScore.PARTIAL: "amber",
    ProofScore.COMPLETE: "brand",
    ProofScore.CHECKED: "green",
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One answer of the queue."""

    item: QueueItem
    url: str
    label: str
    risk_tone: str
    proof_tone: str


@dataclass(frozen=True, slots=True)
class ClusterTab:
    code: str
    label: str
    hue: int
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of the queue: its name in the address, and what it may be."""

    name: str
    options: tuple[tuple[str, str | Promise], ...]
    value: str


@dataclass(frozen=True)
class QueuePage:
    queue: Queue
    rows: tuple[QueueRow, ...]
    clusters: tuple[ClusterTab, ...]
    agencies: Choice
    risks: Choice
    proofs: Choice
    kinds: Choice
    start_query: str
    points: Decimal


def build_queue_page(queue: Queue) -> QueuePage:
    """This function will put the queue in words, in the language of the reader."""
    chosen = queue.chosen
    kinds = tuple((kind, label) for kind, label in list_kinds() if kind in queue.kinds)
    return QueuePage(
        queue=queue,
        rows=tuple(_build_row(queue, item) for item in queue.items),
        clusters=tuple(_list_tabs(queue)),
        agencies=Choice("pd", tuple((agency.code, agency.abbreviation) for agency in queue.agencies), chosen.agency),
        risks=Choice("risiko", tuple((level.value, RISK_LEVELS[level]) for level in RiskLevel), chosen.risk),
        proofs=Choice("bukti", tuple((score.value, score.label) for score in ProofScore), chosen.proof),
        kinds=Choice("jenis", kinds, chosen.kind),
        start_query=chosen.as_query,
        points=queue.points,
    )


def _build_row(queue: Queue, item: QueueItem) -> QueueRow:
    return QueueRow(
        item=item,
        url=item_url(queue.round, item.number) + queue.chosen.as_query,
        label=item.question.label.in_language(language()),
        risk_tone=RISK_TONES[item.risk.level],
        proof_tone=PROOF_TONES[item.proof],
    )


def _list_tabs(queue: Queue) -> list[ClusterTab]:
    return [
        ClusterTab(
            code=strand.code,
            label=strand.label.in_language(language()),
            hue=hue,
            count=count,
            url=queue_url(queue.round) + replace(queue.chosen, strand=strand.code).as_query,
            is_chosen=queue.chosen.strand == strand.code,
        )
        for strand, hue, count in queue.strand_counts
        if count
    ]
