"""Is an edition sound? Every check runs, and everything found is told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from paripurna.core.instrument.checks.gates import check_gates
from paripurna.core.instrument.checks.grades import check_grades
from paripurna.core.instrument.checks.labels import check_labels
from paripurna.core.instrument.checks.maxima import check_maxima
from paripurna.core.instrument.checks.names import check_names
from paripurna.core.instrument.checks.references import check_references
from paripurna.core.instrument.checks.rules import check_rules
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import Finding, Places, Problem

CHECKS: tuple[Callable[[Edition], Iterator[Finding]], ...] = (
    check_names,
    check_labels,
    check_references,
    check_maxima,
    check_rules,
    check_gates,
    check_grades,
)

NOWHERE = Places()


def check_edition(edition: Edition, places: Places = NOWHERE) -> tuple[Problem, ...]:
    """This function will return everything that is wrong or doubtful, in the order of the files.

    `places` (of `read_edition`) gives files and lines; without it the problems name questions only.
    """
    problems = [places.tell(finding) for check in CHECKS for finding in check(edition)]
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
