"""Why each move is in or out: a world of three questions in which every reason occurs."""

from __future__ import annotations

from time import monotonic

import pytest

from paripurna.core.planning import Limits, Move, Plan, Why, explain_road, find_road
from paripurna.core.planning.types import Proof, Road
from tests.core.planning.planning_cases import MODEL, build_simple, build_small, lift
from tests.core.scoring.building import D

PLAN = {"survei": 0, "taman": 1, "perwali": 0, "hiasan": 0, "wajib": 0}
MOVES = (
    Move("survei", cost_idr=1),
    Move("taman", cost_idr=4, needs=("survei",)),
    Move("perwali", cost_idr=5),
    Move("hiasan", cost_idr=1),
    Move("wajib", cost_idr=2, must=True),
    Move("panjang", quarters=99),
    Move("telat", cost_idr=1, quarters=3, deadline=1),
    Move("lawan", cost_idr=1, excludes=("taman",)),
    Move("sibuk", cost_idr=1, agency="dinas", effort=9),
    Move("mahal", cost_idr=50, source="APBD"),
    Move("boros", cost_idr=200),
    Move("nanti", needs=("survei",), starts=(0,)),
    Move("buntut", needs=("mahal",)),
    Move("bagus", cost_idr=3),
    Move("percuma", cost_idr=3),
)
LIMITS = Limits(
    capacity={("dinas", quarter): 1 for quarter in range(12)},
    money={("APBD", year): 10 for year in range(3)},
    budget_idr=100,
)


@pytest.fixture(scope="module")
def reasons():
    effects = (lift("1", "taman"), lift("2", "perwali"), lift("3", "bagus"))
    problem = build_simple(*MOVES, effects=effects, limits=LIMITS, target=D(9), confidence=0.95)
    road = Road(Plan(PLAN, 13), Proof(0, 0, 0), D(0))
    return {reason.code: reason for reason in explain_road(problem, road, model=MODEL)}


@pytest.mark.parametrize(
    ("code", "why", "places"),
    [
        ("survei", Why.NEEDED_BY, ("taman",)),
        ("taman", Why.NEEDED, ()),
        ("perwali", Why.NEEDED, ()),
        ("hiasan", Why.SPARE, ()),
        ("wajib", Why.MUST, ()),
        ("panjang", Why.NO_QUARTER, ()),
        ("telat", Why.TOO_LATE, ()),
        ("lawan", Why.EXCLUDED, ("taman",)),
        ("sibuk", Why.CAPACITY, ("dinas", "0")),
        ("mahal", Why.MONEY, ("APBD", "0")),
        ("boros", Why.BUDGET, ()),
        ("nanti", Why.NEEDS, ("survei",)),
        ("buntut", Why.NEEDS, ("mahal",)),
        ("bagus", Why.HELPS, ()),
        ("percuma", Why.NO_GAIN, ()),
    ],
)
def test_tells_what_decides(reasons, code, why, places) -> None:
    assert (reasons[code].why, reasons[code].places) == (why, places)
    assert reasons[code].is_chosen == (code in PLAN)


def test_tells_chance_and_cost_without_or_with_each(reasons) -> None:
    now = reasons["percuma"].chance

    assert reasons["percuma"].cost_idr == 16
    assert reasons["bagus"].chance > now > reasons["taman"].chance
    assert reasons["taman"].cost_idr == 9
    assert reasons["survei"].cost_idr == 8
    assert reasons["hiasan"].holds
    assert not reasons["taman"].holds
    assert reasons["boros"].chance is None


def test_every_chosen_move_of_a_road_is_needed() -> None:
    problem = build_small(1, count=5)

    reasons = explain_road(problem, find_road(problem, model=MODEL, clock=monotonic), model=MODEL)

    assert {reason.why for reason in reasons if reason.is_chosen} <= {Why.NEEDED, Why.NEEDED_BY}
