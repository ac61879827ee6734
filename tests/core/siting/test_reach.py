import json

import numpy as np
import pytest

from paripurna.core.siting import BadInput, Paths, StraightLine, read_network, walk_meters
from tests.core.siting.town import at, build_demand

GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="x"/><key id="d1" for="node" attr.name="y"/><key id="d2" for="edge" attr.name="length"/>
  <graph>
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
        network = read_network(write_lines([(0, 0), (0, 400)], [(0, 400), (50, 400)], kind="MultiLineString"))

        assert network.meters.nnz == 4
        assert sorted(set(np.rint(network.meters.data))) == [50, 400]

    def test_reads_graphml_with_the_shorter_of_two_lengths(self) -> None:
        assert read_network(GRAPHML).meters.toarray().tolist() == [[0, 1400], [1400, 0]]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("{}", "features"),
            ("no network", "Expecting value"),
            ('{"features": []}', "no path"),
            ("<graphml", "unclosed token"),
            ('<!DOCTYPE lolz [<!ENTITY lol "lol">]><graphml/>', "entities"),
            (GRAPHML.replace("1500", "-3"), "a path of -3.0 meters"),
            (GRAPHML.replace('source="a"', 'source="c"'), "'c'"),
        ],
        ids=["no features", "no JSON", "no paths", "broken", "entities", "backwards", "unknown node"],
    )
    def test_says_what_is_wrong(self, text: str, told: str) -> None:
        with pytest.raises(BadInput, match=f"network: a network of paths .*{told}"):
            read_network(text)


def test_walk_meters_is_at_the_pace_of_a_child() -> None:
    assert walk_meters(15) == 1000
