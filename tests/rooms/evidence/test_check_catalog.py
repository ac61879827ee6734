"""The page of all checks says what the code does."""

from pathlib import Path

from paripurna.rooms.evidence.check_catalog import write_page
from paripurna.rooms.evidence.proof.checks import THEMES

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "pemeriksaan-dokumen.md"


def test_the_page_is_the_one_that_the_code_writes():
    assert PAGE.read_text(encoding="utf-8") == write_page(), (
        "Write it anew: python -m paripurna.rooms.evidence.check_catalog > docs/reference/pemeriksaan-dokumen.md"
    )


def test_the_page_names_every_check_in_indonesian():
    page = write_page()

    for check in (check for theme in THEMES for check in theme.CHECKS):
        assert f"`{check.code}`" in page
        assert str(check.when) in page
