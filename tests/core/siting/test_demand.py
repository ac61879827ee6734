import numpy as np
import pytest

from paripurna.core.siting import (
    AgeGroup,
    BadInput,
    Basis,
    Fault,
    Origin,
    estimate_from_kecamatan,
    lay_grid,
    merge_small,
    read_areas,
    read_points,
    spread_table,
)
from tests.core.siting.town import CODES, at, build_areas, build_demand, build_feature, build_ring

AREAS = build_areas()
GRID = lay_grid(AREAS, 250)
YOUNG, OLD = AgeGroup(0, 5), AgeGroup(6, 17)


def list_faults(caught: pytest.ExceptionInfo[BadInput]) -> list[tuple[Fault, str]]:
    return [(mistake.fault, mistake.where) for mistake in caught.value.mistakes]


def write_point(east: float, north: float, *rest: object) -> str:
    place = at(east, north)
    return ",".join(map(str, [place.lon, place.lat, *rest]))


class TestLayGrid:
    def test_lays_points_a_step_apart(self) -> None:
        counts = np.bincount(GRID.area)

        assert counts.min() >= 49  # 2 km in steps of 250 m
        assert counts.max() <= 81
        assert (AREAS.find(GRID.lon, GRID.lat) == GRID.area).all()

    def test_gives_a_small_area_a_point(self) -> None:
        ring = build_ring((10, 10), (20, 10), (20, 20), (10, 20))
        areas = read_areas(
            {"features": [build_feature("tiny", ring), build_feature("wide", build_ring((0, 0), (3000, 0), (0, 3000)))]}
        )

        grid = lay_grid(areas, 1000)

        assert (grid.area == 0).sum() == 1

    def test_keeps_to_where_people_live(self) -> None:
        home = at(-1000, 1000)

        grid = lay_grid(AREAS, 250, (np.array([home.lon]), np.array([home.lat])))

        counts = np.bincount(grid.area)
        assert 9 <= counts[0] <= 16  # within 500 m of the only place
        assert counts[1] == np.bincount(GRID.area)[1]  # nothing is known there


class TestSpreadTable:
    def test_keeps_the_sums(self) -> None:
        demand = spread_table(
            AREAS, GRID, {CODES[0]: [600, 900], CODES[1]: None, CODES[2]: [0, 7]}, groups=(YOUNG, OLD)
        )

        assert demand.sum_by_kelurahan() == pytest.approx(np.array([[600, 900], [0, 0], [0, 7], [0, 0]]))
        assert demand.basis == (Basis.MEASURED, Basis.UNKNOWN, Basis.MEASURED, Basis.UNKNOWN)
        assert demand.origin == Origin.TABLE
        assert len(demand) == len(GRID.lon)

    def test_names_bad_rows(self) -> None:
        with pytest.raises(BadInput) as caught:
            spread_table(
                AREAS, GRID, {"64.71.09.1001": [1], CODES[0]: [-1], CODES[1]: [1, 2], CODES[2]: [float("inf")]}
            )

        assert list_faults(caught) == [
            (Fault.UNKNOWN_KELURAHAN, "64.71.09.1001"),
            *((Fault.BAD_NUMBER, code) for code in CODES[:3]),
        ]

    @pytest.mark.parametrize("groups", [(), (AgeGroup(3, 2),), (AgeGroup(0, 18),), (AgeGroup(0, 6), OLD)])
    def test_refuses_ages_that_overlap_or_run_backwards(self, groups: tuple[AgeGroup, ...]) -> None:
        with pytest.raises(BadInput, match="ages run"):
            spread_table(AREAS, GRID, {}, groups=groups)


