"""Bad input is named before anybody waits for a solver."""

from __future__ import annotations

import pytest

from paripurna.core.planning import CannotPlan, Fault, Limits, Move, Plan, check_problem, list_breaches
from paripurna.core.planning.schedule import Schedule
from paripurna.core.planning.types import pay_by_year
from tests.core.planning.planning_cases import build_simple, lift
from tests.core.scoring.building import D

CASES = {
    "a move twice": (build_simple(Move("a"), Move("a")), Fault.REPEATED_MOVE, ("a",)),
    "needs the unknown": (build_simple(Move("a", needs=("b",))), Fault.UNKNOWN_MOVE, ("b",)),
    "lifted by the unknown": (build_simple(Move("a"), effects=(lift("1", "z"),)), Fault.UNKNOWN_MOVE, ("z",)),
    "lifts the unknown": (build_simple(Move("a"), effects=(lift("9", "a"),)), Fault.UNKNOWN_QUESTION, ("9",)),
    "lifts too high": (build_simple(Move("a"), effects=(lift("1", "a", points="11"),)), Fault.BAD_CLAIM, ("1",)),
    "lifted by nobody": (build_simple(Move("a"), effects=(lift("1"),)), Fault.BAD_CLAIM, ("1",)),
    "floor of the unknown": (build_simple(limits=Limits(floors={"Z": D(1)})), Fault.UNKNOWN_QUESTION, ("Z",)),
    "negative cost": (build_simple(Move("a", cost_idr=-1)), Fault.BAD_NUMBER, ("a",)),
    "no length": (build_simple(Move("a", quarters=0)), Fault.BAD_NUMBER, ("a",)),
    "surer than sure": (build_simple(Move("a", chance=1.1)), Fault.BAD_NUMBER, ("a",)),
    "confidence": (build_simple(confidence=1.0), Fault.BAD_NUMBER, ("confidence",)),
    "target": (build_simple(target=D(30)), Fault.TARGET_ABOVE_MAXIMUM, ("30",)),
    "circle": (build_simple(Move("a", needs=("b",)), Move("b", needs=("a",))), Fault.CYCLE, None),
    "must and cannot": (build_simple(Move("a", earliest=12, must=True)), Fault.NO_QUARTER, ("a",)),
}


@pytest.mark.parametrize(("problem", "fault", "places"), CASES.values(), ids=CASES)
def test_names_what_is_wrong(problem, fault, places) -> None:
    with pytest.raises(CannotPlan) as refusal:
        check_problem(problem)

    assert refusal.value.fault is fault
    assert places is None or refusal.value.places == places


def test_a_circle_is_shown_from_end_to_end() -> None:
    moves = (Move("a", needs=("b",)), Move("b", needs=("c",)), Move("c", needs=("a",)))

    with pytest.raises(CannotPlan) as refusal:
        check_problem(build_simple(*moves))

    places = refusal.value.places
    assert places[0] == places[-1]
    assert set(places) == {"a", "b", "c"}


def test_is_content_with_a_good_problem() -> None:
    check_problem(build_simple(Move("a", deadline=-1), effects=(lift("1", "a"),)))


def test_pays_evenly_and_to_the_last_rupiah() -> None:
    move = Move("a", cost_idr=1_000, quarters=3)

    assert pay_by_year(move, 2) == {0: 666, 1: 334}
    assert sum(pay_by_year(move, 3).values()) == 1_000


def test_names_every_limit_that_a_plan_breaks() -> None:
    moves = (
        Move("a", cost_idr=9, agency="x", effort=5, source="APBD", excludes=("b",)),
        Move("b", needs=("a",)),
        Move("c", must=True),
        Move("d", starts=(4,)),
        Move("e", needs=("c",)),
    )
    limits = Limits(capacity={("x", 0): 4}, money={("APBD", 0): 8}, budget_idr=8)
    problem = build_simple(*moves, limits=limits)

    found = list_breaches(problem, Plan({"a": 0, "b": 0, "d": 0, "e": 3}, 9))

    assert found == (
        "capacity x 0",
        "money APBD 0",
        "budget",
        "excludes a b",
        "needs b a",
        "start d",
        "needs e c",
        "must c",
    )


class TestSchedule:
    def test_places_what_is_needed_first_or_nothing(self) -> None:
        moves = (Move("a", quarters=2), Move("b", needs=("a",)), Move("c", needs=("a",), earliest=12))
        schedule = Schedule(build_simple(*moves))

        assert not schedule.place("c")
        assert schedule.starts == {}
        assert schedule.place("b")
        assert schedule.place("b")
        assert schedule.build_plan().starts == {"a": 0, "b": 2}

    def test_does_not_place_what_comes_too_late_to_count_or_is_excluded(self) -> None:
        moves = (Move("a", quarters=3, deadline=1), Move("b", excludes=("c",)), Move("c"), Move("d", needs=("a",)))
        schedule = Schedule(build_simple(*moves))

        assert [schedule.place(code) for code in "abcd"] == [False, True, False, False]
