"""The tree of an instrument: strands, indicators and questions with their states and points. Pure: no table is read here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import quote

from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.core.scoring.result import ZERO, Basis, PartScore, QuestionScore, Score
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets.pages.filters import FULL, LOST, NEWEST, UNANSWERED, TreeFilters
from paripurna.rooms.sheets.responsible import Responsibility
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, Contents

NOTHING = AnswerRow("", {}, "", AnswerState.EMPTY, 0)


@dataclass(frozen=True, slots=True)
class TreeSource:
    """Everything that a tree is drawn from."""

    edition: Edition
    contents: Contents
    score: Score
    responsibility: Responsibility
    found: frozenset[str] | None  # numbers that a search found; None: nothing was searched
    language: str
    base_url: str  # the page of a question is this, its number and a slash
    query: str = ""  # the filters, carried along so that "next" means the next one found


@dataclass(frozen=True, slots=True)
class QuestionRow:
    number: str
    url: str
    label: str
    state: AnswerState
    points: Decimal
    max_points: Decimal
    lost: Decimal
    unanswered: Decimal
    basis: Basis
    standing: str
    agencies: tuple[AgencyRef, ...]
    is_own: bool
    changed: float  # seconds, for sorting; 0 when never changed

    @property
    def key(self) -> str:
        """Part of the ids in the row, by which a save refreshes it."""
        return self.number.replace(".", "-")


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    number: str
    label: str
    score: PartScore
    rows: tuple[QuestionRow, ...]
    states: tuple[tuple[str, int], ...]  # state → how many of the rows

    @property
    def is_done(self) -> bool:
        return all(row.state is AnswerState.ACCEPTED for row in self.rows)


@dataclass(frozen=True, slots=True)
class StrandRow:
    code: str
    hue: int
    label: str
    score: PartScore
    indicators: tuple[IndicatorRow, ...]

    @property
    def count(self) -> int:
        return sum(len(indicator.rows) for indicator in self.indicators)


@dataclass(frozen=True, slots=True)
class Tree:
    """What is shown: nested, or `flat` when sorted by something else than the form."""

    strands: tuple[StrandRow, ...]
    flat: tuple[QuestionRow, ...] = ()
    shown_count: int = 0
    total_count: int = 0
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def state_counts(self) -> list[tuple[str, int]]:
        """How many of the shown questions stand in each state, in the order that answers go."""
        return [(state.value, self.states[state.value]) for state in AnswerState if self.states.get(state.value)]

    @property
    def rows(self) -> list[QuestionRow]:
        return [row for strand in self.strands for indicator in strand.indicators for row in indicator.rows]


def build_tree(source: TreeSource, filters: TreeFilters) -> Tree:
    """This function will draw the tree of the questions that pass the filters."""
    indicators = {part.number: part for part in source.score.indicators}
    strands = {part.number: part for part in source.score.strands}
    built = tuple(
        StrandRow(
            strand.code,
            hue,
            strand.label.in_language(source.language),
            strands[strand.code],
            tuple(_list_indicators(source, strand, indicators, filters)),
        )
        for hue, strand in enumerate(source.edition.strands, start=1)
    )
    shown = tuple(strand for strand in built if strand.indicators)
    tree = Tree(shown, total_count=len(source.edition.questions))
    rows = tree.rows
    flat = tuple(sort_rows(rows, filters.order)) if filters.is_flat else ()
    return Tree(shown, flat, len(rows), tree.total_count, Counter(row.state.value for row in rows))


def sort_rows(rows: Iterable[QuestionRow], order: str) -> list[QuestionRow]:
    """This function will sort by points not won, or by the newest change; equal ones stay as the form has them."""
    if order == NEWEST:
        return sorted(rows, key=lambda row: -row.changed)
    return sorted(rows, key=lambda row: -(row.lost + row.unanswered))


def _list_indicators(
    source: TreeSource, strand: Strand, parts: Mapping[str, PartScore], filters: TreeFilters
) -> Iterable[IndicatorRow]:
    for indicator in strand.indicators:
        rows = tuple(_list_rows(source, indicator, filters))
        if rows:
            states = Counter(row.state.value for row in rows)
            label = indicator.label.in_language(source.language)
            counts = tuple((state.value, states[state.value]) for state in AnswerState if states[state.value])
            yield IndicatorRow(indicator.number, label, parts[indicator.number], rows, counts)


def _list_rows(source: TreeSource, indicator: Indicator, filters: TreeFilters) -> Iterable[QuestionRow]:
    for question in indicator.questions:
        row = build_row(source, question)
        if passes(question, row, filters, source.found):
            yield row


def build_row(source: TreeSource, question: Question) -> QuestionRow:
    """This function will return the line of one question."""
    answer = source.contents.answers.get(question.number, NOTHING)
    scored = source.score.questions.get(question.number) or _unscored(question)
    return QuestionRow(
        number=question.number,
        url=f"{source.base_url}{quote(question.number)}/{source.query}",
        label=question.label.in_language(source.language),
        state=answer.state,
        points=scored.points,
        max_points=scored.max_points,
        lost=scored.lost,
        unanswered=scored.unanswered,
        basis=scored.basis,
        standing=question.rule.standing.value,
        agencies=source.responsibility.list_for(question.number),
        is_own=source.responsibility.is_own(question.number),
        changed=answer.changed_at.timestamp() if answer.changed_at else 0.0,
    )


def _unscored(question: Question) -> QuestionScore:
    return QuestionScore(question.number, ZERO, question.max_points, Basis.UNANSWERED, question.rule.standing)


def passes(question: Question, row: QuestionRow, filters: TreeFilters, found: frozenset[str] | None) -> bool:
    """This function will return whether a question is among those asked for."""
    return (
        (found is None or question.number in found)
        and (not filters.agency or any(filters.agency == agency.code for agency in row.agencies))
        and (not filters.kind or filters.kind == question.rule.kind)
        and (not filters.theme or filters.theme == question.theme)
        and (not filters.state or filters.state == row.state)
        and (not filters.evidence or filters.evidence in question.evidence)
        and (not filters.standing or filters.standing == row.standing)
        and (not filters.mine or row.is_own)
        and (not filters.points or _has_points(row, filters.points))
    )


def _has_points(row: QuestionRow, wish: str) -> bool:
    tests = {
        LOST: row.lost > 0,
        UNANSWERED: row.basis is Basis.UNANSWERED,
        FULL: row.basis in {Basis.MARK, Basis.RULE} and row.points == row.max_points,
    }
    return tests.get(wish, False)
