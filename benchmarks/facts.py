"""How soon facts follow the registers: `python benchmarks/facts.py`. Prints figures, asserts nothing.

50,000 rows of registers lie in the demo's city, in a place of its own (`var/benchmark-facts`). Measured are all facts of the round
computed anew with answers and points (limit 1 s), and the answers after one changed row (limit 100 ms), its action left out.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CITY, RUNS = "balikpapan", 15
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SHARES = {"regulations": 6_000, "budget": 20_000, "participants": 19_000, "partnerships": 4_000, "innovations": 1_000}
TRAININGS = 400
ENVIRONMENT = {
    **os.environ,
    "PARIPURNA_VAR": str(ROOT / "var" / "benchmark-facts"),
    "PARIPURNA_DEMO": "1",
    "PARIPURNA_LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "benchmarks.measured_settings",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}


def main() -> None:
    """Load, fill, and measure."""
    with opened() as (sheet, bound):
        print(f"{sum(SHARES.values()):,} rows of registers, {bound} questions bound")
        show("all facts of a round, answers and points", lambda: recompute(sheet), prepare=forget, limit=1000)
        show("kept facts, nothing changed", lambda: recompute(sheet), prepare=lambda: None, limit=100)
        for group in list_groups():
            show(
                f"after one changed row of {group}", lambda: recompute(sheet), prepare=changer(sheet, group), limit=100
            )


@contextmanager
def opened() -> Iterator[tuple[Any, int]]:
    """This function will load the demo and fill its registers where that is not done yet, and hold the database."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    os.environ.update(ENVIRONMENT)
    command = (sys.executable, "-m", "paripurna.cli.main", "demo", "--load-only")
    subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from paripurna.platform.embedded.doors import serving

    with serving():
        from paripurna.platform.regions.models import City
        from paripurna.rooms.sheets import queries
        from paripurna.rooms.sheets.live.binding import list_bound

        city = City.objects.select_related("region").get(slug=CITY)
        fill(city)
        sheet = queries.list_open_sheets(city)[0]
        yield sheet, len(list_bound(queries.edition_of(sheet)))


def recompute(sheet: Any) -> None:
    """This function will read every live answer of the sheet and score them, as the page of all facts does."""
    from paripurna.rooms.sheets import queries
    from paripurna.rooms.sheets.live.answers import read_live_answers, score_values

    edition = queries.edition_of(sheet)
    live = read_live_answers(sheet, edition, on=NOW.date())
    known = {number: each.value for number, each in live.items() if each.value is not None}
    score_values(edition, known, queries.subject_of(sheet))


def forget() -> None:
    from paripurna.platform.facts import queries
    from paripurna.platform.facts.kept import KeptFacts

    queries._kept = KeptFacts()  # noqa: SLF001  # as a process that has just begun


def changer(sheet: Any, group: str) -> Callable[[], None]:
    from paripurna.platform.facts.actions import mark_changed

    return lambda: mark_changed(city_id=sheet.city_id, group=group)


def list_groups() -> list[str]:
    from paripurna.platform.facts.registry import list_sources

    return sorted({source.group for source in list_sources()})


def show(name: str, work: Callable[[], object], *, prepare: Callable[[], object], limit: int) -> None:
    clocks = []
    for _ in range(RUNS):
        prepare()
        start = time.perf_counter()
        work()
        clocks.append((time.perf_counter() - start) * 1000)
    mark = "" if median(clocks) <= limit else "  ← too slow"
    print(f"  {name:<58}{median(clocks):>8.0f} ms   worst {max(clocks):>6.0f} ms   limit {limit} ms{mark}", flush=True)


def fill(city: Any) -> None:
    """This function will put the rows straight into the tables: by actions it would take hours."""
    from paripurna.platform.facts.actions import mark_changed
    from paripurna.rooms.network.models import Agency
    from paripurna.rooms.registers import models
    from paripurna.rooms.registers.subjects import list_subjects

    if models.BudgetLine.objects.filter(city=city).count() >= SHARES["budget"]:
        return
    rows = Rows(random.Random(4), city, list(Agency.objects.filter(city=city)), sorted(list_subjects()))
    create(models.Regulation, (rows.regulation(n) for n in range(SHARES["regulations"])))
    create(models.BudgetLine, (rows.budget_line(n) for n in range(SHARES["budget"])))
    create(models.Innovation, (rows.innovation(n) for n in range(SHARES["innovations"])))
    create(models.Partnership, (rows.partnership(n) for n in range(SHARES["partnerships"])))
    sessions = create(models.Training, (rows.training(n) for n in range(TRAININGS)))
    create(models.Participant, (rows.participant(n, sessions) for n in range(SHARES["participants"])))
    for group in list_groups():
        mark_changed(city_id=city.pk, group=group)


def create(model: Any, rows: Iterator[dict[str, Any]]) -> Sequence[Any]:
    return model.objects.bulk_create([model(**row) for row in rows], batch_size=2000)


class Rows:
    """Invented rows, the same at every run."""

    def __init__(self, dice: random.Random, city: Any, agencies: list[Any], subjects: list[str]) -> None:
        self.dice, self.city, self.agencies, self.subjects = dice, city, agencies, subjects

    def entry(self, **values: Any) -> dict[str, Any]:
        told = {"city": self.city, "agency": self.dice.choice(self.agencies), "created_at": NOW, "changed_at": NOW}
        return {**told, "subjects": self.dice.sample(self.subjects, 2), **values}

    def day(self) -> date:
        return date(2020, 1, 1) + timedelta(days=self.dice.randrange(2400))

    def regulation(self, n: int) -> dict[str, Any]:
        kind = self.dice.choice(["PERKADA", "DECREE", "INSTRUCTION", "CIRCULAR", "SOP"])
        day = self.day()
        return self.entry(
            kind=kind, number=f"B{n}", year=day.year, title=f"Aturan {n}", state="IN_FORCE", enacted_on=day
        )

    def budget_line(self, n: int) -> dict[str, Any]:
        code = f"{n // 1000}.{n:05}"
        return self.entry(
            year=self.dice.choice([2024, 2025, 2026]),
            stage=self.dice.choice(["RKPD", "DPA"]),
            fund="PAD",
            codes="2021",
            program_code=code,
            activity_code=code,
            sub_activity_code=code,
            sub_activity=f"Kegiatan {n}",
            ceiling_idr=self.dice.randrange(10**9),
        )

    def innovation(self, n: int) -> dict[str, Any]:
        return self.entry(
            title=f"Inovasi {n}", state="RUNNING", problem="Masalah", idea="Gagasan", started_on=self.day()
        )

    def partnership(self, n: int) -> dict[str, Any]:
        partner = self.dice.choice(self.agencies)
        return self.entry(partner=partner, title=f"Janji {n}", form="GOODS", starts_on=self.day())

    def training(self, n: int) -> dict[str, Any]:
        day = self.day()
        return self.entry(title=f"Pelatihan {n}", starts_on=day, ends_on=day)

    def participant(self, n: int, sessions: Sequence[Any]) -> dict[str, Any]:
        from paripurna.rooms.registers.trainings.types import Service

        return {
            "city": self.city,
            "training": sessions[n % len(sessions)],
            "name": f"Contoh {n}",
            "person": f"contoh-{n // 3}",
            "agency": self.dice.choice(self.agencies),
            "service": self.dice.choice(list(Service)).value,
        }


if __name__ == "__main__":
    main()
