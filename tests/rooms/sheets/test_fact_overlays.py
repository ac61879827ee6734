"""The overlays of facts that ship with Paripurna."""

from pathlib import Path

import pytest

from paripurna.core.instrument.fact_checks import check_fact_overlay
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import list_editions
from paripurna.rooms.sheets.live.binding import list_fact_checks
from paripurna.rooms.sheets.live.reference import renew_fact_reference
from tests.factories.facts import Figures

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "facts.md"


@pytest.mark.parametrize("edition", list_editions(), ids=lambda edition: edition.reference)
def test_every_shipped_overlay_names_only_what_there_is_and_leaves_no_question_out(edition: Edition) -> None:
    problems = check_fact_overlay(edition, list_fact_checks())

    assert [problem.in_language("en") for problem in problems] == []


def test_the_reference_tells_sources_bindings_and_what_people_answer(figures: Figures, monkeypatch) -> None:
    from paripurna.rooms.sheets.live import reference
    from tests.factories.sheets import build_edition

    monkeypatch.setattr(reference, "list_editions", lambda: [build_edition()])

    page = renew_fact_reference("Before\n<!-- facts -->\nold\n<!-- /facts -->\nAfter\n")

    assert page.startswith("Before\n<!-- facts -->\n## Sources")
    assert page.endswith("<!-- /facts -->\nAfter\n")
    assert "old" not in page
    assert "| `tests.figures` | A figure of the series. | `series` | `tests.figures` |" in page
    assert "8 of 9 questions, worth 90 points at most" in page
    assert (
        '| 2.4 | Inovasi daerah | `tests.figures` `{"series": "innovations"}` | mark: Lima poin tiap inovasi. |' in page
    )
    assert "**Belum ada register imunisasi.** 1 questions, 10 points." in page


def test_the_page_of_the_reference_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert renew_fact_reference(page) == page, "run: paripurna facts reference docs/reference/facts.md"
