"""Answers and an edition become points, a grade, an explanation and a list of what contradicts.

The front door of scoring. `docs/methods/scoring.md` works every rule out with numbers.
"""

from __future__ import annotations

from paripurna.core.scoring.compiled import compile_edition
from paripurna.core.scoring.exact import score
from paripurna.core.scoring.grades import find_grade, find_next_grade
from paripurna.core.scoring.subject import FilledSheet, RecordedTotals, Subject

__all__ = [
    "FilledSheet",
    "RecordedTotals",
    "Subject",
    "compile_edition",
    "find_grade",
    "find_next_grade",
    "score",
]
