"""Reads of checklists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.models import Region
from paripurna.rooms.registers.checklists.models import Checklist as Checklist
from paripurna.rooms.registers.checklists.types import ChecklistKind, ChecklistState
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.registers.checklists.policy import Reach
    from paripurna.rooms.sheets.types import AnswerData


def get_checklist(city: City, reach: Reach, code: UUID) -> Checklist:
    """This function will return the checklist of this sheet, if the person may know of it. Raises `Stranger`."""
    found = _of_city(city).filter(sheet__code=code).first()
    if found is None or not reach.covers(found.region.code):
        raise Stranger
    return found


def find_of_sheet(sheet: sheets.Sheet) -> Checklist | None:
    """This function will return the checklist that owns the sheet, read once a sheet object."""
    if "_checklist" not in sheet.__dict__:
        found = Checklist.objects.filter(city=sheet.city_id, sheet=sheet.pk).select_related("region")
        sheet.__dict__["_checklist"] = found.first()
    checklist: Checklist | None = sheet.__dict__["_checklist"]
    return checklist


def find_confirmed_before(checklist: Checklist) -> Checklist | None:
    """This function will return the newest confirmed checklist of the region from an earlier year, or None."""
    of_region = Checklist.objects.filter(city=checklist.city_id, kind=checklist.kind, region=checklist.region_id)
    earlier = of_region.filter(year__lt=checklist.year, state=ChecklistState.CONFIRMED)
    return earlier.select_related("sheet__edition").order_by("-year").first()


def list_years_of(checklist: Checklist) -> list[tuple[int, UUID]]:
    """This function will return year and sheet of every checklist of the region, the newest first."""
    of_region = Checklist.objects.filter(city=checklist.city_id, kind=checklist.kind, region=checklist.region_id)
    return list(of_region.order_by("-year").values_list("year", "sheet__code"))


def list_checklists(city: City, reach: Reach, *, kind: ChecklistKind, year: int) -> list[Checklist]:
    """This function will return the checklists of a year that the person may know of, in order of region."""
    return [each for each in list_of_year(city, kind, year) if reach.covers(each.region.code)]


def list_of_year(city: City, kind: ChecklistKind, year: int) -> list[Checklist]:
    """This function will return all checklists of a year, in order of region."""
    return list(_of_city(city).filter(kind=kind, year=year).order_by("region__code"))


def list_waiting(city: City, codes: Collection[str]) -> list[Checklist]:
    """This function will return the checklists of these very regions that are being filled, the earliest date first."""
    found = _of_city(city).filter(region__code__in=codes, state=ChecklistState.FILLING)
    return list(found.order_by("due_on", "region__code"))


def list_years(city: City, kind: ChecklistKind) -> list[int]:
    """This function will return the years with checklists, the newest first."""
    found = Checklist.objects.filter(city=city, kind=kind).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def list_without(city: City, kind: ChecklistKind, year: int) -> list[Region]:
    """This function will return the regions that have no checklist of the year yet."""
    regions = Region.objects.current().within(city.code).filter(level=kind.level)
    taken = Checklist.objects.filter(city=city, kind=kind, year=year).values("region")
    return list(regions.exclude(pk__in=taken).order_by("code"))


def read_answers(checklists: list[Checklist]) -> Mapping[int, Mapping[str, AnswerData]]:
    """This function will return the stored answers by sheet and question: one statement."""
    return sheets.read_stored([checklist.sheet_id for checklist in checklists])


def _of_city(city: City) -> QuerySet[Checklist]:
    return Checklist.objects.filter(city=city).select_related(
        "city__region", "region__parent", "sheet__edition", "confirmed_by"
    )
