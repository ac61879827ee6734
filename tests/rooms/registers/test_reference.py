from pathlib import Path

import pytest

from paripurna.rooms.registers.innovations import INNOVATIONS
from paripurna.rooms.registers.regulations import REGULATIONS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "data-program.md"


@pytest.mark.parametrize("register", [REGULATIONS, INNOVATIONS], ids=lambda one: one.code)
def test_the_page_draws_the_states_as_they_are(register):
    _before, _mark, after = PAGE.read_text(encoding="utf-8").partition(f"<!-- states:{register.code} -->\n```mermaid\n")

    assert after.partition("\n```")[0] == register.states.draw()
