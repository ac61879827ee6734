from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paripurna.platform.ui import formats

points = st.decimals(min_value=-10_000, max_value=10_000, places=4)


class TestFormatPoints:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (Decimal("732.00"), "732"),
            (Decimal("653.70"), "653,7"),
            (Decimal("767.25"), "767,25"),
            (Decimal("1234.5"), "1.234,5"),
            (Decimal("600.005"), "600,01"),
            (Decimal("-0.5"), "−0,5"),
            (Decimal(0), "0"),
            (Decimal(1000), "1.000"),
            (None, "–"),
        ],
    )
    def test_writes_two_decimals_at_most(self, value: Decimal | None, text: str) -> None:
        assert formats.format_points(value) == text

    def test_writes_english_marks(self) -> None:
        assert formats.format_points(Decimal("1234.5"), "en") == "1,234.5"

    @given(points)
    def test_can_be_read_back(self, value: Decimal) -> None:
        text = formats.format_points(value).replace(".", "").replace(",", ".").replace("−", "-")

        assert Decimal(text) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


class TestFormatNumber:
    @given(points, st.integers(min_value=0, max_value=4))
    def test_keeps_the_decimals_asked_for(self, value: Decimal, places: int) -> None:
        _, _, fraction = formats.format_number(value, places=places).partition(",")

        assert len(fraction) == places

    @given(st.integers(min_value=0, max_value=10**15))
    def test_groups_by_three(self, value: int) -> None:
        groups = formats.format_number(value).split(".")

        assert all(len(group) == 3 for group in groups[1:])
        assert int("".join(groups)) == value

    def test_keeps_every_digit_of_a_decimal(self) -> None:
        assert formats.format_number(Decimal("0.1234567")) == "0,1234567"


class TestMoney:
    @pytest.mark.parametrize(
        ("amount", "full", "short"),
        [
            (0, "Rp0", "Rp0"),
            (950_000, "Rp950.000", "Rp950.000"),
            (1_250_000, "Rp1.250.000", "Rp1,3 juta"),
            (1_325_400_000, "Rp1.325.400.000", "Rp1,3 miliar"),
            (2_000_000_000_000, "Rp2.000.000.000.000", "Rp2 triliun"),
            (-500_000_000, "−Rp500.000.000", "−Rp500 juta"),
            (None, "–", "–"),
        ],
    )
    def test_is_whole_rupiah(self, amount: int | None, full: str, short: str) -> None:
        assert formats.format_rupiah(amount) == full
        assert formats.format_rupiah_short(amount) == short


class TestDates:
    def test_are_written_in_both_languages(self) -> None:
        day = date(2026, 8, 17)

        assert formats.format_date(day) == "17 Agustus 2026"
        assert formats.format_date(day, "en") == "17 August 2026"
        assert formats.format_date_short(day) == "17 Agu 2026"

    def test_take_the_clock_of_the_language(self) -> None:
        assert formats.format_clock(time(9, 5)) == "09.05"
        assert formats.format_clock(time(9, 5), "en") == "09:05"
        assert formats.format_moment(datetime(2026, 11, 23, 10, 42)) == "23 Nov 2026, 10.42"  # noqa: DTZ001 -- as it stands

    def test_say_when_there_is_none(self) -> None:
        nothing = (formats.format_date, formats.format_date_short, formats.format_clock, formats.format_moment)

        assert {write(None) for write in nothing} == {"–"}


class TestFormatSize:
    @pytest.mark.parametrize(
        ("size", "text"),
        [(0, "0 B"), (999, "999 B"), (1400, "1,4 kB"), (1_400_000, "1,4 MB"), (123_000_000, "123 MB"), (None, "–")],
    )
    def test_steps_by_a_thousand(self, size: int | None, text: str) -> None:
        assert formats.format_size(size) == text


class TestFormatPercent:
    def test_takes_a_share(self) -> None:
        assert formats.format_percent(Decimal("0.8124")) == "81,2%"
        assert formats.format_percent(None) == "–"
