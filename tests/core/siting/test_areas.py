import numpy as np
import pytest

from paripurna.core.siting import BadInput, Fault, Position, check_positions, mend_polygon, read_areas
from paripurna.core.siting.areas import NOWHERE
from paripurna.core.siting.projection import Projection, center_on
from tests.core.siting.town import CENTER, CODES, at, build_areas, build_collection, build_feature, build_ring

BOW_TIE = build_ring((0, 0), (1000, 1000), (1000, 0), (0, 1000))


def list_faults(features: list) -> list[tuple[Fault, str]]:
    with pytest.raises(BadInput) as caught:
        read_areas({"features": features})
    return [(mistake.fault, mistake.where) for mistake in caught.value.mistakes]


class TestProjection:
    def test_measures_the_earth(self) -> None:
        lon, lat = np.array([116.85, 116.86]), np.array([-1.25, -1.25])

        east = CENTER.place(lon, lat)[1, 0]

        assert east == pytest.approx(1112.93, abs=0.01)  # 0.01° at this latitude on WGS 84

    def test_goes_back(self) -> None:
        assert CENTER.place(*(np.array([side]) for side in (at(300, -400).lon, at(300, -400).lat)))[0] == pytest.approx(
            [300, -400]
        )

    def test_tells_its_error(self) -> None:
        assert center_on(np.array([116.7, 117.0]), np.array([-1.3, -1.0])) == Projection(116.85, -1.15)
        assert CENTER.find_error(np.array([-1.33, -1.03])) < 0.0002
        assert Projection(110, -45).find_error(np.array([-46, -44])) > 0.01


class TestReadAreas:
    def test_reads_kelurahan(self) -> None:
        assert build_areas().codes == CODES

    def test_names_every_bad_border(self) -> None:
        mirrored = [[lat, lon] for lon, lat in build_ring((0, 0), (900, 0), (900, 900))]
        far = [[200.0, 95.0], [201.0, 95.0], [201.0, 96.0], [200.0, 95.0]]
        features = [
            build_feature("tie", BOW_TIE),
            build_feature("line", BOW_TIE, "LineString"),
            build_feature("short", BOW_TIE[:2]),
            build_feature("mirrored", mirrored),
            build_feature("far", far),
            {"properties": {"code": "none"}, "geometry": None},
            *build_collection()["features"][:1] * 2,
        ]

        assert list_faults(features) == [
            (Fault.CROSSES_ITSELF, "tie"),
            (Fault.NOT_A_POLYGON, "line"),
            (Fault.NOT_A_POLYGON, "short"),
            (Fault.SWAPPED, "mirrored"),
            (Fault.NOT_A_POSITION, "far"),
            (Fault.NOT_A_POLYGON, "none"),
            (Fault.REPEATED, CODES[0]),
        ]

    def test_says_what_to_do(self) -> None:
        with pytest.raises(BadInput, match=r"tie: its border crosses itself: draw it again .*Self-intersection"):
            read_areas({"features": [build_feature("tie", BOW_TIE)]})


def test_mend_polygon_parts_it_at_the_crossing() -> None:
    mended = mend_polygon({"type": "Polygon", "coordinates": [BOW_TIE]})

    assert mended["type"] == "MultiPolygon"
    assert read_areas({"features": [{"properties": {"code": "tie"}, "geometry": mended}]}).codes == ("tie",)


class TestFind:
    def test_finds_the_kelurahan(self) -> None:
        places = [at(-500, 500), at(500, 500), at(500, -500), at(5000, 0)]

        found = build_areas().find(np.array([place.lon for place in places]), np.array([place.lat for place in places]))

        assert found.tolist() == [0, 1, 3, NOWHERE]

    def test_gives_a_border_to_the_first_neighbor(self) -> None:
        assert build_areas().find(np.array([116.85]), np.array([-1.245])).tolist() == [0]


class TestCheckPositions:
    def test_names_what_is_wrong(self) -> None:
        good = at(100, 100)
        named = {
            "good": good,
            "swapped": Position(good.lat, good.lon),
            "outside": at(9000, 0),
            "no number": Position(float("nan"), 0.0),
            "beyond": Position(0.0, 95.0),
        }

        found = check_positions(named.items(), build_areas())

        assert [(mistake.where, mistake.fault) for mistake in found] == [
            ("swapped", Fault.SWAPPED),
            ("outside", Fault.OUTSIDE),
            ("no number", Fault.NOT_A_POSITION),
            ("beyond", Fault.NOT_A_POSITION),
        ]

    def test_finds_nothing_in_nothing(self) -> None:
        assert check_positions([], build_areas()) == ()
