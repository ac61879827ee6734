"""Plans found with a line in place of the chance.

A line is drawn near the best plan known, and the cheapest plan that reaches it is found. The exact chance of that plan says how far off
the line was, and the next one is drawn there. Then the line stays, and its need is halved between the greatest whose plan fails
and the least whose plan holds.
"""

from __future__ import annotations

from math import inf

from paripurna.core.planning.desk import Desk
from paripurna.core.planning.scores import Line, draw_line

ROUNDS = 4  # of drawing the line again
CLOSE = 0.05  # points between a need that fails and one that holds


def follow_lines(desk: Desk) -> None:
    """This function will offer the desk the plans that lines lead to, the last of them near the cheapest that holds."""
    line = _draw_rounds(desk)
    if line is not None:
        _halve(desk, line)


def _draw_rounds(desk: Desk) -> Line | None:
    """The last line whose plan failed; None when none did or nothing fits within the limits."""
    plan, aim, failed = desk.best, desk.confidence, None
    for _ in range(ROUNDS):
        line = draw_line(desk.stakes, desk.list_effects(plan), min(max(aim, 0.001), 0.999))
        found = desk.find_cheapest(line.scores, line.need) or desk.find_farthest(line)
        if found is None:
            break
        failed = failed if desk.offer(found) else line
        if plan is not None and desk.count(plan) == desk.count(found):
            break
        plan = found
        aim = desk.confidence + desk.guess(found) - desk.find_chance(found)
    return failed


def _halve(desk: Desk, line: Line) -> None:
    """Between the need of the line, whose plan fails, and one whose plan holds."""
    low, high, step = line.need, inf, 1.0
    while high - low >= CLOSE and not desk.patience.is_over():
        need = low + step if high == inf else (low + high) / 2
        plan = desk.find_cheapest(line.scores, need)
        if plan is None or desk.offer(plan):
            high = need
        else:
            low, step = need, step * 2