class TestEstimateFromKecamatan:
    def test_parts_a_total_by_points(self) -> None:
        demand = estimate_from_kecamatan(AREAS, GRID, {"64.71.01": [1000]})

        sums = demand.sum_by_kelurahan().ravel()
        assert sums[:2].sum() == pytest.approx(1000)
        assert sums[2:].tolist() == [0, 0]
        assert len({round(count, 9) for count in demand.children[demand.area < 2].ravel()}) == 1
        assert demand.basis == (Basis.ESTIMATED, Basis.ESTIMATED, Basis.UNKNOWN, Basis.UNKNOWN)
        assert demand.origin == Origin.KECAMATAN

    def test_names_bad_rows(self) -> None:
        with pytest.raises(BadInput) as caught:
            estimate_from_kecamatan(AREAS, GRID, {"64.72.01": [1], "64.71.01": [float("nan")]})

        assert list_faults(caught) == [(Fault.UNKNOWN_KELURAHAN, "64.72.01"), (Fault.BAD_NUMBER, "64.71.01")]


class TestReadPoints:
    def test_reads_ages_and_basis(self) -> None:
        lines = [
            "\ufefflon,lat,0-5,6-17,basis",
            write_point(-500, 500, 10, 20, "measured"),
            write_point(-600, 500, 1, 2, ""),
        ]

        demand = read_points("\n".join([*lines, write_point(500, -500, 3, 4, "measured")]), AREAS)

        assert demand.groups == (YOUNG, OLD)
        assert demand.sum_by_kelurahan().tolist() == [[11, 22], [0, 0], [0, 0], [3, 4]]
        assert demand.basis == (Basis.ESTIMATED, Basis.UNKNOWN, Basis.UNKNOWN, Basis.MEASURED)
        assert demand.origin == Origin.POINTS

    def test_names_every_bad_line(self) -> None:
        inside = at(500, 500)
        lines = [
            "lon,lat,0-17,basis",
            write_point(500, 500, "many", ""),
            write_point(9000, 500, 1, ""),
            f"{inside.lat},{inside.lon},1,",
            ",,1,",
            write_point(500, 500, -1, ""),
            write_point(500, 500, 1, "guessed"),
        ]

        with pytest.raises(BadInput) as caught:
            read_points("\n".join(lines), AREAS)

        assert list_faults(caught) == [
            (Fault.OUTSIDE, "line 3"),
            (Fault.SWAPPED, "line 4"),
            (Fault.NOT_A_POSITION, "line 5"),
            (Fault.BAD_NUMBER, "line 2"),
            (Fault.BAD_NUMBER, "line 6"),
            (Fault.BAD_NUMBER, "line 7"),
        ]

    @pytest.mark.parametrize(
        ("head", "missing"), [("", ["lon", "lat"]), ("lon,0-17", ["lat"]), ("lon,lat,children", ["0-17"])]
    )
    def test_names_missing_columns(self, head: str, missing: list[str]) -> None:
        with pytest.raises(BadInput) as caught:
            read_points(head, AREAS)

        assert list_faults(caught) == [(Fault.MISSING_COLUMN, name) for name in missing]

    def test_reads_no_points(self) -> None:
        assert len(read_points("lon,lat,0-17\n", AREAS)) == 0


class TestMergeSmall:
    def test_leaves_nobody_alone(self) -> None:
        demand = build_demand(
            (500, 500, 4),
            (510, 500, 8),
            (1500, 1500, 50),
            (-500, 500, 3),
            (-600, 500, 0),
            (500, -500, 4),
            (510, -500, 7),
        )

        merged = merge_small(demand)

        assert merged.children.ravel().tolist() == [12, 50, 11]
        assert merged.area.tolist() == [1, 1, 3]  # three children in a whole kelurahan are told of nowhere
        place = at(510 - 10 * 4 / 12, 500)
        assert (merged.lon[0], merged.lat[0]) == pytest.approx((place.lon, place.lat))

    def test_keeps_all_children_where_there_are_enough(self) -> None:
        chance = np.random.default_rng(3)
        points = [(east, north, count) for east, north, count in chance.uniform([1, 1, 0], [1999, 1999, 12], (300, 3))]
        demand = build_demand(*points)

        merged = merge_small(demand)

        assert merged.children.sum() == pytest.approx(demand.children.sum())
        assert merged.children.sum(axis=1).min() >= 10
        assert len(merged) > 30

    def test_has_nothing_to_merge_in_nothing(self) -> None:
        assert len(merge_small(build_demand((500, 500, 4)))) == 0
        assert len(merge_small(read_points("lon,lat,0-17\n", AREAS))) == 0
