"""Invented entries of the demo, read from files as any office would bring them, and marked as examples."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paripurna.platform.regions.clock import day_in
from paripurna.platform.tables import read_table
from paripurna.rooms.network import queries as network
from paripurna.rooms.registers import actions
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.importing import build_plan
from paripurna.rooms.registers.innovations import INNOVATIONS
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.registers.types import Values

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

DATA = Path(__file__).parent / "data"
LATE = DATA / "menyusul"  # entered after the answers were: some of them differ from the registers since
FILES = ((REGULATIONS, "contoh-peraturan.csv"), (BUDGET, "contoh-anggaran.csv"), (INNOVATIONS, "contoh-inovasi.csv"))
WRITTEN_FOR = 2025  # the year of the budget that the example round asks about


class BadExample(Exception):
    """A file of examples holds a row that the register does not take."""


def load_registers(city: City, *, year: int, at: datetime, folder: Path = DATA) -> int:
    """This function will load the example entries, budgets moved to around `year`; twice is once. Returns how many."""
    return sum(
        actions.import_entries(
            register=register,
            city=city,
            rows=[move(values, year - WRITTEN_FOR) for values in read_examples(register, folder / name, city, at=at)],
            is_example=True,
            by=None,
            at=at,
        )
        for register, name in FILES
    )


def read_examples(register: Register, path: Path, city: City, *, at: datetime) -> list[Values]:
    """This function will read a file of examples as an import would. Raises `BadExample`."""
    keeper = network.list_agencies(city)[0]
    plan = build_plan(register, read_table(path), Frame(city, day_in(city, at)), agency_id=keeper.id)
    if plan.problems:
        raise BadExample(f"{path.name}: {plan.problems[0]}")
    return [row.values for row in plan.added]


def move(values: Values, years: int) -> Values:
    """This function will move a budget line by so many years; other entries stay on their days."""
    return values | {"year": values["year"] + years} if "sub_activity_code" in values else values
