"""The language of templates: placeholders, rows and simple conditions, and nothing that could run away or reach out.

Whatever part of a document holds template text (body, header, footnote, property) is read through this environment, so
that a template is judged every time it is filled and not only when it was brought.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from paripurna.rooms.assessment.signing.placeholders import FIELDS, NAMES
from paripurna.rooms.assessment.signing.types import BadTemplate

FILTERS = frozenset({"upper", "lower", "title"})
LOOP = frozenset({"index", "first", "last"})
DEEPEST = 2  # loops inside loops
PLAIN = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.Const)
SHOWN = 8


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """An environment that parses our small language only. `parse` raises `BadTemplate`."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_tree(tree)
        return tree


def check_tree(tree: nodes.Template) -> None:
    """This function will raise `BadTemplate` that names every placeholder that there is not, and what is not allowed."""
    reading = _Reading()
    reading.walk(tree, {}, depth=0)
    if reading.unknown:
        names = ", ".join(sorted(reading.unknown)[:SHOWN])
        raise BadTemplate(_("The template holds placeholders that there are not: %(names)s.") % {"names": names})
    if reading.foreign:
        words = {"what": ", ".join(sorted(reading.foreign)[:SHOWN])}
        raise BadTemplate(_("A template may hold placeholders, rows and conditions only, not: %(what)s.") % words)


class _Reading:
    """One walk through a template. `rows` of the walk: name of a loop's variable → listing that it goes through."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        self.foreign: set[str] = set()

    def walk(self, node: nodes.Node, rows: dict[str, str], *, depth: int) -> None:
        match node:
            case nodes.For():
                self._loop(node, rows, depth=depth)
            case nodes.Getattr(node=nodes.Name(name=owner)):
                self._check_field(owner, node.attr, rows, in_loop=depth > 0)
            case nodes.Name():
                self._check_name(node.name, rows)
            case nodes.Filter() if node.name in FILTERS and not node.args and not node.kwargs:
                self._go_on(node, rows, depth=depth)
            case nodes.Compare() | nodes.Operand():
                self._go_on(node, rows, depth=depth)
            case _ if isinstance(node, PLAIN):
                self._go_on(node, rows, depth=depth)
            case _:
                self.foreign.add(_name_of(node))

    def _go_on(self, node: nodes.Node, rows: dict[str, str], *, depth: int) -> None:
        for child in node.iter_child_nodes():
            self.walk(child, rows, depth=depth)

    def _loop(self, node: nodes.For, rows: dict[str, str], *, depth: int) -> None:
        if not isinstance(node.target, nodes.Name) or not isinstance(node.iter, nodes.Name) or node.recursive:
            self.foreign.add("for")
            return
        if node.iter.name not in FIELDS:
            self.unknown.add(node.iter.name)
            return
        if depth >= DEEPEST or node.test or node.target.name in NAMES:
            self.foreign.add("for")
            return
        inner = rows | {node.target.name: node.iter.name}
        for child in (*node.body, *node.else_):
            self.walk(child, inner, depth=depth + 1)

    def _check_field(self, owner: str, field: str, rows: dict[str, str], *, in_loop: bool) -> None:
        known = LOOP if owner == "loop" and in_loop else FIELDS.get(rows.get(owner, ""), frozenset())
        if field not in known:
            self.unknown.add(f"{owner}.{field}")

    def _check_name(self, name: str, rows: dict[str, str]) -> None:
        if name not in NAMES and name not in rows:
            self.unknown.add(name)


def _name_of(node: Any) -> str:
    return str(getattr(node, "name", "")) or type(node).__name__.lower()
