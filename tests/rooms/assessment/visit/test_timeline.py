"""The clock of a day."""

from datetime import time

from paripurna.rooms.assessment.visit.timeline import Stop, as_time, build_timeline

EIGHT = time(8)


def clock(*stops: Stop) -> list[str]:
    slots = build_timeline(stops, EIGHT)
    return [f"{slot.begin_time:%H.%M}–{slot.end_time:%H.%M}" if slot else "" for slot in slots]


def test_follows_order_minutes_and_way():
    assert clock(Stop(30), Stop(15, travel=10), Stop(20, travel=5)) == ["08.00–08.30", "08.40–08.55", "09.00–09.20"]


def test_leaves_reserves_out():
    assert clock(Stop(30), Stop(15, travel=10, is_reserve=True), Stop(20)) == ["08.00–08.30", "", "08.30–08.50"]


def test_keeps_a_promised_start_and_says_what_it_costs():
    slots = build_timeline([Stop(30), Stop(15, starts_at=time(9)), Stop(15, travel=10, starts_at=time(9, 20))], EIGHT)

    assert [(slot.waits, slot.overlaps) for slot in slots if slot] == [(0, 0), (30, 0), (0, 5)]


def test_runs_past_midnight():
    assert as_time(24 * 60 + 5) == time(0, 5)
