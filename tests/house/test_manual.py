"""The manual says nothing that is not there: pages, pictures, passages, and the help of every page."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from django.conf import settings

from paripurna.cli.translations import read_catalog
from paripurna.platform.manual import queries
from paripurna.platform.manual.markdown import PICTURES, list_targets, slug_of

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "panduan"
PAGES = sorted(MANUAL.glob("*.md"))
PICTURE_LIMIT = 200_000
BOLD = re.compile(r"\*\*(.+?)\*\*")
"""What is bold in the manual is a word on a page: a button, a heading, a place in the menu."""
HELP = re.compile(r'manual="([^"]+)"')
TEMPLATES = [file for file in (ROOT / "src").rglob("*.html") if "node_modules" not in file.parts]


def _list_texts(string: str | tuple[str, ...] | list[str]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def is_there(target: str) -> bool:
    name, _hash, anchor = target.partition("#")
    if not (MANUAL / name).is_file():
        return False
    return not anchor or has_passage(slug_of(name), anchor)


def has_passage(slug: str, anchor: str) -> bool:
    return anchor in {passage.anchor for passage in queries.get_page(slug).headings}


def test_is_what_the_house_serves() -> None:
    assert settings.MANUAL_DIR.resolve() == MANUAL
    assert len(PAGES) > 5


def test_is_carried_along_by_a_wheel() -> None:
    settings_of_build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings_of_build["tool"]["setuptools"]["package-data"]["paripurna"]
    inside = PurePosixPath(settings.MANUAL_DIR.relative_to(settings.PACKAGE_DIR))
    files = [inside / file.relative_to(MANUAL) for file in MANUAL.rglob("*") if file.is_file()]

    assert [str(file) for file in files if not any(file.match(pattern) for pattern in patterns)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
class TestPage:
    def test_names_only_what_exists(self, page: Path) -> None:
        targets = list_targets(page.read_text(encoding="utf-8"))

        assert [target for target in targets if "://" not in target and not is_there(target)] == []

    def test_names_buttons_as_the_pages_do(self, page: Path) -> None:
        said = {text.casefold().rstrip("…") for message in read_catalog() for text in _list_texts(message.string)}
        bold = BOLD.findall(page.read_text(encoding="utf-8"))

        assert [words for words in bold if words.casefold() not in said] == []

    def test_is_reached_from_the_front_page(self, page: Path) -> None:
        assert slug_of(page.name) in {each.slug for each in queries.list_pages()}


def test_every_picture_is_shown_somewhere_and_small() -> None:
    shown = {target for page in PAGES for target in list_targets(page.read_text(encoding="utf-8"))}
    pictures = sorted((MANUAL / PICTURES).iterdir())

    assert [file.name for file in pictures if f"{PICTURES}/{file.name}" not in shown] == []
    assert [file.name for file in pictures if file.stat().st_size > PICTURE_LIMIT] == []


def test_help_of_every_page_leads_to_a_passage() -> None:
    wanted = {target for file in TEMPLATES for target in HELP.findall(file.read_text(encoding="utf-8"))}
    pages = {page.slug for page in queries.list_pages()}

    def is_known(target: str) -> bool:
        slug, _hash, anchor = target.partition("#")
        return slug in pages and (not anchor or has_passage(slug, anchor))

    assert wanted, "no page leads to the manual"
    assert [target for target in sorted(wanted) if not is_known(target)] == []
