"""A YAML file as plain data with the line of every part, every scalar as text.

Numbers stay text, so that 12.10 never passes through a float; only `true`, `false` and nothing (`null`, `~`, empty) have a
meaning of their own. Anchors, aliases and repeated keys are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from paripurna.core.instrument.problem import Problem, Route, problem_in_file

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class Tree:
    """The data of a file (None when it could not be read), the line of every route, and what was wrong."""

    file: Path
    data: object = None
    lines: dict[Route, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_tree(file: Path) -> Tree:
    """This function will return the file as a tree; what is wrong is among its problems, it raises nothing."""
    try:
        return parse_tree(file.read_text("utf-8"), file)
    except FileNotFoundError:
        return Tree(file, problems=[problem_in_file("NO_FILE", file)])
    except UnicodeDecodeError:
        return Tree(file, problems=[problem_in_file("NOT_UTF8", file)])


def parse_tree(text: str, file: Path) -> Tree:
    """This function will return YAML text as a tree; `file` is what its problems call it."""
    tree = Tree(file)
    try:
        root = _compose(text)
    except (YAMLError, ValueError) as error:
        tree.problems.append(problem_in_file("NOT_YAML", file, _line_of(error), reason=_reason_of(error)))
    else:
        _fill(tree, root)
    return tree


class _Untyped(VersionedResolver):
    """Guesses no type of any scalar: we want the text, and guessing costs half the loading time."""

    def resolve(self, *_: object) -> None:
        return None


def _compose(text: str) -> Node | None:
    yaml = YAML(typ="safe")
    yaml.Resolver = _Untyped
    root: Node | None = yaml.compose(text)
    return root


def _fill(tree: Tree, root: Node | None) -> None:
    if not isinstance(root, MappingNode):
        tree.problems.append(problem_in_file("NOT_A_MAPPING", tree.file, 1))
        return
    tree.lines[()] = root.start_mark.line + 1
    tree.data = _Reader(tree).read(root, ())


def _line_of(error: Exception) -> int | None:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else None


def _reason_of(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0]


class _Reader:
    """Walks the nodes once, writing lines and problems into the tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.seen: set[int] = set()

    def read(self, node: Node, route: Route) -> object:
        if id(node) in self.seen:
            self._complain("ALIAS", node)
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._read_mapping(node, route)
        if isinstance(node, SequenceNode):
            return [self._read_element(element, (*route, index)) for index, element in enumerate(node.value)]
        return _read_scalar(node)

    def _read_element(self, node: Node, route: Route) -> object:
        self.tree.lines[route] = node.start_mark.line + 1
        return self.read(node, route)

    def _read_mapping(self, node: MappingNode, route: Route) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in data:
                self._complain("DUPLICATE_KEY", key_node, field=key)
            self.tree.lines[(*route, key)] = key_node.start_mark.line + 1
            data[key] = self.read(value_node, (*route, key))
        return data

    def _complain(self, code: str, node: Node, **params: object) -> None:
        self.tree.problems.append(problem_in_file(code, self.tree.file, node.start_mark.line + 1, **params))


def _read_scalar(node: Node) -> str | bool | None:
    if not getattr(node, "style", None) and node.value in _WORDS:
        return _WORDS[node.value]
    return str(node.value)
