"""What is wrong with a problem, before anybody waits for a solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from paripurna.core.planning.types import CannotPlan, Fault, Move, Problem, list_starts


def check_problem(problem: Problem) -> None:
    """This function will raise `CannotPlan` for a problem that cannot be, naming what is wrong and where."""
    codes = {move.code for move in problem.moves}
    _refuse(Fault.REPEATED_MOVE, (code for code, count in Counter(m.code for m in problem.moves).items() if count > 1))
    _refuse(Fault.BAD_NUMBER, (move.code for move in problem.moves if not _has_good_numbers(move)))
    named = {code for move in problem.moves for code in (*move.needs, *move.excludes)}
    _refuse(Fault.UNKNOWN_MOVE, (named | {code for effect in problem.effects for code in effect.moves}) - codes)
    questions = problem.edition.question_by_number
    _refuse(Fault.UNKNOWN_QUESTION, {effect.question for effect in problem.effects} - set(questions))
    _refuse(
        Fault.BAD_CLAIM,
        (
            e.question
            for e in problem.effects
            if not (e.moves and 0 <= e.claim.points <= questions[e.question].max_points)
        ),
    )
    _refuse(Fault.UNKNOWN_QUESTION, set(problem.limits.floors) - {strand.code for strand in problem.edition.strands})
    if not 0 < problem.confidence < 1:
        raise CannotPlan(Fault.BAD_NUMBER, "confidence")
    if not 0 <= problem.target < problem.edition.max_points:
        raise CannotPlan(Fault.TARGET_ABOVE_MAXIMUM, str(problem.target))
    _refuse(Fault.CYCLE, find_cycle(problem.moves))
    quarters = problem.limits.quarters
    _refuse(Fault.NO_QUARTER, (move.code for move in problem.moves if move.must and not list_starts(move, quarters)))


def _refuse(fault: Fault, places: Iterable[str]) -> None:
    if found := sorted(places) if fault is not Fault.CYCLE else list(places):
        raise CannotPlan(fault, *found)


def _has_good_numbers(move: Move) -> bool:
    return move.cost_idr >= 0 and move.effort >= 0 and move.quarters >= 1 and 0 < move.chance <= 1


def find_cycle(moves: Iterable[Move]) -> list[str]:
    """This function will return moves that wait for each other in a circle, the first named again at the end; [] without one."""
    needs = {move.code: move.needs for move in moves}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
