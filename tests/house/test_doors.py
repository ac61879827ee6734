"""Doors translate: a view, an endpoint or a job asks the room's queries and actions, never a model's manager."""

import ast
from pathlib import Path

import paripurna

ROOT = Path(paripurna.__file__).parent
DOORS = {"views", "endpoints", "jobs"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def is_door(file: Path) -> bool:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return "migrations" not in parts and bool(DOORS & set(parts[-2:])) and parts[:2] != ("platform", "jobs")


FILES = sorted(file for file in ROOT.rglob("*.py") if is_door(file) or file == ROOT / "platform/jobs/views.py")


def test_none_touches_a_manager():
    lines = [f"{file.relative_to(ROOT)}:{line}" for file in FILES for line in managers_in(file)]

    assert lines == [], "ask queries or actions"


def managers_in(file: Path) -> list[int]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in MANAGERS]


def test_queries_and_actions_know_no_http():
    inside = [file for name in ("queries", "actions") for file in ROOT.rglob(f"{name}.py")]

    assert [str(file) for file in inside if "django.http" in file.read_text(encoding="utf-8")] == [], "raise `Stranger`"


def test_there_are_doors_to_check():
    assert len(FILES) > 5
