"""Kinds of walls that import-linter does not have itself. Each also holds for rooms that are not built yet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Link = tuple[str, str]


class DirectContract(Contract):
    """A wall that looks at each import by itself."""

    def find_breaches(self, graph: ImportGraph) -> Iterator[Link]:
        raise NotImplementedError

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        breaches = sorted(set(self.find_breaches(graph)))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} must not import {imported}", bold=False)


class FrontDoorContract(DirectContract):
    """The children of `container` meet at their `doors` only, and nobody else reaches behind the `private` ones."""

    type_name = "front_door"
    container: Any = fields.StringField()
    doors: Any = fields.ListField(subfield=fields.StringField())
    private: Any = fields.ListField(subfield=fields.StringField())

    def find_breaches(self, graph: ImportGraph) -> Iterator[Link]:
        for importer, imported in list_links(graph, self.container):
            host, _, part = imported.removeprefix(f"{self.container}.").partition(".")
            if not part or is_inside(importer, f"{self.container}.{host}"):
                continue
            door = part.partition(".")[0]
            neighbor = is_inside(importer, self.container)
            if door in self.private or (neighbor and door not in self.doors):
                yield importer, imported


class OnlyContract(DirectContract):
    """`package` imports the standard library, itself and what is `allowed`."""

    type_name = "only"
    package: Any = fields.StringField()
    allowed: Any = fields.ListField(subfield=fields.StringField())

    def find_breaches(self, graph: ImportGraph) -> Iterator[Link]:
        known = [self.package, *self.allowed]
        for importer in members(graph, self.package):
            for imported in graph.find_modules_directly_imported_by(importer):
                standard = imported.partition(".")[0] in sys.stdlib_module_names
                if not standard and not any(is_inside(imported, name) for name in known):
                    yield importer, imported


class NeverContract(DirectContract):
    """No module that matches `importers` imports one that matches `imported`, unless it matches `except_for`."""

    type_name = "never"
    importers: Any = fields.ListField(subfield=fields.StringField())
    imported: Any = fields.ListField(subfield=fields.StringField())
    except_for: Any = fields.ListField(subfield=fields.StringField(), required=False)

    def find_breaches(self, graph: ImportGraph) -> Iterator[Link]:
        for importer in sorted(graph.modules):
            if not matches(importer, self.importers) or matches(importer, self.except_for or []):
                continue
            for imported in graph.find_modules_directly_imported_by(importer):
                if matches(imported, self.imported):
                    yield importer, imported


def list_links(graph: ImportGraph, package: str) -> Iterator[Link]:
    for imported in members(graph, package):
        for importer in graph.find_modules_that_directly_import(imported):
            yield importer, imported


def members(graph: ImportGraph, package: str) -> list[str]:
    return sorted(module for module in graph.modules if is_inside(module, package))


def is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def matches(module: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(module, pattern) for pattern in patterns)
