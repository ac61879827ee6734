"""A band holds the numbers between its limits, and a limit only where it says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paripurna.core.instrument.rules import Band
from paripurna.core.instrument.text import Text


class TestBand:
    @pytest.mark.parametrize(
        ("band", "inside", "outside"),
        [
            (Band(low=0, high=5, points=1), ["0", "4.99"], ["-0.01", "5"]),
            (Band(low=0, high=5, low_included=False, high_included=True, points=1), ["0.01", "5"], ["0", "5.01"]),
            (Band(low=0, points=1), ["0", "999"], ["-1"]),
            (Band(high=0, points=1), ["-999"], ["0"]),
            (Band(points=1), ["-1", "1"], []),
        ],
    )
    def test_holds_what_is_between_its_limits(self, band, inside, outside):
        assert all(band.holds(Decimal(number)) for number in inside)
        assert not any(band.holds(Decimal(number)) for number in outside)


class TestText:
    def test_falls_back_to_indonesian(self):
        assert Text(id="Anak").in_language("en") == "Anak"
        assert Text(id="Anak", en="Child").in_language("en") == "Child"
        assert Text(id="Anak", en="Child").in_language("id") == "Anak"
