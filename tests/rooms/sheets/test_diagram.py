from pathlib import Path

from paripurna.rooms.sheets.diagram import draw_states
from paripurna.rooms.sheets.types import AnswerState

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "lembar-kerja.md"


class TestDiagram:
    def test_stands_in_the_reference_as_the_table_has_it(self):
        assert draw_states() in PAGE.read_text(encoding="utf-8")

    def test_names_every_state(self):
        assert all(state.value in draw_states() for state in AnswerState)
