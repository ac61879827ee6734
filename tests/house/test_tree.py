"""The tree reads as the house was drawn."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP_LEVEL = {
    ".ci",
    ".env.example",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.id.md",
    "README.md",
    "SECURITY.md",
    "benchmarks",
    "docs",
    "frontend",
    "locale",
    "publiccode.yml",
    "pyproject.toml",
    "requirements-dev.lock",
    "requirements.lock",
    "src",
    "tests",
}
PACKAGES = {"api", "cli", "config", "core", "editions", "platform", "portal", "rooms"}
TESTS = {
    "api",
    "cli",
    "config",
    "core",
    "factories",
    "golden",
    "house",
    "journeys",
    "matrix",
    "platform",
    "portal",
    "rooms",
}
MODULE_LINES, FUNCTION_LINES = 400, 50
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}


def tracked() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listing.splitlines() if (ROOT / line).is_file()]


TRACKED = tracked()
MODULES = [path for path in TRACKED if path.suffix == ".py" and "migrations" not in path.parts]


def test_top_level_holds_what_was_drawn() -> None:
    assert {path.parts[0] for path in TRACKED} <= TOP_LEVEL


def test_packages_are_those_of_the_plan() -> None:
    packages = {path.parts[2] for path in TRACKED if path.parts[:2] == ("src", "paripurna") and len(path.parts) > 3}

    assert packages <= PACKAGES


def test_tests_mirror_the_packages() -> None:
    assert {path.parts[1] for path in TRACKED if path.parts[0] == "tests" and len(path.parts) > 2} <= TESTS


def test_every_module_is_short_and_well_named() -> None:
    assert [path for path in MODULES if path.stem in FORBIDDEN_NAMES] == [], "find the noun"
    sources = {path: (ROOT / path).read_text(encoding="utf-8") for path in MODULES}
    assert [path for path, source in sources.items() if source.count("\n") > MODULE_LINES] == [], (
        "make packages of them"
    )
    long = [
        (path, name) for path, source in sources.items() for name, lines in functions(source) if lines > FUNCTION_LINES
    ]
    assert long == []


def functions(source: str) -> list[tuple[str, int]]:
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]


def test_every_template_is_short() -> None:
    templates = [path for path in TRACKED if path.suffix == ".html"]
    assert [path for path in templates if (ROOT / path).read_text(encoding="utf-8").count("\n") > 200] == []


def test_no_file_names_a_registry() -> None:
    addresses = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|npmjs\.com/|yarnpkg\.com")
    texts = [
        path for path in TRACKED if path.suffix in {".lock", ".json", ".toml", ".md", ".yml", ".txt", ".py", ".sh", ""}
    ]

    found = [
        str(path)
        for path in texts
        if path.name != "test_tree.py" and addresses.search((ROOT / path).read_text(errors="ignore"))
    ]

    assert found == []
