"""One answer under check: everything that a verifier needs on one screen, as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise

from paripurna.core.instrument.model import Edition, Question, Stage, Strand
from paripurna.core.scoring.result import QuestionScore
from paripurna.rooms.assessment.last_round import LastAnswer, find_last_answer
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification import queries
from paripurna.rooms.assessment.verification.models import VerificationClaim
from paripurna.rooms.assessment.verification.queue import Queue, QueueItem, Reading
from paripurna.rooms.assessment.verification.telling import VerdictLine, tell_verdict
from paripurna.rooms.assessment.verification.types import LOSS_LABELS, RETURN_REASONS
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.registry import PanelSection, list_panel_sections
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, Contents, MarkRow, Step

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

PROOF = "evidence.proof"
LONGEST_HISTORY = 12


@dataclass(frozen=True, slots=True)
class ReasonKey:
    """A reason with the key that ticks it."""

    code: str
    label: Promise
    key: str


REASON_KEYS = tuple(
    ReasonKey(reason.value, reason.label, str(at % 10)) for at, reason in enumerate(RETURN_REASONS, start=1)
)
MARK_REASONS = tuple(LOSS_LABELS.items())


@dataclass(frozen=True, slots=True)
class MarkLine:
    label: str
    mark: MarkRow | None
    reason: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """One step of the answer's history."""

    step: Promise
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A part of the screen that another room fills."""

    title: Promise
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class ItemPage:
    round: Round
    question: Question
    strand: Strand
    hue: int
    indicator: str
    label: str
    answer: AnswerRow
    answer_text: str
    score: QuestionScore
    rule_lines: Sequence[tuple[str, str]]
    agencies: tuple[AgencyRef, ...]
    item: QueueItem | None  # None: it does not wait in this person's queue
    papers: Sequence[tuple[str, str]]  # code and title of what this person may open beside the question
    proof: FilledSection | None
    last_round: LastAnswer | None
    marks: tuple[MarkLine, ...]
    mark: MarkRow | None  # of the internal check
    verdicts: tuple[VerdictLine, ...]
    first: VerdictLine | None
    past: tuple[PastLine, ...]
    claim: VerificationClaim | None
    place: int
    waiting_count: int
    url: str
    queue_url: str
    previous_url: str
    next_url: str
    next_number: str
    query: str

    @property
    def strand_label(self) -> str:
        return self.strand.label.in_language(language())

    @property
    def rule_note(self) -> str:
        note = self.question.rule.note
        return note.in_language(language()) if note else ""

    @property
    def is_waiting(self) -> bool:
        return self.answer.state is AnswerState.SUBMITTED

    @property
    def can_return(self) -> bool:
        return self.answer.state in {AnswerState.SUBMITTED, AnswerState.ACCEPTED}


def build_item_page(queue: Queue, question: Question, user: User) -> ItemPage:
    """This function will put together one answer, its proof, and what was said of it before."""
    found, number, edition, contents = queue.round, question.number, queue.edition, queue.reading.contents
    answer = contents.answers.get(number) or AnswerRow(number, {}, "", AnswerState.EMPTY, 0)
    item = next((each for each in queue.everything if each.number == number), None)
    strand, hue, indicator = find_place(edition, number)
    verdicts = [tell_verdict(verdict) for verdict in queries.list_verdicts(found, number)]
    proof = _fill_proof(queue.reading, number, user)
    before, after = queue.find_around(number)
    numbers = [each.number for each in queue.items]
    internal = find_internal_stage(edition)
    return ItemPage(
        round=found,
        question=question,
        strand=strand,
        hue=hue,
        indicator=indicator,
        label=question.label.in_language(language()),
        answer=answer,
        answer_text=sheets.say_answer(question, answer.data),
        score=queue.reading.score.questions[number],
        rule_lines=sheets.say_rule(question),
        agencies=queue.reading.responsible.get(number, ()),
        item=item,
        papers=proof.context["papers"] if proof else (),
        proof=proof,
        last_round=find_last_answer(found, number),
        marks=_list_marks(edition, contents, number),
        mark=contents.marks.get(internal.code, {}).get(number) if internal else None,
        verdicts=tuple(verdicts),
        first=tell_verdict(item.first) if item and item.first else None,
        past=_list_past(found, number),
        claim=queue.claims.get(number),
        place=numbers.index(number) + 1 if number in numbers else 0,
        waiting_count=len(numbers),
        url=item_url(found, number) + queue.chosen.as_query,
        queue_url=queue_url(found) + queue.chosen.as_query,
        previous_url=item_url(found, before) + queue.chosen.as_query if before else "",
        next_url=item_url(found, after) + queue.chosen.as_query if after else "",
        next_number=after,
        query=queue.chosen.as_query,
    )


def queue_url(found: Round) -> str:
    return reverse("assessment:verification", kwargs={"city": found.city.slug})


def item_url(found: Round, number: str) -> str:
    return reverse("assessment:verification_item", kwargs={"city": found.city.slug, "question": number})


def find_internal_stage(edition: Edition) -> Stage | None:
    """This function will return the stage of the internal check, where the edition has one that gives marks."""
    return next((stage for stage in edition.stages if stage.internal and stage.marks), None)


def find_place(edition: Edition, number: str) -> tuple[Strand, int, str]:
    """This function will return the cluster of a question, its place from 1, and the indicator in words. Raises `KeyError`."""
    for hue, strand in enumerate(edition.strands, start=1):
        for indicator in strand.indicators:
            if any(question.number == number for question in indicator.questions):
                return strand, hue, f"{indicator.number}. {indicator.label.in_language(language())}"
    raise KeyError(number)


def _fill_proof(reading: Reading, number: str, user: User) -> FilledSection | None:
    """The proof was judged for the queue already."""
    section: PanelSection | None = next((each for each in list_panel_sections() if each.code == PROOF), None)
    if section is None:
        return None
    known = {"proof": reading.proofs.get(number), "is_own": reading.is_own(number)}
    context = section.get_context(reading.round.sheet, number, user, **known)
    return None if context is None else FilledSection(section.title, section.template, context)


def _list_marks(edition: Edition, contents: Contents, number: str) -> tuple[MarkLine, ...]:
    lines = []
    for stage in edition.stages:
        mark = contents.marks.get(stage.code, {}).get(number)
        if stage.marks:
            reason = sheets.say_reason(LOSS_LABELS, mark.reason_code, mark.reason) if mark else ""
            lines.append(MarkLine(stage.label.in_language(language()), mark, reason))
    return tuple(lines)


def _list_past(found: Round, number: str) -> tuple[PastLine, ...]:
    versions = sheets.list_versions(found.sheet, number)[:LONGEST_HISTORY]
    return tuple(
        PastLine(
            Step(version.step).label,
            version.changed_by.name if version.changed_by else "–",
            version.changed_at,
            "" if version.step == Step.RESTORE else version.reason,
        )
        for version in versions
    )
