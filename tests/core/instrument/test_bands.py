"""What the checker lets pass, the scorer can rely on: every number is in exactly one band."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from paripurna.core.instrument.checks.bands import check_bands, spell_band
from paripurna.core.instrument.rules import Band

limits = st.one_of(st.none(), st.integers(0, 4).map(Decimal), st.just(Decimal("1.5")))
bands = st.lists(
    st.builds(
        Band,
        low=limits,
        high=limits,
        low_included=st.booleans(),
        high_included=st.booleans(),
        points=st.just(Decimal(1)),
    ),
    min_size=1,
    max_size=4,
)
HALVES = [Decimal(number) / 4 for number in range(25)]
WHOLES = [Decimal(number) for number in range(7)]


def holders(each: list[Band], numbers: list[Decimal]) -> set[int]:
    return {sum(band.holds(number) for band in each) for number in numbers}


class TestCheckBands:
    @given(bands)
    def test_every_number_is_in_exactly_one_band(self, each):
        if not list(check_bands(each, (), "", whole=False)):
            assert holders(each, HALVES) == {1}

    @given(bands)
    def test_every_whole_number_is_in_exactly_one_band(self, each):
        if not list(check_bands(each, (), "", whole=True)):
            assert holders(each, WHOLES) == {1}

    @given(bands)
    def test_complains_only_with_reason(self, each):
        found = {finding.code for finding in check_bands(each, (), "", whole=False)}

        if found & {"BANDS_OVERLAP", "BANDS_GAP", "BANDS_START", "BANDS_END"} and "BAND_EMPTY" not in found:
            assert holders(each, [Decimal(-1), *HALVES]) != {1}


class TestSpellBand:
    def test_writes_limits_as_mathematicians_do(self):
        assert spell_band(Band(low="0", high="2.5", high_included=True, points=0)) == "[0; 2.5]"
        assert spell_band(Band(points=0)) == "(−∞; ∞)"
