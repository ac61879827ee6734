"""The docs lead to files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.test_tree import ROOT, TRACKED

PAGES = [page for page in TRACKED if page.suffix == ".md" and page.name != "CHANGELOG.md"]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
SPELLED = re.compile(r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|html|yaml|json|md|txt|csv|toml))`")
INDEXED = {"how-to", "methods", "reference", "decisions"}
NOT_TRACKED = ("var/", "api/v1/")  # kept by an installation, answered by a server
EXAMPLES = {
    "add-a-page.md",
    "add-a-question-kind.md",
    "add-a-register.md",
    "bind-a-fact.md",
}  # name files that one is to write
TAILS = {"/".join(path.parts[start:]) for path in TRACKED for start in range(len(path.parts))}


def test_the_front_page_leads_to_every_other() -> None:
    linked = set(LINK.findall((ROOT / "docs" / "README.md").read_text(encoding="utf-8")))
    pages = {"/".join(page.parts[1:]) for page in PAGES if page.parts[0] == "docs" and page.parts[1] in INDEXED}

    assert pages - linked == set()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = LINK.findall((ROOT / page).read_text(encoding="utf-8"))

    assert [target for target in targets if not (ROOT / page.parent / target).exists()] == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in EXAMPLES], ids=str)
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = SPELLED.findall((ROOT / page).read_text(encoding="utf-8"))

    assert [name for name in named if not name.startswith(NOT_TRACKED) and name not in TAILS] == []
