"""A wheel is the whole house: every file beside the code goes into it, and what was built before."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "paripurna"
PATTERNS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["paripurna"]


def list_data() -> set[Path]:
    """Every committed file of the package that is not code; what a link leads to, in place of the link."""
    listed = subprocess.run(["git", "ls-files", "src/paripurna"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = {ROOT / line for line in listed.stdout.splitlines()}
    linked = {file for link in files if link.is_dir() for file in link.rglob("*") if file.is_file()}
    kept = {file for file in (files | linked) if file.is_file()}
    return {file for file in kept if file.suffix not in {".py", ".mo"} and "__pycache__" not in file.parts}


def list_packed() -> set[Path]:
    return {file for pattern in PATTERNS for file in PACKAGE.glob(pattern)}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="asks git which files are committed")
def test_every_file_beside_the_code_goes_into_a_wheel() -> None:
    left_out = sorted(str(file.relative_to(PACKAGE)) for file in list_data() - list_packed())
    assert not left_out, f"Add a pattern for these to package-data in pyproject.toml: {left_out}"


@pytest.mark.parametrize(
    "name",
    [
        "editions/kla-2024/edition.yaml",
        "locale/id/LC_MESSAGES/django.po",
        "platform/manual/pages/README.md",
        "rooms/network/data/balikpapan-agencies.csv",
        "rooms/assessment/exports/report.typ",
    ],
)
def test_what_the_house_cannot_do_without_is_there(name: str) -> None:
    assert PACKAGE / name in list_packed()


def test_what_vite_and_the_translators_built_goes_along(tmp_path: Path) -> None:
    for name in ("locale/id/LC_MESSAGES/django.mo", "platform/ui/static/dist/main-abc.js"):
        made = tmp_path / name
        made.parent.mkdir(parents=True)
        made.touch()
        assert any(made in tmp_path.glob(pattern) for pattern in PATTERNS), name
