from datetime import UTC, datetime
from decimal import Decimal

import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.tables.previews import PreviewGone, read_rows, sign_rows
from paripurna.platform.tables.remarks import text_of

ROWS = [{"name": "Contoh Ani", "agency": 3}]
ANI, BUDI = User(pk=1), User(pk=2)


def test_what_was_shown_comes_back_to_the_same_person_for_the_same_thing():
    token = sign_rows(ROWS, of="training:1", by=ANI)

    assert read_rows(token, of="training:1", by=ANI) == ROWS
    for strange in ({"of": "training:2", "by": ANI}, {"of": "training:1", "by": BUDI}):
        with pytest.raises(PreviewGone):
            read_rows(token, **strange)
    with pytest.raises(PreviewGone):
        read_rows("palsu", of="training:1", by=ANI)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Decimal(60401234), "60401234"),
        (Decimal("1E+3"), "1000"),
        (Decimal("7.50"), "7.50"),
        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02"),
        (" Dinas\N{NO-BREAK SPACE} \nKesehatan ", "Dinas Kesehatan"),
        (None, ""),
    ],
    ids=["whole", "exponent", "part", "day", "spaces", "empty"],
)
def test_a_cell_is_one_line_of_text(cell, text):
    assert text_of(cell) == text
