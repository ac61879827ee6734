import pytest

from paripurna.platform.regions.coordinates import CannotRead, Fault, Notation, read_cells, read_position

LAT, LON = -1.242431, 116.896256  # Taman Tiga Generasi


class TestReadPosition:
    @pytest.mark.parametrize(
        ("text", "notation"),
        [
            ("-1.242431, 116.896256", Notation.DOT),
            ("(-1.242431 116.896256)", Notation.DOT),
            ("−1,242431; 116,896256", Notation.COMMA),
            ("-1,242431 116,896256", Notation.COMMA),
            ("-1,242431,116,896256", Notation.COMMA),
            ("1°14'32.75\"S 116°53'46.52\"E", Notation.DEGREES),
            ("1º 14′ 32,75″ LS, 116º 53′ 46,52″ BT", Notation.DEGREES),
            ("S 1°14'32.75'' / E 116°53'46.52''", Notation.DEGREES),
            ("1 14 32.75 LS 116 53 46.52 BT", Notation.DEGREES),
            ("1°14.5459'S, 116°53.7754'E", Notation.DEGREES),
            ("-1.242431°, 116.896256°", Notation.DEGREES),
            ("1.242431 S, 116.896256 E", Notation.DEGREES),
        ],
    )
    def test_reads_every_notation(self, text: str, notation: Notation) -> None:
        reading = read_position(text)

        assert (reading.lat, reading.lon) == pytest.approx((LAT, LON), abs=2e-6)
        assert reading.notation == notation
        assert not reading.is_longitude_first

    @pytest.mark.parametrize(
        "text", ["116.896256, -1.242431", "116,896256; -1,242431", "116°53'46.52\"BT 1°14'32.75\"LS"]
    )
    def test_knows_when_longitude_comes_first(self, text: str) -> None:
        reading = read_position(text)

        assert (reading.lat, reading.lon) == pytest.approx((LAT, LON), abs=2e-6)
        assert reading.is_longitude_first

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", Fault.NOT_A_PAIR),
            ("-1.242431", Fault.NOT_A_PAIR),
            ("Jalan Jamrud I", Fault.NOT_A_PAIR),
            ("1°14'32\"S", Fault.NOT_A_PAIR),
            ("1°14'32\"S 116°53'46\"E 5", Fault.NOT_A_PAIR),
            ("1°74'32\"S 116°53'46\"E", Fault.SIXTY),
            ("1°14'61\"S 116°53'46\"E", Fault.SIXTY),
            ("1°14'32\"S 2°53'46\"S", Fault.SAME_AXIS),
            ("52.37, 4.89", Fault.OUTSIDE_INDONESIA),
            ("1°14'32\"S 116°53'46\"W", Fault.OUTSIDE_INDONESIA),
        ],
    )
    def test_says_why_it_cannot(self, text: str, fault: Fault) -> None:
        with pytest.raises(CannotRead) as caught:
            read_position(text)

        assert caught.value.fault == fault


class TestReadCells:
    def test_reads_two_cells(self) -> None:
        assert read_cells(" -1.242431", "116.896256 ").lat == LAT
        assert read_cells("-1,242431", "116,896256").lon == LON

    def test_says_when_they_are_swapped(self) -> None:
        assert read_cells("116.896256", "-1.242431").is_longitude_first
