"""From a folder of YAML files to an edition, with every problem found named by file, line, question and remedy.

A folder holds `edition.yaml` (the head: identity, grades, stages, roles, sources, and the list of strand files) and one
file for each strand. One file that holds the strands themselves is read too: so an edition leaves the house.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from paripurna.core.instrument.checker import check_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import EditionError, Places, Problem, Route, Severity, problem_in_file
from paripurna.core.instrument.shape import explain
from paripurna.core.instrument.yaml_tree import Tree, read_tree

HEAD = "edition.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a folder or file holds: the edition (None when it has no usable shape), all problems, and where everything stands."""

    edition: Edition | None
    problems: tuple[Problem, ...]
    places: Places

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def is_edition(path: Path) -> bool:
    """This function will return whether `path` is a folder with a head, or one file."""
    return path.is_file() or (path / HEAD).is_file()


def load_edition(path: Path) -> Edition:
    """This function will return the edition in a folder or file. Raises `EditionError` with every error found."""
    reading = read_edition(path)
    if reading.edition is None or reading.errors:
        raise EditionError(reading.errors)
    return reading.edition


def read_edition(path: Path) -> Reading:
    """This function will return what a folder or file holds with all its errors and warnings; it raises nothing."""
    head = read_tree(path if path.is_file() else path / HEAD)
    data = _mapping(head.data)
    is_whole = _is_whole(data)
    strands = [] if is_whole else _read_strands(head, path)
    places = _places([head, *strands])
    problems = [problem for tree in (head, *strands) for problem in tree.problems]
    if problems:
        return Reading(None, tuple(problems), places)
    return _read_model(data if is_whole else {**data, "strands": [tree.data for tree in strands]}, places)


def _read_model(data: Mapping[str, object], places: Places) -> Reading:
    try:
        edition = Edition.model_validate(data)
    except ValidationError as error:
        return Reading(None, tuple(places.tell(finding) for finding in explain(error, data)), places)
    return Reading(edition, check_edition(edition, places), places)


def _read_strands(head: Tree, path: Path) -> list[Tree]:
    if head.data is None:
        return []
    names = _mapping(head.data).get("strands")
    if not isinstance(names, list) or not names or not all(_is_file_name(name) for name in names):
        line = head.lines.get(("strands",), 1)
        head.problems.append(problem_in_file("STRANDS_NOT_FILES", head.file, line))
        return []
    return [read_tree(path / name) for name in names]


def _is_whole(data: Mapping[str, object]) -> bool:
    strands = data.get("strands")
    return isinstance(strands, list) and bool(strands) and all(isinstance(strand, Mapping) for strand in strands)


def _is_file_name(name: object) -> bool:
    return isinstance(name, str) and name == Path(name).name and name.endswith(".yaml") and name != HEAD


def _mapping(data: object) -> Mapping[str, object]:
    return data if isinstance(data, Mapping) else {}


def _places(trees: list[Tree]) -> Places:
    lines: dict[Route, tuple[str, int]] = {}
    for index, tree in enumerate(trees):
        root: Route = ("strands", index - 1) if index else ()
        file = str(tree.file)
        lines |= {(*root, *route): (file, line) for route, line in tree.lines.items()}
    return Places(lines)
