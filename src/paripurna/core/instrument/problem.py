"""What is wrong with an edition, said to its author: file, line, question, sentence and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from paripurna.core.instrument.problem_sentences import SENTENCES
from paripurna.core.instrument.text import Text

Route = tuple[str | int, ...]
"""Where something stands in an edition: ("strands", 0, "indicators", 1, "max_points")."""


class Severity(StrEnum):
    """Errors stop an edition from being used; warnings do not."""

    ERROR = "ERROR"
    WARNING = "WARNING"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `file` and `line` are empty for an edition that does not come from files."""

    file: str
    line: int | None
    question: str
    code: str
    sentence: Text
    remedy: Text
    severity: Severity

    def in_language(self, language: str) -> str:
        """This function will return one line: place, what is wrong, remedy."""
        line = "" if self.line is None else f":{self.line}"
        place = f"{self.file}{line}: " if self.file else ""
        question = f"[{self.question}] " if self.question else ""
        return f"{place}{question}{self.sentence.in_language(language)} {self.remedy.in_language(language)}"


class EditionError(ValueError):
    """An edition that cannot be used; `problems` holds everything found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.in_language("en") for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check reports, before its place is looked up."""

    code: str
    route: Route = ()
    question: str = ""
    severity: Severity = Severity.ERROR
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """File and line of every route of an edition read from files; empty for any other."""

    lines: Mapping[Route, tuple[str, int]] = field(default_factory=dict)

    def find(self, route: Route) -> tuple[str, int | None]:
        """This function will return the file and line of `route`, or of the nearest part around it that is known."""
        for end in range(len(route), -1, -1):
            if route[:end] in self.lines:
                return self.lines[route[:end]]
        return "", None

    def tell(self, finding: Finding) -> Problem:
        """This function will return the finding as a problem with its place and sentences."""
        file, line = self.find(finding.route)
        sentence, remedy = SENTENCES[finding.code].say(finding.params)
        return Problem(file, line, finding.question, finding.code, sentence, remedy, finding.severity)


def problem_in_file(code: str, file: Path, line: int | None = None, **params: object) -> Problem:
    """This function will return an error about a file that could not be read at all."""
    sentence, remedy = SENTENCES[code].say({"file": file.name, **params})
    return Problem(str(file), line, "", code, sentence, remedy, Severity.ERROR)
