"""Checklists of a small city: one kecamatan with two kelurahan, and another with one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from paripurna.cli.demo.answers import invent_answer
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.checklists import actions, queries
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.types import ChecklistKind
from paripurna.rooms.registers.figures.actions import write_figures
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.types import FigureDraft, read_period
from paripurna.rooms.registers.models import FigureSeries
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.types import AnswerDraft
from tests.factories.access import make_member
from tests.factories.network import make_agency
from tests.factories.regions import make_city, make_region
from tests.factories.sheets import NOW

KECAMATAN, DAMAI, SEPINGGAN, GRAHA = "64.71.05", "64.71.05.1001", "64.71.05.1002", "64.71.06.1001"
NAMES = {
    KECAMATAN: "Balikpapan Kota",
    DAMAI: "Damai",
    SEPINGGAN: "Sepinggan",
    "64.71.06": "Balikpapan Barat",
    GRAHA: "Graha",
}


def make_checklists(*, kind: ChecklistKind = ChecklistKind.KELURAHAN, year: int = 2025) -> dict[str, Checklist]:
    """This function will open the checklists of a year and return them by the code of their region."""
    city = make_parts()
    actions.open_checklists(city=city, kind=kind, year=year, due_on=date(year + 1, 2, 28), by=None, at=NOW)
    return {each.region.code: each for each in queries.list_of_year(city, kind, year)}


def make_parts() -> City:
    city = make_city()
    for code, name in NAMES.items():
        make_region(code, name)
    return city


def fill_checklist(checklist: Checklist, *, lacking: tuple[str, ...] = (), leave: tuple[str, ...] = ()) -> None:
    """This function will answer every question so that it holds, but those of `lacking`, and not those of `leave`."""
    drafts = [
        AnswerDraft(each.number, _answer(each, number_lacks=each.number in lacking), "", 0)
        for each in edition_of(checklist.sheet).questions
        if each.number not in leave
    ]
    sheets.import_contents(sheet=checklist.sheet, answers=drafts, by=None, at=NOW)


def confirm(checklist: Checklist) -> None:
    actions.confirm_checklist(checklist=checklist, by=None, at=NOW)


def tell_figure(checklist: Checklist, slug: str, value: int) -> None:
    """This function will let an agency say a figure of the region and year of the checklist, or another one than before."""
    city = checklist.city
    series = FigureSeries.objects.filter(city=city, slug=slug).first()
    if series is None:
        said = {"slug": slug, "title": slug, "unit": "anak", "subjects": ["schools"]}
        said["agency_id"] = make_agency(city, f"opd-{slug}").id
        series = add_entry(register=FIGURES, city=city, values=said, by=None, at=NOW)
    draft = FigureDraft("Disdikbud", read_period(str(checklist.year)), Decimal(value), region_id=checklist.region_id)
    write_figures(series=series, drafts=[draft], by=None, at=NOW)


def make_staff(code: str, username: str = "lurina") -> User:
    """This function will return somebody who works for this kelurahan or kecamatan and nowhere else."""
    return make_member(make_city(), "KELURAHAN", region=make_region(code), username=username)


def _answer(question: object, *, number_lacks: bool) -> dict[str, object]:
    if question.max_points == 0:  # type: ignore[attr-defined]
        return {"option": "ya" if number_lacks else "tidak"}
    return invent_answer(question, Decimal(0 if number_lacks else 1))  # type: ignore[arg-type]
