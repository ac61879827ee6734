"""The true chance of a plan: exact, with moves that may fail and so lift or leave several questions together.

A question relies on one effect, the one of those there that promises most; where that fails it stays as it is today.
Given a strictness and given which moves succeeded, questions are independent. Moves that touch one question only are summed
within it. Moves that tie questions together are taken one by one, the one that leaves least hanging together first: it succeeds or
fails, each case is worked out, and the two are weighed. Indicators that can overflow keep their questions together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

import numpy as np

from paripurna.core.forecast.grid import Row, Rows, add_outcomes, convolve, convolve_mixed, fold_cap
from paripurna.core.planning.outcomes import Stakes, envelope, list_effects
from paripurna.core.planning.types import CannotPlan, Effect, Fault, Move

MOST_BRANCHES = 20_000  # cases of one evaluation
WHOLE = 12_000  # columns: parts narrower than this are summed in pairs, wider ones all in one transform
KEPT_AT_MOST = 4_000  # distributions of groups


@dataclass(frozen=True, slots=True)
class Unit:
    """Questions whose points are summed before anything else, each with the effect it relies on (None: as it is today).

    One question, or all of an indicator that can overflow (`cap`, in steps of the grid).
    """

    questions: tuple[tuple[int, int | None], ...]
    cap: int | None = None


Group = tuple[Unit, ...]


@dataclass
class Evaluation:
    """Exact chances of plans of one problem. Keeps what it has worked out: plans of one search are much alike."""

    stakes: Stakes
    _kept: dict[tuple[Group, frozenset[str], frozenset[str]], Rows] = field(default_factory=dict)
    _chances: dict[frozenset[str], float] = field(default_factory=dict)
    _branches: int = 0

    def distribute(self, counted: Iterable[str]) -> Row:
        """This function will return the distribution of the total when these moves count; column k is k × `stakes.step` hundredths.

        Raises `CannotPlan` (TANGLED) when the moves tie so many questions together that the cases cannot be counted through.
        """
        relied = {self.stakes.questions[effect]: effect for effect in list_effects(self.stakes, counted)}
        moves = frozenset(code for effect in relied.values() for code in self._effects[effect].moves)
        sure = frozenset(code for code in moves if self._moves[code].chance >= 1)
        self._branches = 0
        return convolve_mixed(
            merge(list(self._split(self._list_units(relied), sure, moves - sure))), self.stakes.weights
        )

    def find_chance(self, counted: Iterable[str]) -> float:
        """This function will return the chance that the total exceeds the target, worked out once for each set of moves."""
        codes = frozenset(counted)
        if codes not in self._chances:
            self._chances[codes] = float(self.distribute(codes)[-(-self.stakes.target // self.stakes.step) :].sum())
        return self._chances[codes]

    def find_mean(self, counted: Iterable[str]) -> float:
        """This function will return the expected total, in hundredths."""
        row = self.distribute(counted)
        return float(np.arange(len(row)) @ row) * self.stakes.step

    def bound_chance(self, counted: Iterable[str]) -> float:
        """This function will return a chance that no choice among these moves exceeds: all succeed, each question at its best."""
        there, stakes = frozenset(counted), self.stakes
        rows = []
        for part in stakes.compiled.indicators:
            summed = np.ones((len(stakes.weights), 1))
            for question in range(part.start, part.stop):
                effects = stakes.by_question.get(question, ())
                lifted = [stakes.lifted[e] for e in effects if there.issuperset(self._effects[e].moves)]
                points, chances = envelope([stakes.base[question], *lifted])
                summed = add_outcomes(summed, [value // stakes.step for value in points], chances)
            rows.append(fold_cap(summed, part.max_hundredths // stakes.step))
        row = convolve_mixed(merge(rows), stakes.weights)
        return float(row[-(-stakes.target // stakes.step) :].sum())

    def _split(self, units: Iterable[Unit], succeeded: frozenset[str], open_moves: frozenset[str]) -> Iterator[Rows]:
        """The distributions of groups of units that hang together by open moves."""
        for group in self._group(units, open_moves):
            moves = frozenset().union(*(self._list_moves(unit) for unit in group))
            key = group, succeeded & moves, open_moves & moves
            if key not in self._kept:
                if len(self._kept) >= KEPT_AT_MOST:
                    self._kept.clear()
                self._kept[key] = self._work_out(*key)
            yield self._kept[key]

    def _work_out(self, group: Group, succeeded: frozenset[str], open_moves: frozenset[str]) -> Rows:
        ties = self._list_ties(group, open_moves)
        if not ties:
            return _join([self._sum(unit, succeeded, open_moves) for unit in group])
        self._branches += 1
        if self._branches > MOST_BRANCHES:
            raise CannotPlan(Fault.TANGLED, *ties)
        tie = min(ties, key=lambda code: (self._measure_rest(group, open_moves - {code}), code))
        rest, chance = open_moves - {tie}, self._moves[tie].chance
        won = _join(list(self._split(group, succeeded | {tie}, rest)))
        lost = _join(list(self._split(group, succeeded, rest)))
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
            for _, effect in unit.questions:
                touched.update(open_moves.intersection(() if effect is None else self._effects[effect].moves))
        return sorted(code for code, count in touched.items() if count > 1)

    def _sum(self, unit: Unit, succeeded: frozenset[str], open_moves: frozenset[str]) -> Rows:
        rows = np.ones((len(self.stakes.weights), 1))
        for question, effect in unit.questions:
            points, chances = self._mix(question, effect, succeeded, open_moves)
            rows = add_outcomes(rows, [value // self.stakes.step for value in points], chances)
        return rows if unit.cap is None else fold_cap(rows, unit.cap)

    def _mix(
        self, question: int, effect: int | None, succeeded: frozenset[str], open_moves: frozenset[str]
    ) -> tuple[tuple[int, ...], Rows]:
        """One question whose open moves touch no other: with its effect and without it, weighed."""
        without = self.stakes.base[question]
        missing = () if effect is None else [code for code in self._effects[effect].moves if code not in succeeded]
        if effect is None or not open_moves.issuperset(missing):
            return without.points, without.chances
        lifted, chance = self.stakes.lifted[effect], prod(self._moves[code].chance for code in missing)
        if chance >= 1:
            return lifted.points, lifted.chances
        columns = [chance * lifted.chances, (1 - chance) * without.chances]
        return lifted.points + without.points, np.concatenate(columns, axis=1)

    def _list_moves(self, unit: Unit) -> frozenset[str]:
        relied = [effect for _, effect in unit.questions if effect is not None]
        return frozenset(code for effect in relied for code in self._effects[effect].moves)

    def _list_units(self, relied: Mapping[int, int]) -> Iterator[Unit]:
        for part, overflows in zip(self.stakes.compiled.indicators, self._overflows, strict=True):
            questions = tuple((k, relied.get(k)) for k in range(part.start, part.stop))
            if overflows or not any(k in relied for k, _ in questions):
                yield Unit(questions, part.max_hundredths // self.stakes.step)
            else:
                yield from (Unit((question,)) for question in questions)

    @cached_property
    def _overflows(self) -> tuple[bool, ...]:
        """For each indicator, whether its questions may earn more than its maximum."""
        most = [max(outcome.points) for outcome in self.stakes.base]
        for effect, question in enumerate(self.stakes.questions):
            most[question] = max(most[question], *self.stakes.lifted[effect].points)
        return tuple(sum(most[p.start : p.stop]) > p.max_hundredths for p in self.stakes.compiled.indicators)

    @cached_property
    def _moves(self) -> dict[str, Move]:
        return self.stakes.problem.move_by_code

    @property
    def _effects(self) -> tuple[Effect, ...]:
        return self.stakes.problem.effects


def merge(parts: list[Rows]) -> list[Rows]:
    """This function will sum parts together, the narrowest first, until each is wide enough for one transform."""
    parts = sorted(parts, key=lambda part: part.shape[1])
    wide: list[Rows] = []
    while len(parts) > 1:
        first, second, *parts = parts
        joined = _add_up(first, second)
        if joined.shape[1] >= WHOLE:
            wide.append(joined)
        else:
            position = next((k for k, part in enumerate(parts) if part.shape[1] >= joined.shape[1]), len(parts))
            parts.insert(position, joined)
    return [*wide, *parts]


def _join(parts: list[Rows]) -> Rows:
    return convolve(merge(parts))


def _add_up(narrow: Rows, wide: Rows) -> Rows:
    """The sum of two parts, column by column of the narrower: quick while it has few columns that may come."""
    columns = np.flatnonzero(narrow.any(axis=0))
    if len(columns) > 64:
        return convolve([narrow, wide])
    return add_outcomes(wide, [int(column) for column in columns], narrow[:, columns])


def _widen(rows: Rows, width: int) -> Rows:
    return np.pad(rows, ((0, 0), (0, width - rows.shape[1])))
