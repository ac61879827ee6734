"""How fast coverage is, and how good and how well proved the five-year plan: `python benchmarks/siting.py [fairness] [seconds] [cpu] [alone]`.

Prints figures, asserts nothing. With `cpu` the search is given seconds of the processor instead of the wall, for a machine that
others use too; the partner, which looks for plans in a second process, has seconds of its own; with `alone` there is none. What is
assumed, because nobody has published it: children live evenly over each kecamatan (of 223,233 in the city, parted like its
population); every one of 578 places on OpenStreetMap may be built on; costs as in `COSTS`; upkeep 20 million a year; 2.5 billion
rupiah in each year from 2026 to 2030, nothing kept for the next. Play spaces that are there: the three of four whose position is known.
"""

from __future__ import annotations

import csv
import json
import lzma
import sys
from collections import Counter
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import monotonic, perf_counter, process_time

import numpy as np

from paripurna.core.siting import (
    Areas,
    Candidate,
    Coverage,
    Demand,
    Fairness,
    Means,
    Place,
    Plan,
    Position,
    Rule,
    Standing,
    StraightLine,
    Task,
    check_positions,
    cover_plan,
    estimate_from_kecamatan,
    explain_plan,
    find_sites,
    lay_grid,
    read_areas,
)
from paripurna.core.siting.standing import Clock
from paripurna.core.siting.types import ALL_AGES, Basis, Origin

ROOT = Path(__file__).resolve().parents[1]
BORDERS = ROOT / "src/paripurna/platform/regions/data/borders-balikpapan-kelurahan.full.geojson.xz"
PLACES = ROOT / "src/paripurna/rooms/places/data/balikpapan-places-osm.csv"
MILLION = 1_000_000
POPULATION = {  # Dukcapil DKB, first half of 2024
    "64.71.01": 104_691,
    "64.71.02": 98_575,
    "64.71.03": 191_341,
    "64.71.04": 106_021,
    "64.71.05": 160_658,
    "64.71.06": 85_518,
}
CHILDREN = 223_233  # Disdukcapil by way of the news, April 2022
COSTS = {"taman": 180, "tempat_ibadah": 300, "sekolah": 350}  # million rupiah: a park is upgraded; others 450
OTHER_COST, UPKEEP, BUDGET = 450, 20, 2_500
THERE = {
    "Taman Tiga Generasi": (116.896256, -1.242431),
    "Wiluyo": (116.829, -1.275),
    "Islamic Center": (116.8536, -1.2436),
}
YEARS = (2026, 2027, 2028, 2029, 2030)
STEP_M, LIMIT_M = 300, 1_000
MARKS = (0.01, 0.002)  # gaps whose time is told


def main(
    fairness: str = "EVERY_KELURAHAN", seconds: str = "600", clock: str = "wall", partner: str = "partner"
) -> None:
    """Measure coverage, then plan."""
    measure_coverage()
    task = build_task(Fairness(fairness))
    city = Coverage(task.demand, task.places, task.rule, task.walking).find_share()
    print(
        f"Balikpapan: {len(task.demand)} points, {len(task.candidates)} candidates; today {city.numerator:,.0f} of {city.denominator:,.0f} "
        f"children within {LIMIT_M} m ({city.basis.lower()})"
    )
    plan_sites(task, float(seconds), process_time if clock == "cpu" else monotonic, with_partner=partner != "alone")


def measure_coverage(points: int = 50_000, places: int = 1_000) -> None:
    """Points and places anywhere in a city of 22 by 22 km."""
    chance = np.random.default_rng(1)
    lon, lat = chance.uniform(116.7, 116.9, points), chance.uniform(-1.3, -1.1, points)
    area = np.arange(points) % 34
    names = tuple(f"64.71.01.10{index:02}" for index in range(34))
    demand = Demand(
        lon, lat, np.ones((points, 1)) * 4, area, names, (ALL_AGES,), (Basis.ESTIMATED,) * 34, Origin.POINTS
    )
    spots = [Position(*chance.uniform([116.7, -1.3], [116.9, -1.1])) for _ in range(places)]
    begun, worked = perf_counter(), process_time()
    coverage = Coverage(
        demand, [Place(str(i), spot) for i, spot in enumerate(spots)], Rule(LIMIT_M), StraightLine(demand)
    )
    coverage.list_shares()
    print(
        f"coverage of {points:,} × {places:,}: {perf_counter() - begun:.2f} s, processor {process_time() - worked:.2f} s (limit 1)"
    )
    steps = [measure_step(coverage, index) for index in range(50)]
    print(f"a place moved: median {median(steps) * 1000:.1f} ms of processor, most {max(steps) * 1000:.1f} (limit 50)")


