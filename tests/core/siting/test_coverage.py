from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from paripurna.core.siting import AgeGroup, BadInput, Basis, Coverage, Fault, Rule, StraightLine
from paripurna.core.siting.types import Demand
from tests.core.siting.town import CODES, at, build_demand, build_place

POINTS = ((500, 500, 100), (900, 500, 40), (-500, 500, 60))
DEMAND = build_demand(*POINTS)
PARK = build_place("park", 650, 500)


def cover(*places: Any, demand: Demand = DEMAND, **about: Any) -> Coverage:
    return Coverage(demand, places, Rule(**{"limit_m": 300, **about}), StraightLine(demand, detour=1))


def count(*places: Any, **about: Any) -> float:
    return cover(*places, **about).find_share().numerator


class TestRule:
    def test_counts_only_places_in_use(self) -> None:
        assert count(PARK) == 140
        assert count(replace(PARK, is_open=False)) == 0

    def test_never_takes_an_uncertified_place_for_certified(self) -> None:
        assert count(PARK, certified_only=True) == 0
        assert count(replace(PARK, is_certified=True), certified_only=True) == 140

    def test_may_ask_for_access(self) -> None:
        assert count(PARK, accessible_only=True) == 0
        assert count(replace(PARK, is_accessible=True), accessible_only=True) == 140

    def test_may_ask_for_a_kind(self) -> None:
        assert count(replace(PARK, kind="RBRA"), kinds=frozenset({"RBRA"})) == 140
        assert count(PARK, kinds=frozenset({"RBRA"})) == 0

    @pytest.mark.parametrize(
        ("opens", "closes", "at_minute", "is_open"),
        [
            (480, 1020, 480, True),
            (480, 1020, 1020, False),
            (1080, 120, 60, True),
            (1080, 120, 600, False),
            (None, 600, 60, False),
            (60, None, 90, False),
        ],
        ids=["as it opens", "as it closes", "past midnight", "by day", "opens unknown", "closes unknown"],
    )
    def test_may_ask_for_a_time(self, opens: int | None, closes: int | None, at_minute: int, is_open: bool) -> None:
        place = replace(PARK, opens=opens, closes=closes)

        assert (count(place, open_at=at_minute) > 0) == is_open

    def test_fits_ages(self) -> None:
        demand = build_demand(*POINTS, groups=(AgeGroup(0, 5), AgeGroup(6, 17)))
        for_schools = replace(PARK, ages=AgeGroup(5, 17))

        assert count(for_schools, demand=demand) == 0
        assert count(for_schools, demand=demand, fit_ages=False) == 140
        assert count(replace(PARK, ages=AgeGroup(0, 6)), demand=demand) == 140


class TestShares:
    def test_add_up_to_the_city(self) -> None:
        coverage = cover(PARK, build_place("second", -500, 600, kelurahan=CODES[0]))

        shares, city = coverage.list_shares(), coverage.find_share()

        assert [share.kelurahan for share in shares] == list(CODES)
        assert [share.numerator for share in shares] == [60, 140, 0, 0]
        assert sum(share.numerator for share in shares) == city.numerator
        assert sum(share.denominator for share in shares) == city.denominator == 200
        assert city.share == 1.0

    def test_have_square_meters_for_each_child(self) -> None:
        coverage = cover(PARK, build_place("closed", 500, 500, is_open=False))

        assert coverage.list_shares()[1].area_per_child == pytest.approx(500 / 140)
        assert coverage.find_share().area_per_child == pytest.approx(500 / 200)
        assert cover(replace(PARK, area_m2=None)).find_share().area_per_child is None

    def test_do_not_guess(self) -> None:
        demand = build_demand(*POINTS, basis=(Basis.UNKNOWN, Basis.MEASURED, Basis.MEASURED, Basis.MEASURED))

        coverage = cover(PARK, demand=demand)

        assert coverage.list_shares()[0].share is None
        assert coverage.list_shares()[0].area_per_child is None
        assert coverage.list_shares()[2].share is None  # nobody lives there
        assert coverage.find_share().basis == Basis.ESTIMATED

    @pytest.mark.parametrize("basis", list(Basis))
    def test_are_known_as_well_as_their_numbers(self, basis: Basis) -> None:
        assert cover(demand=build_demand(*POINTS, basis=(basis,) * 4)).find_share().basis == basis


class TestSteps:
    def test_opening_tells_who_is_newly_reached(self) -> None:
        coverage = cover(PARK)

        change = coverage.open(build_place("second", -500, 600))

        assert (change.gained, change.lost, change.by_kelurahan) == (60, 0, {CODES[0]: 60})
        assert len(coverage.places) == 2

    def test_closing_changes_it_back(self) -> None:
        coverage = cover(PARK, build_place("near", 500, 500))

        assert coverage.close("near").lost == 0  # the park still reaches them
        assert coverage.close("park").lost == 140
        assert not coverage.is_reached.any()

    def test_closing_a_place_that_never_counted_changes_nothing(self) -> None:
        assert cover(replace(PARK, is_open=False)).close("park").lost == 0

    def test_moving_loses_some_and_gains_others(self) -> None:
        coverage = cover(PARK)

        change = coverage.move("park", at(-500, 500))

        assert (change.gained, change.lost) == (60, 140)
        assert coverage.places[0].position == at(-500, 500)

    def test_trying_leaves_everything_as_it_is(self) -> None:
        coverage = cover(PARK)

        assert coverage.try_place(build_place("drawn", -500, 500)).gained == 60
        assert coverage.places == (PARK,)
        assert coverage.find_share().numerator == 140

    def test_any_number_of_them_comes_to_the_same_as_a_count_anew(self) -> None:
        chance = np.random.default_rng(7)
        demand = build_demand(*((e, n, c) for e, n, c in chance.uniform([-1999, -1999, 1], [1999, 1999, 30], (400, 3))))
        places = [build_place(f"p{i}", *chance.uniform(-1999, 1999, 2)) for i in range(30)]
        coverage = cover(*places[:15], demand=demand)

        for place in places[15:]:
            coverage.open(place)
        for place in places[:10]:
            coverage.close(place.code)
        coverage.move("p20", at(0, 0))

        assert coverage.list_shares() == cover(*coverage.places, demand=demand).list_shares()

    def test_name_what_is_not_there_or_there_twice(self) -> None:
        with pytest.raises(BadInput) as twice:
            cover(PARK).open(PARK)
        with pytest.raises(BadInput) as missing:
            cover(PARK).close("school")

        assert twice.value.mistakes[0].fault == Fault.REPEATED
        assert missing.value.mistakes[0].fault == Fault.UNKNOWN_CODE
