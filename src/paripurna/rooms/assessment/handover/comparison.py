"""What the application showed beside what we reckon, by name: question, indicator, cluster, total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.scoring.result import Score
from paripurna.rooms.assessment.handover.queries import list_scores
from paripurna.rooms.assessment.handover.types import ScoreKey, ScoreLevel
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_trail, language
from paripurna.rooms.sheets import queries as sheets


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A part of the form with both figures. `theirs` is None while nobody read it."""

    key: ScoreKey
    label: str
    ours: Decimal
    maximum: Decimal
    theirs: Decimal | None

    @property
    def field(self) -> str:
        """The name of its field in the form."""
        return f"{self.key.level}:{self.key.number}"

    @property
    def difference(self) -> Decimal | None:
        return None if self.theirs is None else self.theirs - self.ours

    @property
    def differs(self) -> bool:
        return bool(self.difference)


@dataclass(frozen=True)
class Comparison:
    """`typed`: total, clusters and indicators, where scores are typed; `questions`: those that were read, one by one."""

    round: Round
    typed: tuple[ScoreLine, ...]
    questions: tuple[ScoreLine, ...]

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def differing(self) -> tuple[ScoreLine, ...]:
        return tuple(line for line in (*self.typed, *self.questions) if line.differs)

    @property
    def read_count(self) -> int:
        return sum(line.theirs is not None for line in (*self.typed, *self.questions))


def build_comparison(found: Round) -> Comparison:
    """This function will put both figures of every part side by side: ours is the own stage of the sheet."""
    edition, theirs = sheets.edition_of(found.sheet), list_scores(found)
    own = sheets.get_own_stage(edition)
    score = sheets.score_stages(found.sheet)[own]
    labels = {question.number: question.label.in_language(language()) for question in edition.questions}
    questions = (
        _line(ScoreKey(ScoreLevel.QUESTION, number), labels[number], (part.points, part.max_points), theirs)
        for number, part in score.questions.items()
        if ScoreKey(ScoreLevel.QUESTION, number) in theirs
    )
    return Comparison(found, tuple(_list_typed(found, score, theirs)), tuple(questions))


def find_question_points(found: Round, number: str) -> Decimal:
    """This function will return the points that we reckon for a question."""
    own = sheets.get_own_stage(sheets.edition_of(found.sheet))
    return sheets.score_stages(found.sheet)[own].questions[number].points


def _list_typed(found: Round, score: Score, theirs: Mapping[ScoreKey, Decimal]) -> Iterator[ScoreLine]:
    edition = sheets.edition_of(found.sheet)
    yield _line(ScoreKey(ScoreLevel.TOTAL), str(ScoreLevel.TOTAL.label), (score.total, score.max_points), theirs)
    indicators = {part.number: part for part in score.indicators}
    for strand, part in zip(edition.strands, score.strands, strict=True):
        key = ScoreKey(ScoreLevel.STRAND, strand.code)
        yield _line(key, strand.label.in_language(language()), (part.points, part.max_points), theirs)
        for indicator in strand.indicators:
            own, key = indicators[indicator.number], ScoreKey(ScoreLevel.INDICATOR, indicator.number)
            yield _line(key, indicator.label.in_language(language()), (own.points, own.max_points), theirs)


def _line(key: ScoreKey, label: str, figures: tuple[Decimal, Decimal], theirs: Mapping[ScoreKey, Decimal]) -> ScoreLine:
    """`figures`: what we reckon, and the most there can be."""
    ours, maximum = figures
    return ScoreLine(key, label, ours, maximum, theirs.get(key))
