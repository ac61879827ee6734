"""The true chance of a plan: exact, with moves that may fail and so lift or leave several questions together.

A question relies on one effect, the one of those there that promises most; where that fails it stays as it is today.
Given a strictness, given which moves succeeded and given the state of the gates, questions are independent. Moves that touch one
question only are summed within it. Moves that tie questions together are taken one by one, the one that leaves least hanging together
first: it succeeds or fails, each case is worked out, and the two are weighed. Indicators that can overflow, or of which so much is
mandatory, keep their questions together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np

from paripurna.core.forecast.grid import Row, Rows, add_outcomes, add_rows, fold_cap, keep_from
from paripurna.core.forecast.states import WHOLE, Part, State, list_states
from paripurna.core.planning.outcomes import Stakes, envelope, list_effects
from paripurna.core.planning.sums import Part as Sum
from paripurna.core.planning.sums import Sums, add_all, mix, weigh_tail
from paripurna.core.planning.types import CannotPlan, Effect, Fault, Move
from paripurna.core.scoring.compiled import CompiledPart

MOST_BRANCHES = 20_000  # cases of one evaluation


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with the effect it relies on (None: as it is today) and what of its outcomes belongs to the state."""

    question: int
    effect: int | None
    part: Part


@dataclass(frozen=True, slots=True)
class Unit:
    """Questions whose points are summed before anything else, in steps of the grid.

    One question, or all of an indicator that can overflow (`cap`), or that must earn at least so much (`least`).
    """

    entries: tuple[Entry, ...]
    cap: int | None = None
    least: int = 0


Group = tuple[Unit, ...]


