from pathlib import Path

from paripurna.rooms.places.diagram import draw_phases

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "places.md"


def test_the_page_draws_the_life_of_a_place_as_it_is():
    assert draw_phases() in PAGE.read_text(encoding="utf-8")
