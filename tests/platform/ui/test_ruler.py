from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paripurna.platform.ui.gallery import BANDS
from paripurna.platform.ui.ruler import Band, Marker, Ruler, draw, find_main, position

THOUSAND = Decimal(1000)


def ruler_of(*markers: Marker, maximum: Decimal = THOUSAND) -> Ruler:
    return Ruler("Nilai", maximum, BANDS if maximum == THOUSAND else (), markers)


class TestPosition:
    @pytest.mark.parametrize(
        ("value", "maximum", "at"),
        [("0", "1000", "0"), ("812.4", "1000", "81.24"), ("1000", "1000", "100"), ("27.3", "40", "68.25")],
    )
    def test_is_exact(self, value: str, maximum: str, at: str) -> None:
        assert position(Decimal(value), Decimal(maximum)) == Decimal(at)

    def test_keeps_an_overflow_on_the_scale(self) -> None:
        assert position(Decimal(25), Decimal(20)) == 100
        assert position(Decimal(-1), Decimal(20)) == 0
        assert position(Decimal(5), Decimal(0)) == 0

    @given(st.decimals(min_value=0, max_value=1000, places=2), st.decimals(min_value=0, max_value=1000, places=2))
    def test_keeps_the_order_of_values(self, lower: Decimal, higher: Decimal) -> None:
        lower, higher = sorted((lower, higher))

        assert position(lower, THOUSAND) <= position(higher, THOUSAND)


class TestDraw:
    def test_places_markers_in_the_order_given(self) -> None:
        drawing = draw(ruler_of(Marker("Mandiri", Decimal(935)), Marker("Verifikasi", Decimal("812.40"))))

        assert [pin.at for pin in drawing.pins] == ["93.5%", "81.24%"]
        assert [pin.row for pin in drawing.pins] == [0, 1]
        assert [pin.shape for pin in drawing.pins] == ["ring", "diamond"]

    def test_fills_the_steps_up_to_the_main_marker(self) -> None:
        drawing = draw(ruler_of(Marker("Verifikasi", Decimal("812.40"), "Utama")))

        assert [step.won for step in drawing.steps] == ["50%", "10%", "10%", "10%", "1.24%", "0%"]
        assert [step.start for step in drawing.steps] == ["0%", "50%", "60%", "70%", "80%", "90%"]
        assert [step.label for step in drawing.steps if step.is_current] == ["Utama"]

    def test_climbs_from_the_first_step_to_the_last(self) -> None:
        drawing = draw(ruler_of())

        assert [step.level for step in drawing.steps] == [1, 2, 3, 4, 5, 6]
        assert drawing.main is None
        assert {step.won for step in drawing.steps} == {"0%"}

    def test_writes_text_towards_the_middle(self) -> None:
        drawing = draw(ruler_of(Marker("Mandiri", Decimal(935)), Marker("Verifikasi", Decimal(120))))

        assert [pin.anchor for pin in drawing.pins] == ["end", "start"]

    def test_keeps_text_clear_of_a_forecast(self) -> None:
        forecast = Marker("Perkiraan", Decimal(805), low=Decimal(771), high=Decimal(836))

        (pin,) = draw(ruler_of(forecast)).pins

        assert (pin.low, pin.high, pin.text_at) == ("77.1%", "83.6%", "77.1%")

    def test_draws_an_indicator_on_its_own_scale(self) -> None:
        drawing = draw(ruler_of(Marker("Verifikasi", Decimal("27.3")), maximum=Decimal(40)))

        assert [(tick[0], tick[1]) for tick in drawing.ticks] == [("0%", 0), ("100%", 40)]
        assert drawing.steps[0].won == "68.25%"

    def test_leaves_out_stages_without_a_value(self) -> None:
        assert draw(ruler_of(Marker("Mandiri", Decimal(1)), Marker("Final", None))).pins[-1].is_main


class TestFindMain:
    def test_prefers_what_is_certain_to_a_forecast(self) -> None:
        certain, forecast = Marker("V", Decimal(8)), Marker("P", Decimal(9), low=Decimal(7), high=Decimal(10))

        assert find_main((certain, forecast)) is certain
        assert find_main((forecast,)) is forecast
        assert find_main((Marker("V", None),)) is None


def test_sets_what_stands_in_brackets_on_a_line_of_its_own():
    bands = (Band("", Decimal(0), Decimal(900)), Band("KLA (Paripurna)", Decimal(900), THOUSAND))

    steps = draw(Ruler("Nilai", THOUSAND, bands)).steps

    assert [step.lines for step in steps] == [[], ["KLA", "(Paripurna)"]]