@dataclass
class Evaluation:
    """Exact chances of plans of one problem. Keeps what it has worked out: plans of one search are much alike."""

    stakes: Stakes
    sums: Sums = field(default_factory=Sums)
    _chances: dict[tuple[frozenset[str], bool], float] = field(default_factory=dict)
    _branches: int = 0

    def distribute(self, counted: Iterable[str], *, demanded: bool = False) -> Row:
        """This function will return the distribution of the total when these moves count; column k is k × `stakes.step` hundredths.

        `demanded`: together with nothing mandatory missing. Raises `CannotPlan` (TANGLED) when the moves tie so many questions
        together that the cases cannot be counted through.
        """
        halves = self._list_halves(frozenset(counted), demanded=demanded)
        return add_rows([mix(one.rows, other.rows, self.stakes.weights) for one, other in halves])

    def find_chance(self, counted: Iterable[str], *, demanded: bool | None = None) -> float:
        """This function will return the chance that the total exceeds the target, worked out once for each set of moves.

        `demanded`: and nothing mandatory is missing; without it, as the problem asks.
        """
        codes, asked = frozenset(counted), self.stakes.problem.whole_rule if demanded is None else demanded
        asked = asked and self.stakes.has_demands
        if (codes, asked) not in self._chances:
            self._chances[codes, asked] = sum(
                weigh_tail(one.rows, other.rows, self._least, self.stakes.weights)
                for one, other in self._list_halves(codes, demanded=asked)
            )
        return self._chances[codes, asked]

    def find_mean(self, counted: Iterable[str]) -> float:
        """This function will return the expected total, in hundredths."""
        weights, step = self.stakes.weights, self.stakes.step
        return (
            sum(
                float(
                    weights
                    @ (
                        _sum_columns(one.rows) * other.rows.sum(axis=1)
                        + one.rows.sum(axis=1) * _sum_columns(other.rows)
                    )
                )
                for one, other in self._list_halves(frozenset(counted), demanded=False)
            )
            * step
        )

    def bound_chance(self, counted: Iterable[str]) -> float:
        """This function will return a chance that no choice among these moves exceeds: all succeed, each question at its best,
        all gates open."""
        there, stakes = frozenset(counted), self.stakes
        rows = [self._bound_indicator(part, there) for part in stakes.compiled.indicators]
        middle = len(rows) // 2
        one, other = add_all([*rows[:middle], self._nothing]), add_all([*rows[middle:], self._nothing])
        return weigh_tail(one, other, self._least, stakes.weights)

    def _bound_indicator(self, part: CompiledPart, there: frozenset[str]) -> Rows:
        stakes, rows, demanded = self.stakes, self._nothing, self.stakes.problem.whole_rule
        for question in range(part.start, part.stop):
            effects = stakes.by_question.get(question, ())
            lifted = [stakes.lifted[e] for e in effects if there.issuperset(self._effects[e].moves)]
            kept = Part(low=stakes.mandatory.get(question, 0) if demanded else 0)
            points, chances = kept.take(*envelope([stakes.base[question], *lifted]))
            rows = add_outcomes(rows, [value // stakes.step for value in points], chances)
        return keep_from(fold_cap(rows, part.max_hundredths // stakes.step), self._find_least(part) if demanded else 0)

    def _list_halves(self, counted: frozenset[str], *, demanded: bool) -> Iterator[tuple[Sum, Sum]]:
        """In each state of the gates, two distributions whose sum is the total."""
        relied = {self.stakes.questions[effect]: effect for effect in list_effects(self.stakes, counted)}
        moves = frozenset(code for effect in relied.values() for code in self._effects[effect].moves)
        sure = frozenset(code for code in moves if self._moves[code].chance >= 1)
        self._branches = 0
        for state in list_states(self.stakes.compiled, demanded=demanded):
            units = self._list_units(relied, state, demanded=demanded)
            places = self._place(self._group(units, moves - sure), sure, moves - sure)
            middle = len(places) // 2
            yield self._add_up(places[:middle]), self._add_up(places[middle:])

    def _place(self, groups: Iterable[Group], sure: frozenset[str], open_moves: frozenset[str]) -> list[Sum]:
        """A sum for each indicator: of the groups that begin in it."""
        places: list[list[Sum]] = [[] for _ in self.stakes.compiled.indicators]
        for group in groups:
            places[self._indicators[group[0].entries[0].question]].append(self._find(group, sure, open_moves))
        return [self._add_up(parts) for parts in places]

    def _add_up(self, parts: Sequence[Sum]) -> Sum:
        return self.sums.add_up(parts) if parts else self.sums.find((), lambda: self._nothing)

    def _find(self, group: Group, succeeded: frozenset[str], open_moves: frozenset[str]) -> Sum:
        """The distribution of one group, kept."""
        moves = frozenset[str]().union(*(self._list_moves(unit) for unit in group))
        key = group, succeeded & moves, open_moves & moves
        return self.sums.find(key, lambda: self._work_out(*key))

    def _split(self, units: Iterable[Unit], succeeded: frozenset[str], open_moves: frozenset[str]) -> list[Rows]:
        """The distributions of groups of units that hang together by open moves."""
        return [self._find(group, succeeded, open_moves).rows for group in self._group(units, open_moves)]

    def _work_out(self, group: Group, succeeded: frozenset[str], open_moves: frozenset[str]) -> Rows:
        ties = self._list_ties(group, open_moves)
        if not ties:
            return add_all([self._sum(unit, succeeded, open_moves) for unit in group])
        self._branches += 1
        if self._branches > MOST_BRANCHES:
            raise CannotPlan(Fault.TANGLED, *ties)
        tie = min(ties, key=lambda code: (self._measure_rest(group, open_moves - {code}), code))
        rest, chance = open_moves - {tie}, self._moves[tie].chance
        won = add_all(self._split(group, succeeded | {tie}, rest))
        lost = add_all(self._split(group, succeeded, rest))
        width = max(won.shape[1], lost.shape[1])
        return chance * _widen(won, width) + (1 - chance) * _widen(lost, width)

    def _measure_rest(self, group: Group, open_moves: frozenset[str]) -> int:
        """How many ties the most tangled part has left: what is worked out next should fall apart."""
        return max(len(self._list_ties(part, open_moves)) for part in self._group(group, open_moves))

    def _group(self, units: Iterable[Unit], open_moves: frozenset[str]) -> list[Group]:
        """Units in groups that share open moves."""
        groups: list[tuple[frozenset[str], Group]] = []
        members: Group
        for unit in units:
            moves, members = self._list_moves(unit) & open_moves, (unit,)
            for touching in [group for group in groups if group[0] & moves]:
                groups.remove(touching)
                moves, members = moves | touching[0], (*touching[1], *members)
            groups.append((moves, members))
        return [members for _, members in groups]

    def _list_ties(self, units: Sequence[Unit], open_moves: frozenset[str]) -> list[str]:
        """The open moves that touch more than one question."""
        touched: Counter[str] = Counter()
        for unit in units:
            for entry in unit.entries:
                touched.update(open_moves.intersection(self._list_effect_moves(entry)))
        return sorted(code for code, count in touched.items() if count > 1)

    def _sum(self, unit: Unit, succeeded: frozenset[str], open_moves: frozenset[str]) -> Rows:
        rows = self._nothing
        for entry in unit.entries:
            points, chances = entry.part.take(*self._mix(entry, succeeded, open_moves))
            rows = add_outcomes(rows, [value // self.stakes.step for value in points], chances)
        return keep_from(rows if unit.cap is None else fold_cap(rows, unit.cap), unit.least)

    def _mix(self, entry: Entry, succeeded: frozenset[str], open_moves: frozenset[str]) -> tuple[tuple[int, ...], Rows]:
        """One question whose open moves touch no other: with its effect and without it, weighed."""
        without = self.stakes.base[entry.question]
        missing = [code for code in self._list_effect_moves(entry) if code not in succeeded]
        if entry.effect is None or not open_moves.issuperset(missing):
            return without.points, without.chances
        lifted, chance = self.stakes.lifted[entry.effect], prod(self._moves[code].chance for code in missing)
        if chance >= 1:
            return lifted.points, lifted.chances
        columns = [chance * lifted.chances, (1 - chance) * without.chances]
        return lifted.points + without.points, np.concatenate(columns, axis=1)

    def _list_moves(self, unit: Unit) -> frozenset[str]:
        return frozenset(code for entry in unit.entries for code in self._list_effect_moves(entry))

    def _list_effect_moves(self, entry: Entry) -> tuple[str, ...]:
        return () if entry.effect is None else self._effects[entry.effect].moves

    def _list_units(self, relied: Mapping[int, int], state: State, *, demanded: bool) -> Iterator[Unit]:
        for part, overflows in zip(self.stakes.compiled.indicators, self._overflows, strict=True):
            questions = range(part.start, part.stop)
            entries = tuple(Entry(k, relied.get(k), state.get(k, WHOLE)) for k in questions)
            least = self._find_least(part) if demanded else 0
            if overflows or least or not any(k in relied for k in questions):
                yield Unit(entries, part.max_hundredths // self.stakes.step, least)
            else:
                yield from (Unit((entry,)) for entry in entries)

    def _find_least(self, part: CompiledPart) -> int:
        return -(-(part.mandatory or 0) // self.stakes.step)

    @cached_property
    def _overflows(self) -> tuple[bool, ...]:
        """For each indicator, whether its questions may earn more than its maximum."""
        most = [max(outcome.points) for outcome in self.stakes.base]
        for effect, question in enumerate(self.stakes.questions):
            most[question] = max(most[question], *self.stakes.lifted[effect].points)
        return tuple(sum(most[p.start : p.stop]) > p.max_hundredths for p in self.stakes.compiled.indicators)

    @cached_property
    def _indicators(self) -> dict[int, int]:
        """The indicator of each question."""
        parts = self.stakes.compiled.indicators
        return {question: k for k, part in enumerate(parts) for question in range(part.start, part.stop)}

    @property
    def _nothing(self) -> Rows:
        """A sum of nothing: 0 for sure."""
        return np.ones((len(self.stakes.weights), 1))

    @property
    def _least(self) -> int:
        """The column of the smallest total that exceeds the target."""
        return -(-self.stakes.target // self.stakes.step)

    @cached_property
    def _moves(self) -> dict[str, Move]:
        return self.stakes.problem.move_by_code

    @property
    def _effects(self) -> tuple[Effect, ...]:
        return self.stakes.problem.effects


def _sum_columns(rows: Rows) -> Row:
    """The mean of each row, in steps."""
    return np.asarray(rows @ np.arange(rows.shape[1]))


def _widen(rows: Rows, width: int) -> Rows:
    return np.pad(rows, ((0, 0), (0, width - rows.shape[1])))
