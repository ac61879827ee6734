"""From a round to what a forecast asks: the points of every question and what stands behind them, and what became of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from paripurna.core.forecast import CheckState, Claim, PastMark, ProofLevel
from paripurna.core.instrument.model import Edition, Stage
from paripurna.core.scoring.result import Basis
from paripurna.rooms.assessment.carrying import index_links
from paripurna.rooms.assessment.finding import list_rounds
from paripurna.rooms.assessment.forecasting.types import Inputs
from paripurna.rooms.assessment.gaps import resolve_agencies
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.evidence.queries import QuestionProof, read_proofs
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerState

CHECKS = {AnswerState.ACCEPTED: CheckState.ACCEPTED, AnswerState.RETURNED: CheckState.RETURNED}


def read_inputs(round: Round, *, on: date) -> Inputs:
    """This function will read everything that a forecast of the round rests on, as it stands on that day."""
    return Inputs(read_claims(round, on=on), read_past_marks(round, on=on))


def read_claims(round: Round, *, on: date) -> tuple[Claim, ...]:
    """This function will return the claim of every question that applies to the city."""
    return list_claims(read_position(round, today=on))


def list_claims(position: Position) -> tuple[Claim, ...]:
    """This function will return the claims of a position.

    The points are those of the newest stage; a mark of the last official stage is settled. One of an earlier official stage
    counts as accepted: somebody outside has looked at it.
    """
    reading = _Reading.of(position)
    return tuple(
        reading.build_claim(number, score.points)
        for number, score in position.newest_score.questions.items()
        if score.basis is not Basis.NOT_APPLICABLE
    )


@dataclass(frozen=True)
class _Reading:
    """What stands behind the claims of a position."""

    position: Position
    proofs: Mapping[str, QuestionProof]
    confirmed: frozenset[str]  # questions whose answer is what the registers say
    official: frozenset[str]  # marked outside the city, at whatever stage
    settled: frozenset[str]

    @classmethod
    def of(cls, position: Position) -> _Reading:
        marks, stages = position.contents.marks, list_official_stages(position.edition)
        return cls(
            position=position,
            proofs=read_proofs(
                position.round.sheet,
                on=position.today,
                contents=position.contents,
                responsible=resolve_agencies(position),
            ),
            confirmed=frozenset(_list_confirmed(position)),
            official=frozenset(number for stage in stages for number in marks.get(stage.code, ())),
            settled=frozenset(marks.get(stages[-1].code, ())) if stages else frozenset(),
        )

    def build_claim(self, number: str, points: Decimal) -> Claim:
        return Claim(
            question=number,
            points=points,
            proof=_level_of(self.proofs[number]),
            check=self._check_of(number),
            has_fact=number in self.confirmed,
            settled=number in self.settled,
        )

    def _check_of(self, number: str) -> CheckState:
        if number in self.official:
            return CheckState.ACCEPTED
        answer = self.position.contents.answers.get(number)
        return CHECKS.get(answer.state, CheckState.NOT_YET) if answer else CheckState.NOT_YET


def _level_of(proof: QuestionProof) -> ProofLevel:
    """A question that asks for no proof lacks none."""
    return ProofLevel(proof.score.value) if proof.wanted or proof.links else ProofLevel.COMPLETE


def _list_confirmed(position: Position) -> Iterator[str]:
    recorded = sheets.parse_answers(position.edition, position.contents)
    live = sheets.read_live_answers(position.round.sheet, position.edition, on=position.today)
    return (number for number, each in live.items() if each.value is not None and recorded.get(number) == each.value)


def list_official_stages(edition: Edition) -> tuple[Stage, ...]:
    """This function will return the stages at which others than the city give marks, in order."""
    own = sheets.get_own_stage(edition)
    return tuple(stage for stage in edition.stages if stage.marks and not stage.internal and stage.code != own)


def read_bare_claims(round: Round, *, on: date) -> tuple[Claim, ...]:
    """This function will return what the city itself claimed, and nothing of what stood behind it or became of it."""
    scores = read_position(round, today=on).own_score.questions
    return tuple(
        Claim(number, score.points) for number, score in scores.items() if score.basis is not Basis.NOT_APPLICABLE
    )


def has_outcome(round: Round) -> bool:
    """This function will say whether the last official stage has marks."""
    stages = list_official_stages(sheets.edition_of(round.sheet))
    return bool(stages) and any(stage == stages[-1].code for stage, _total, _grade in sheets.list_totals(round.sheet))


def read_past_marks(round: Round, *, on: date) -> tuple[PastMark, ...]:
    """This function will return what the last official stage left of the claims of the city's earlier rounds.

    Questions are followed through the crosswalk where exactly one became them. Invented rounds teach real ones nothing.
    """
    return tuple(
        mark for earlier in list_earlier(round) for mark in _list_marks(read_position(earlier, today=on), round)
    )


def list_earlier(round: Round) -> list[Round]:
    """This function will return the city's rounds before this one that it may learn from, the newest first."""
    others = (
        other for other in list_rounds(round.city) if (other.year, other.opened_at) < (round.year, round.opened_at)
    )
    return [other for other in others if round.sheet.is_example or not other.sheet.is_example]


def _list_marks(earlier: Position, round: Round) -> Iterable[PastMark]:
    stages, edition = list_official_stages(earlier.edition), sheets.edition_of(round.sheet)
    marks = earlier.contents.marks.get(stages[-1].code, {}) if stages else {}
    links = index_links(earlier.round.sheet.edition.hash, round.sheet.edition.hash) if marks else {}
    for number, link in links.items():
        mark = marks.get(link.old[0]) if len(link.old) == 1 else None
        if mark is not None:
            claimed = earlier.own_score.questions[mark.question].points
            kind = edition.question_by_number[number].rule.kind
            yield PastMark(number, kind, claimed=claimed, verified=mark.points)
