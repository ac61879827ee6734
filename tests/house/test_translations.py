"""Indonesian is complete: nobody meets an English sentence on an Indonesian page."""

import re
from pathlib import Path

import pytest

import paripurna
from paripurna.cli.translations import CATALOG, HEADER, collect_catalog, list_untold, read_catalog


@pytest.fixture(scope="module")
def said():
    """Every sentence of the house: gathered once, which takes seconds."""
    return collect_catalog()


class TestIndonesian:
    def test_says_every_sentence(self, said):
        assert [f"{untold.why}: {untold.sentence}" for untold in list_untold(said)] == []

    def test_holds_nothing_that_is_no_longer_said(self, said):
        known = {message.id for message in said}

        assert [message.id for message in read_catalog() if message.id and message.id not in known] == []

    def test_keeps_its_stable_form(self):
        text = CATALOG.read_bytes()

        assert text.startswith(HEADER)
        assert b"#: " not in text


def test_translates_under_names_that_are_gathered():
    """A sentence said by another name of gettext is never gathered, and so never told in Indonesian."""
    alias = re.compile(r"import \w*gettext\w* as (?!_$)", re.MULTILINE)
    files = Path(paripurna.__file__).parent.rglob("*.py")

    assert [file.name for file in files if alias.search(file.read_text(encoding="utf-8"))] == []
