import json

import numpy as np
import pytest

from paripurna.core.siting import (
    BadInput,
    Fault,
    Paths,
    Position,
    StraightLine,
    check_network,
    read_areas,
    read_network,
    walk_meters,
)
from paripurna.core.siting.types import REMEDIES
from tests.core.siting.town import at, build_collection, build_demand

GEOMETRY_KEY = '<key id="d3" for="edge" attr.name="geometry"/>'
GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="x"/><key id="d1" for="node" attr.name="y"/><key id="d2" for="edge" attr.name="length"/>
  <key id="d9" for="graph" attr.name="crs"/>
  <graph><data key="d9">epsg:32750</data>
    <node id="a"><data key="d0">116.85</data><data key="d1">-1.25</data></node>
    <node id="b"><data key="d0">116.86</data><data key="d1">-1.25</data></node>
    <edge source="a" target="b"><data key="d2">1500</data></edge>
    <edge source="b" target="a"><data key="d2">1400</data></edge>
    <edge source="b" target="b"/>
  </graph>
</graphml>"""


def write_lines(*lines: list[tuple[float, float]], kind: str = "LineString") -> str:
    drawn = [[[at(*corner).lon, at(*corner).lat] for corner in line] for line in lines]
    coordinates = [drawn] if kind == "MultiLineString" else drawn
    features = [{"geometry": {"type": kind, "coordinates": part}} for part in coordinates]
    return json.dumps({"features": [*features, {"geometry": {"type": "Point", "coordinates": [0, 0]}}]})


AROUND = write_lines([(0, 0), (0, 400), (300, 400)], [(300, 400), (300, 400), (300, 0)])  # three sides of a block


def list_meters(walking: object, *places: tuple[float, float], limit: float = 2000) -> list[dict[int, int]]:
    near = walking.list_near([at(*place) for place in places], limit)
    return [dict(zip(points.tolist(), np.rint(meters).astype(int).tolist(), strict=True)) for points, meters in near]


class TestStraightLine:
    demand = build_demand((0, 300, 1), (400, 0, 1), (1900, 0, 1))

    def test_measures_the_line_with_its_detour(self) -> None:
        assert list_meters(StraightLine(self.demand, detour=1.5), (0, 0), (400, 300), limit=601) == [
            {0: 450, 1: 600},
            {0: 600, 1: 450},
        ]

    def test_knows_no_places(self) -> None:
        assert StraightLine(self.demand).list_near([], 300) == []


class TestPaths:
    demand = build_demand((0, 10, 1), (300, 10, 1), (1500, 1500, 1))

    def test_walks_around_the_block(self) -> None:
        paths = Paths(self.demand, read_network(AROUND))

        assert list_meters(paths, (0, 0), (300, 0), limit=1200) == [{0: 10, 1: 1110}, {0: 1110, 1: 10}]
        assert list_meters(paths, (0, 0), limit=1000) == [{0: 10}]

    def test_names_who_lives_far_from_every_path(self) -> None:
        assert Paths(self.demand, read_network(AROUND)).off_network.tolist() == [2]

    def test_reaches_nobody_from_off_the_network(self) -> None:
        assert list_meters(Paths(self.demand, read_network(AROUND)), (1500, 1500)) == [{}]

    def test_finds_many_ways_at_once(self) -> None:
        paths = Paths(self.demand, read_network(AROUND))

        assert list_meters(paths, *[(0, 0)] * 100, limit=900) == [{0: 10}] * 100

    def test_knows_no_places(self) -> None:
        assert Paths(self.demand, read_network(AROUND)).list_near([], 300) == []


class TestReadNetwork:
    def test_reads_lines_in_parts(self) -> None:
        network = read_network(write_lines([(0, 0), (0, 400)], [(0, 400), (60, 400)], kind="MultiLineString"))

        assert (len(network.lon), round(network.length_m)) == (11, 460)

    def test_comes_near_to_the_middle_of_a_long_path(self) -> None:
        paths = Paths(build_demand((0, 200, 1)), read_network(AROUND))

        assert list_meters(paths, (0, 0)) == [{0: 200}]

    def test_reads_graphml_with_the_shorter_of_two_lengths(self) -> None:
        east, west = Position(116.86, -1.25), Position(116.85, -1.25)
        network = read_network(GRAPHML)

        found = Paths(build_demand((0, 0, 1)), network).list_near([east, west], 2000)

        assert [np.rint(meters).tolist() for _points, meters in found] == [[1400], [0]]

    def test_follows_the_corners_that_osmnx_draws(self) -> None:
        bent = '<data key="d3">LINESTRING (116.85 -1.25, 116.855 -1.245, 116.86 -1.25)</data>'
        drawn = GRAPHML.replace("1400</data>", f"1400</data>{bent}").replace("<graph>", f"{GEOMETRY_KEY}<graph>")

        assert read_network(drawn).lat.max() == pytest.approx(-1.245, abs=0.001)

    @pytest.mark.parametrize(
        ("text", "fault", "told"),
        [
            ("no network", Fault.NOT_A_NETWORK, "Expecting value"),
            ("[]", Fault.NOT_A_NETWORK, "get"),
            ("{}", Fault.NO_PATHS, ""),
            (write_lines([(0, 0), (0, 0)]), Fault.NO_PATHS, ""),
            (write_lines([(0, 0), (0, 9)]).replace("116.8", '"116.8"'), Fault.NOT_A_NETWORK, ""),
            (write_lines([(0, 0), (0, 9)]).replace("116.85", "NaN"), Fault.NOT_A_NETWORK, "nan"),
            ("<graphml", Fault.NOT_A_NETWORK, "unclosed token"),
            ("<osm><node/></osm>", Fault.NOT_A_NETWORK, "<osm"),
            ("<", Fault.NOT_A_NETWORK, ""),
            ('<!DOCTYPE lolz [<!ENTITY lol "lol">]><graphml/>', Fault.NOT_A_NETWORK, "DOCTYPE"),
            (GRAPHML.replace("1500", "-3"), Fault.BAD_EDGE, "a – b: -3.0 m"),
            (GRAPHML.replace('source="a"', 'source="c"'), Fault.BAD_EDGE, "c – b"),
            (GRAPHML.replace('attr.name="y"', 'attr.name="north"'), Fault.BAD_NODE, "a"),
            (GRAPHML.replace("116.85", "482654.1"), Fault.PROJECTED, "epsg:32750"),
        ],
        ids=[
            *(
                "no JSON",
                "a list",
                "no lines",
                "no length",
                "words",
                "no number",
                "broken",
                "OSM",
                "a sign",
                "entities",
            ),
            *("backwards", "unknown node", "no position", "meters"),
        ],
    )
    def test_says_what_is_wrong(self, text: str, fault: Fault, told: str) -> None:
        with pytest.raises(BadInput) as bad:
            read_network(text)

        assert [mistake.fault for mistake in bad.value.mistakes] == [fault]
        assert told in bad.value.mistakes[0].detail


class TestCheckNetwork:
    areas = read_areas(build_collection())

    def test_lets_paths_in_the_city_pass(self) -> None:
        check_network(read_network(GRAPHML), self.areas)

    @pytest.mark.parametrize(
        ("swap", "fault"),
        [
            ({"116.8": "-1.2", "-1.25": "116.85"}, Fault.SWAPPED),
            ({"116.8": "106.8"}, Fault.OUTSIDE),
        ],
        ids=["swapped", "outside"],
    )
    def test_refuses_paths_that_miss_it(self, swap: dict[str, str], fault: Fault) -> None:
        text = GRAPHML
        for old, new in swap.items():
            text = text.replace(old, new)

        with pytest.raises(BadInput, match=REMEDIES[fault].partition(":")[0]):
            check_network(read_network(text), self.areas)


def test_walk_meters_is_at_the_pace_of_a_child() -> None:
    assert walk_meters(15) == 1000