def measure_step(coverage: Coverage, index: int) -> float:
    begun = process_time()
    coverage.move(str(index), Position(116.8, -1.2))
    return process_time() - begun


def build_task(fairness: Fairness) -> Task:
    """The city as the docstring says."""
    areas = read_areas(json.loads(lzma.decompress(BORDERS.read_bytes())))
    total = sum(POPULATION.values())
    totals = {code: [CHILDREN * people / total] for code, people in POPULATION.items()}
    demand = estimate_from_kecamatan(areas, lay_grid(areas, STEP_M), totals)
    means = Means(YEARS, dict.fromkeys(YEARS, BUDGET * MILLION))
    places = tuple(build_place(areas, name, Position(*spot)) for name, spot in THERE.items())
    return Task(
        demand, read_candidates(areas), means, Rule(LIMIT_M), StraightLine(demand), places=places, fairness=fairness
    )


def build_place(areas: Areas, name: str, position: Position) -> Place:
    return Place(name, position, kelurahan=find_kelurahan(areas, position))


def find_kelurahan(areas: Areas, position: Position) -> str:
    return areas.codes[int(areas.find(np.array([position.lon]), np.array([position.lat]))[0])]


def read_candidates(areas: Areas) -> tuple[Candidate, ...]:
    with PLACES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    named = [(row["name"], Position(float(row["lon"]), float(row["lat"]))) for row in rows]
    assert not check_positions(named, areas)
    return tuple(
        Candidate(
            f"osm{number:03}",
            position,
            find_kelurahan(areas, position),
            COSTS.get(row["category"], OTHER_COST) * MILLION,
            UPKEEP * MILLION,
        )
        for number, (row, (_, position)) in enumerate(zip(rows, named, strict=True))
    )


def plan_sites(task: Task, seconds: float, clock: Clock, *, with_partner: bool) -> None:
    """Plan, telling where the search stands as it goes."""
    worked, told, marks = process_time(), -10.0, list(MARKS)

    def watch(standing: Standing) -> bool:
        nonlocal told
        reached = [mark for mark in marks if standing.gap <= mark]
        for mark in reached:
            marks.remove(mark)
            print(f"proved within {mark:.1%}: {standing.seconds:.0f} s, processor {process_time() - worked:.0f} s")
        if standing.seconds >= told + 10:
            told = standing.seconds
            print(
                f"  {told:4.0f} s: {standing.best.worth:9,.0f} child-years, bound {standing.bound:9,.0f}, gap {standing.gap:.2%}",
                flush=True,
            )
        return False

    begun = monotonic()
    siting = find_sites(task, clock=clock, seconds=seconds, watch=watch, with_partner=with_partner)
    others = getrusage(RUSAGE_CHILDREN).ru_utime
    print(
        f"ended after {monotonic() - begun:.0f} s, processor {process_time() - worked:.0f} s, the partner's {others:.0f} s: "
        f"gap {siting.gap:.2%}, bound {siting.bound:,.0f}"
    )
    for name, plan in (("plan", siting.plan), ("greedy", siting.greedy), ("one each", siting.one_each)):
        tell(task, name, plan)
    tell_sites(task, siting.plan)


def tell(task: Task, name: str, plan: Plan) -> None:
    share = cover_plan(task, plan).find_share()
    print(
        f"{name:9} {plan.worth:9,.0f} child-years, {plan.children:8,.0f} children newly reached, {len(plan.opens)} sites, "
        f"{plan.kelurahan_served} kelurahan get their first, in the end {share.share:.1%} reached, "
        f"{sum(plan.spent_idr.values()) / 1e9:.2f} billion"
    )


def tell_sites(task: Task, plan: Plan) -> None:
    reasons = explain_plan(task, plan)
    print("sites a year:", dict(Counter(plan.opens.values())))
    for reason in reasons[:5]:
        each = "nobody" if reason.idr_per_child is None else f"{reason.idr_per_child:,.0f} rupiah a child"
        print(f"  {reason.year} {reason.code}: {reason.children:,.0f} children newly reached, {each}")


if __name__ == "__main__":
    main(*sys.argv[1:])
