"""Reads of imports: the workbook, its mapping, and the plan that it would be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.importing.cells import as_text
from paripurna.rooms.assessment.importing.mapping import list_targets, recall_mapping
from paripurna.rooms.assessment.importing.plan import build_plan
from paripurna.rooms.assessment.importing.reading import Source, read_source
from paripurna.rooms.assessment.importing.types import Cell, ImportPlan, Mapping_, Target
from paripurna.rooms.assessment.models import Round, RoundImport
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.sheets.queries import edition_of

SAMPLE_ROWS = 4


@dataclass(frozen=True)
class ColumnChoice:
    """One column on screen: its heading, what it holds in the first rows, and the chosen target."""

    position: int
    heading: str
    sample: tuple[str, ...]
    target: str


def get_import(city: City, *, code: str) -> RoundImport:
    """This function will return an import of the city. Raises `Stranger`."""
    found = RoundImport.objects.filter(city=city, code=code)
    related = found.select_related("city", "file", "round__sheet__edition", "round__sheet__city__region", "round__city")
    return get_or_stranger(related)


def list_imports(round: Round) -> list[RoundImport]:
    found = RoundImport.objects.filter(city=round.city_id, round=round)
    return list(found.select_related("begun_by", "file").order_by("-begun_at")[:20])


def find_same_file(begun: RoundImport) -> RoundImport | None:
    """This function will return an earlier import of the very same content into the same round, when it was done."""
    found = RoundImport.objects.filter(city=begun.city_id, round=begun.round_id, file=begun.file_id)
    return found.exclude(done_at=None).exclude(pk=begun.pk).order_by("-done_at").first()


def read_workbook(begun: RoundImport) -> Source:
    return read_source(begun.file.hash, edition_of(begun.round.sheet))


def read_mapping(begun: RoundImport) -> Mapping_:
    """This function will return the chosen mapping, else the remembered or guessed one."""
    if begun.mapping:
        return {int(column): target for column, target in begun.mapping.items()}
    return recall_mapping(begun.city, read_workbook(begun).headings, edition_of(begun.round.sheet))


def list_columns(begun: RoundImport) -> list[ColumnChoice]:
    """This function will return every column that has a heading or content."""
    source, mapping = read_workbook(begun), read_mapping(begun)
    samples = source.rows[:SAMPLE_ROWS]
    return [
        ColumnChoice(at, heading, sample, mapping.get(at, Target.IGNORE.value))
        for at, heading in enumerate(source.headings)
        if (sample := tuple(filter(None, (_show(row.cells, at) for row in samples)))) or heading
    ]


def _show(cells: tuple[Cell, ...], at: int) -> str:
    cell = cells[at] if at < len(cells) else None
    return as_text(cell)[:60]


def list_import_targets(begun: RoundImport) -> list[tuple[str, str]]:
    return list_targets(edition_of(begun.round.sheet))


def read_plan(begun: RoundImport, *, on: date) -> ImportPlan:
    """This function will work out what the import would write today, without writing it."""
    source = read_workbook(begun)
    return build_plan(read_position(begun.round, today=on), source.rows, source.headings, read_mapping(begun))
