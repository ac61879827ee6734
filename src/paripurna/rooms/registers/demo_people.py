"""Invented trainings, partners and figures of the demo, marked as examples; figures from public sources keep theirs."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paripurna.platform.regions.clock import day_in
from paripurna.platform.regions.queries import find_region_id
from paripurna.platform.tables import find_head, read_table
from paripurna.rooms.network import queries as network
from paripurna.rooms.registers import actions
from paripurna.rooms.registers.demo import DATA, LATE
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.figures.actions import adopt_standard_series, write_figures
from paripurna.rooms.registers.figures.types import FigureDraft, read_period
from paripurna.rooms.registers.importing import read_cells
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import FigureSeries, Partnership, Training
from paripurna.rooms.registers.partnerships.actions import add_delivery
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.types import DeliveryDraft
from paripurna.rooms.registers.trainings.actions import add_participants
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.types import ParticipantDraft, Service
from paripurna.rooms.registers.types import Values

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

WRITTEN_FOR = 2025  # the year of the files; the demo moves it to that of its round
KEEPER = "dp3akb"  # of the series
INVENTED = "Contoh (angka karangan)"


def load_people(city: City, *, year: int, at: datetime) -> int:
    """This function will load trainings, partnerships and figures around `year`; twice is once. Returns how many entries."""
    years = year - WRITTEN_FOR
    added = _load(STAFFING, DATA / "contoh-petugas.csv", city, years, at=at)
    added += _load_with_participants(city, years, DATA, at=at)
    keeper = network.find_agency(city, KEEPER)
    series = adopt_standard_series(city=city, agency_id=keeper.id, by=None, at=at) if keeper else 0
    if series:
        _load_figures(city, years, DATA, at=at)
        _load_kelurahan_figures(city, years, at=at)
    return added + series


def load_late_people(city: City, *, year: int, at: datetime) -> None:
    """This function will load what came in when the questions had been answered already; called once."""
    years = year - WRITTEN_FOR
    _load_with_participants(city, years, LATE, at=at)
    _load_figures(city, years, LATE, at=at)


def _load_with_participants(city: City, years: int, folder: Path, *, at: datetime) -> int:
    trainings = _load(TRAININGS, folder / "contoh-pelatihan.csv", city, years, at=at)
    if trainings:
        _enter_participants(city, folder, at=at)
    partnerships = _load(PARTNERSHIPS, folder / "contoh-kemitraan.csv", city, years, at=at)
    if partnerships:
        _deliver(city, years, folder, at=at)
    return trainings + partnerships


def _load(register: Register, path: Path, city: City, years: int, *, at: datetime) -> int:
    rows = [_move(values, years) for values in _read(register, path, city, at=at)]
    return actions.import_entries(register=register, city=city, rows=rows, is_example=True, by=None, at=at)


def _read(register: Register, path: Path, city: City, *, at: datetime) -> Iterator[Values]:
    """The rows of a file as the register reads them; columns that are not its own stay away."""
    frame, (sheet,) = Frame(city, day_in(city, at)), read_table(path).sheets
    head = find_head(sheet, {field.name: field.words for field in register.fields})
    for row in head.body if head else ():
        values, problems = read_cells(register.fields, head, row, frame)  # type: ignore[arg-type]
        if problems:
            raise ValueError(f"{path.name}:{row.number} {problems[0]}")
        yield {field.name: field.kind.empty for field in register.fields} | values


def _move(values: Values, years: int) -> Values:
    return {name: _shift(value, years) if isinstance(value, date) else value for name, value in values.items()}


def _shift(day: date, years: int) -> date:
    return day.replace(year=day.year + years)


def _enter_participants(city: City, folder: Path, *, at: datetime) -> None:
    trainings = {row.title: row for row in Training.objects.of_city(city.pk).filter(is_example=True)}
    agencies = {agency.code: agency.id for agency in network.list_agencies(city)}
    for row in _rows(folder / "contoh-peserta.csv"):
        drafts = [
            ParticipantDraft(
                name=f"Contoh {Service(row['layanan']).name.replace('_', ' ').title()} {number}",
                agency_id=agencies[row["pd"]],
                service=Service(row["layanan"]),
                has_certificate=row["bersertifikat"] == "ya",
            )
            for number in range(int(row["nomor dari"]), int(row["nomor dari"]) + int(row["jumlah"]))
        ]
        add_participants(training=_of(city, trainings[row["pelatihan"]]), drafts=drafts, by=None, at=at)


def _deliver(city: City, years: int, folder: Path, *, at: datetime) -> None:
    promises = {row.title: row for row in Partnership.objects.of_city(city.pk).filter(is_example=True)}
    for row in _rows(folder / "contoh-kemitraan.csv"):
        if row["diserahkan"]:
            came, whole = Decimal(row["diserahkan"]), Decimal(row["jumlah"])
            draft = DeliveryDraft(
                delivered_on=_shift(date(WRITTEN_FOR, 8, 1), years),
                amount=came,
                value_idr=int(int(row["nilai"]) * came / whole) if row["nilai"] else None,
            )
            partnership = _of(city, promises[row["janji"]])
            add_delivery(partnership=partnership, draft=draft, is_example=True, by=None, at=at)


def _load_figures(city: City, years: int, folder: Path, *, at: datetime) -> None:
    drafts: dict[tuple[str, bool], list[FigureDraft]] = {}
    for row in _rows(folder / "contoh-angka.csv"):
        is_example = row["contoh"] == "ya"
        period = f"{int(row['periode']) + years}" if is_example else row["periode"]
        draft = FigureDraft(row["sumber"], read_period(period), Decimal(row["nilai"]), _whole(row))
        drafts.setdefault((row["seri"], is_example), []).append(draft)
    _write_figures(city, drafts, at=at)


def _load_kelurahan_figures(city: City, years: int, *, at: datetime) -> None:
    """What agencies count for each kelurahan: of the year of the round and, for the checklists that are open, of the next."""
    rows = list(_rows(DATA / "contoh-angka-kelurahan.csv"))
    regions = {code: find_region_id(code, within=city.code) for code in {row["kode"] for row in rows}}
    drafts: dict[tuple[str, bool], list[FigureDraft]] = {}
    for row in rows:
        if region := regions[row["kode"]]:
            period = read_period(f"{int(row['periode']) + years}")
            draft = FigureDraft(INVENTED, period, Decimal(row["nilai"]), _whole(row), region_id=region)
            drafts.setdefault((row["seri"], True), []).append(draft)
    _write_figures(city, drafts, at=at)


def _whole(row: Mapping[str, str]) -> Decimal | None:
    return Decimal(row["dari"]) if row["dari"] else None


def _write_figures(city: City, drafts: Mapping[tuple[str, bool], Sequence[FigureDraft]], *, at: datetime) -> None:
    """`drafts` by series, and whether they are examples."""
    series = {one.slug: one for one in FigureSeries.objects.of_city(city.pk).standing()}
    for (slug, is_example), found in drafts.items():
        write_figures(series=_of(city, series[slug]), drafts=found, is_example=is_example, by=None, at=at)


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _of(city: City, entry: Any) -> Any:
    entry.city = city
    return entry
