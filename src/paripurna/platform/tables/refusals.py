"""What a row, a cell or a form says and cannot be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paripurna.platform.access.types import Refused

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from paripurna.platform.tables.types import FieldProblem


class BadCell(Refused):
    """A cell or an input does not say what it should; `remedy` says how to write it."""

    sentence: str

    def __init__(self, sentence: Promise | str, remedy: Promise | str = "") -> None:
        super().__init__(str(sentence))
        self.remedy = str(remedy)

    @property
    def text(self) -> str:
        """What is wrong, and what to do."""
        return f"{self.sentence} {self.remedy}".strip()


class BadFields(Refused):
    """What was said contradicts itself: `problems` name the fields."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(problems[0].sentence)
        self.problems = problems
