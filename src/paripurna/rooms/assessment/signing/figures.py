"""What the papers of a stage say: the figures of the round as they stand, in the words of an Indonesian office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from paripurna.core.scoring.result import Score
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import MISSING, format_date, format_number, format_points
from paripurna.rooms.assessment.position import Position, StagePosition
from paripurna.rooms.assessment.round_page import tell_contradictions
from paripurna.rooms.assessment.signing.placeholders import DOTS, Row, Values
from paripurna.rooms.assessment.signing.types import PaperDraft, Signer
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.types import ProofScore
from paripurna.rooms.sheets.types import AnswerState

PAPER_LANGUAGE = "id"
"""Papers are Indonesian, whoever reads the page."""


def find_score(position: Position, found: StagePosition) -> Score | None:
    """This function will return what a stage comes to: the city's own stages always come to something, others with marks."""
    return found.score or (position.own_score if found.stage.internal else None)


def build_values(position: Position, found: StagePosition, draft: PaperDraft, *, at: datetime) -> Values:
    """This function will return every value that a paper of the stage may hold. Raises `LookupError` for one without a total."""
    score = find_score(position, found)
    if score is None:
        raise LookupError(found.stage.code)
    with override(PAPER_LANGUAGE):
        told = _tell_draft(draft) | _tell_round(position, found, at=at)
        return {**told, **_tell_score(score), **_tell_work(position, found, score)}


def _tell_draft(draft: PaperDraft) -> Values:
    day = draft.dated_on
    signers = draft.signers or (Signer(DOTS, DOTS),)
    return {
        "nomor": draft.number or DOTS,
        "hari": str(WEEKDAYS[day.weekday()]) if day else DOTS,
        "tanggal": format_date(day, PAPER_LANGUAGE) if day else DOTS,
        "tempat": draft.place or DOTS,
        "kepada": draft.recipient or DOTS,
        "penanda_tangan": [
            {"nomor": str(place), "nama": signer.name, "jabatan": signer.post, "nip": signer.nip}
            for place, signer in enumerate(signers, start=1)
        ],
    }


def _tell_round(position: Position, found: StagePosition, *, at: datetime) -> Values:
    region, sheet, dates = position.round.city.region, position.round.sheet, found.dates
    return {
        "kota": region.name,
        "jenis_daerah": region.name.split(" ", 1)[0],
        "provinsi": region.parent.name if region.parent else MISSING,
        "evaluasi": position.round.label,
        "tahun": str(position.round.year),
        "instrumen": position.edition.title.id,
        "periode_awal": _day(sheet.period_start),
        "periode_akhir": _day(sheet.period_end),
        "tahap": found.stage.label.id,
        "tahap_mulai": _day(dates.starts_on if dates else None),
        "tahap_selesai": _day(dates.ends_on if dates else None),
        "revisi": format_number(position.contents.revision, PAPER_LANGUAGE),
        "dibuat": _day(day_in(position.round.city, at)),
    }


def _tell_score(score: Score) -> Values:
    return {
        "nilai": format_number(score.total, PAPER_LANGUAGE, places=2),
        "nilai_maksimum": format_points(score.max_points, PAPER_LANGUAGE),
        "predikat": score.grade.label.id,
    }


def _tell_work(position: Position, found: StagePosition, score: Score) -> Values:
    counts, findings = position.state_counts, _list_findings(position, found, score)
    documents = evidence.list_proving(position.round.sheet, [q.number for q in position.edition.questions])
    return {
        "klaster": [_tell_strand(position, part.number, score) for part in score.strands],
        "jumlah_pertanyaan": _count(len(position.edition.questions)),
        "jumlah_terjawab": _count(sum(counts.values()) - counts[AnswerState.EMPTY]),
        "jumlah_terverifikasi": _count(counts[AnswerState.ACCEPTED]),
        "jumlah_dokumen": _count(len({document.pk for linked in documents.values() for document in linked})),
        "temuan": [{"uraian": str(told), "jumlah": _count(count)} for told, count in findings.items()],
        "jumlah_temuan": _count(sum(findings.values())),
    }


def _tell_strand(position: Position, code: str, score: Score) -> Row:
    strand = next(strand for strand in position.edition.strands if strand.code == code)
    part = next(part for part in score.strands if part.number == code)
    questions = [question for indicator in strand.indicators for question in indicator.questions]
    answers = position.contents.answers
    return {
        "nama": strand.label.id,
        "nilai": format_number(part.points, PAPER_LANGUAGE, places=2),
        "maksimum": format_points(part.max_points, PAPER_LANGUAGE),
        "pertanyaan": _count(len(questions)),
        "terjawab": _count(sum(bool((row := answers.get(q.number)) and row.data) for q in questions)),
    }


def _list_findings(position: Position, found: StagePosition, score: Score) -> Mapping[Promise, int]:
    """What is unresolved, each once, and only what there is."""
    return {told: count for told, count in _count_findings(position, found, score) if count}


def _count_findings(position: Position, found: StagePosition, score: Score) -> Iterator[tuple[Promise, int]]:
    counts = position.state_counts
    yield _("Questions without an answer"), counts[AnswerState.EMPTY]
    yield _("Answers that were returned and need mending"), counts[AnswerState.RETURNED]
    waiting = counts[AnswerState.DRAFT] + counts[AnswerState.SUBMITTED]
    yield _("Answers that are not internally verified yet"), waiting
    on = position.today
    proofs = evidence.read_proofs(position.round.sheet, on=on, contents=position.contents).values()
    unproved = [proof for proof in proofs if proof.score in {ProofScore.NONE, ProofScore.PARTIAL}]
    answered = {number for number, row in position.contents.answers.items() if row.data}
    yield _("Answers whose documents are missing or incomplete"), sum(p.question in answered for p in unproved)
    told = tell_contradictions([(found.stage, score)], position.edition)
    yield _("Things that contradict each other"), sum(not line.is_declared for line in told)


def _day(day: date | None) -> str:
    return format_date(day, PAPER_LANGUAGE) if day else DOTS


def _count(count: int) -> str:
    return format_number(count, PAPER_LANGUAGE)
