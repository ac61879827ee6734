"""Doors translate: a view, an endpoint or a job asks the room's queries and actions, never a model's manager."""

import ast
from pathlib import Path

import pytest

import paripurna

ROOT = Path(paripurna.__file__).parent
DOORS = {"views", "endpoints", "jobs"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def is_door(file: Path) -> bool:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return "migrations" not in parts and bool(DOORS & set(parts[-2:])) and parts[:2] != ("platform", "jobs")


FILES = sorted(file for file in ROOT.rglob("*.py") if is_door(file) or file == ROOT / "platform/jobs/views.py")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_touches_no_manager(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    lines = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in MANAGERS]

    assert not lines, f"{file.name} reaches a model's manager in lines {lines}: ask queries or actions."


def test_there_are_doors_to_check():
    assert len(FILES) > 5
