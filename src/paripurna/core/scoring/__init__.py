"""Answers and an edition become points, a grade, an explanation and a list of what contradicts.

The front door of scoring. `docs/methods/scoring.md` works every rule out with numbers. Many sheets at once have a door of
their own, `scoring.many`: it needs numpy, which a web process can do without.

The way up: `exact.score` runs it; `compiled` prepares an edition once; `questions` gives each question its mark, else what its rule says of
the answer (`kinds/`, a module a kind); `exact` shuts gates; `parts` adds up indicators, capped, and strands; `grades` names the total.
Beside it `contradictions` finds what does not fit, `steps` writes the lines that explain, `gaps` sorts what was not won.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.comparison import Comparison, Shift, compare
from paripurna.core.scoring.compiled import compile_edition
from paripurna.core.scoring.descriptions import describe
from paripurna.core.scoring.exact import score
from paripurna.core.scoring.explanation import Explanation, explain
from paripurna.core.scoring.gaps import Gap, GapReason, gaps
from paripurna.core.scoring.grades import find_grade, find_next_grade
from paripurna.core.scoring.recorded import RecordedLines, RecordedPlace, find_recorded_place
from paripurna.core.scoring.result import Score
from paripurna.core.scoring.subject import ANY_SUBJECT, FilledSheet, RecordedTotals, Subject


def score_marks(
    edition: Edition,
    marks: Mapping[str, Decimal],
    *,
    subject: Subject = ANY_SUBJECT,
    recorded: RecordedTotals | None = None,
    explain: bool = False,
) -> Score:
    """This function will score a source that holds marks alone."""
    return score(edition, answers={}, marks=marks, subject=subject, recorded=recorded, explain=explain)


__all__ = [
    "Comparison",
    "Explanation",
    "FilledSheet",
    "Gap",
    "GapReason",
    "RecordedLines",
    "RecordedPlace",
    "RecordedTotals",
    "Shift",
    "Subject",
    "compare",
    "compile_edition",
    "describe",
    "explain",
    "find_grade",
    "find_next_grade",
    "find_recorded_place",
    "gaps",
    "score",
    "score_marks",
]
