"""The sensible rule of thumb: again and again the move that brings most for its money, until the confidence is reached.

What the road is held against, and a plan for when a solver finds none in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.outcomes import Stakes, list_effects
from paripurna.core.planning.schedule import Schedule, list_counted
from paripurna.core.planning.scores import Line, draw_line, guess_chance, meets_floors
from paripurna.core.planning.types import Plan

REDRAWN_EVERY = 10  # moves placed with one line
TRUSTED = 0.02  # how far the quick guess may be off before it has been held against an exact chance

Wish = tuple[str, ...]
"""The moves of one effect, without those they need."""


def plan_greedily(stakes: Stakes, evaluation: Evaluation) -> Plan | None:
    """This function will return a plan with the confidence asked for, or None where the rule of thumb finds none."""
    greed = _Greed(stakes, evaluation, Schedule(stakes.problem))
    return greed.schedule.build_plan() if greed.fill() else None


@dataclass
class _Greed:
    stakes: Stakes
    evaluation: Evaluation
    schedule: Schedule
    refused: set[Wish] = field(default_factory=set)
    error: float = TRUSTED  # of the guess, where it was tried last

    def fill(self) -> bool:
        """Places moves until it is enough; False when nothing is left that could help."""
        if not all(self.schedule.place(move.code) for move in self.stakes.problem.moves if move.must):
            return False
        turn, line = 0, None
        while not self._is_enough():
            if turn % REDRAWN_EVERY == 0 or line is None:
                line = draw_line(self.stakes, self._list_effects(), self.stakes.problem.confidence)
            wish = self._find_best(line)
            if wish is None:
                return False
            if all(self.schedule.place(code) for code in wish):
                turn += 1
            else:
                self.refused.add(wish)
        return True

    def _list_effects(self) -> list[int]:
        return list_effects(self.stakes, list_counted(self.stakes.problem, self.schedule.build_plan()))

    def _is_enough(self) -> bool:
        """The quick guess first: the exact chance is asked only where it may be enough."""
        confidence, effects = self.stakes.problem.confidence, self._list_effects()
        guess = guess_chance(self.stakes, effects)
        if guess + self.error < confidence or not meets_floors(self.stakes, effects):
            return False
        exact = self.evaluation.find_chance(list_counted(self.stakes.problem, self.schedule.build_plan()))
        self.error = exact - guess
        return exact >= confidence

    def _find_best(self, line: Line) -> Wish | None:
        relied = {self.stakes.questions[effect]: effect for effect in self._list_effects()}
        rated = sorted(self._rate(line, relied), key=lambda rate: (-rate[0], rate[1]))
        return rated[0][1] if rated and rated[0][0] > 0 else None

    def _rate(self, line: Line, relied: dict[int, int]) -> Iterator[tuple[float, Wish]]:
        """What each wish adds to the score for a rupiah, what it needs included."""
        moves = self.stakes.problem.move_by_code
        for wish in {effect.moves for effect in self.stakes.problem.effects} - self.refused:
            added = self._close(wish)
            if added:
                gain = sum(self._list_gains(line, relied, added))
                yield gain / max(sum(moves[code].cost_idr for code in added), 1), wish

    def _close(self, wish: Iterable[str]) -> set[str]:
        """The moves not placed yet that a wish takes with it."""
        moves, added, waiting = self.stakes.problem.move_by_code, set[str](), list(wish)
        while waiting:
            code = waiting.pop()
            if code not in added and code not in self.schedule.starts:
                added.add(code)
                waiting.extend(moves[code].needs)
        return added

    def _list_gains(self, line: Line, relied: dict[int, int], added: set[str]) -> Iterator[float]:
        stakes, there = self.stakes, added | set(self.schedule.starts)
        best: dict[int, int] = {}
        for effect in {effect for code in added for effect in stakes.effects_by_move.get(code, ())}:
            question = stakes.questions[effect]
            rival = best.get(question, relied.get(question))
            if there.issuperset(stakes.problem.effects[effect].moves) and (
                rival is None or stakes.worths[effect] > stakes.worths[rival]
            ):
                best[question] = effect
        for question, effect in best.items():
            before = relied.get(question)
            yield float(line.scores[effect]) - (0.0 if before is None else float(line.scores[before]))
