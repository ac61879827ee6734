"""The city's page of checklists: one line a kelurahan, the map beside it, both under the same filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.regions.drawing import Drawing, draw
from paripurna.platform.regions.queries import get_borders
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.registers.checklists import queries
from paripurna.rooms.registers.checklists.holding import list_holding
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.pages.places import checklist_url
from paripurna.rooms.registers.checklists.policy import Reach
from paripurna.rooms.registers.checklists.types import ChecklistKind, ChecklistState
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerData

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

EVERYTHING = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. `question` "" shows how far each list is filled."""

    kind: ChecklistKind
    year: int
    question: str
    kecamatan: str
    finding: str
    region: str

    def as_query(self, **narrowed: str) -> str:
        """This function will return the address of the page about the same question, narrowed as said."""
        words = {"jenis": self.kind.value, "tahun": str(self.year), "tanya": self.question, **narrowed}
        return f"?{urlencode({name: value for name, value in words.items() if value})}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the map and the table say of a region: a word, a tone, and nothing that a color alone would say."""

    code: str
    label: str | Promise
    tone: str


FINDINGS: Mapping[str, Finding] = {
    each.code: each
    for each in (
        Finding("kosong", _("not begun"), "none"),
        Finding("sebagian", _("partly filled"), "part"),
        Finding("penuh", _("filled, waits to be confirmed"), "most"),
        Finding("dinyatakan", ChecklistState.CONFIRMED.label, "full"),
        Finding("ya", pgettext_lazy("checklist", "there"), "full"),
        Finding("tidak", pgettext_lazy("checklist", "not there"), "part"),
        Finding("belum", _("not answered"), "none"),
    )
}
OF_FILLING, OF_QUESTION = ("dinyatakan", "penuh", "sebagian", "kosong"), ("ya", "tidak", "belum")


@dataclass(frozen=True, slots=True)
class Line:
    """One checklist on the page."""

    checklist: Checklist
    name: str
    kecamatan: str
    url: str
    answered: int
    total: int
    answer: str  # to the question that is looked at
    finding: Finding
    is_due: bool  # its day has passed and it is not confirmed
    is_shown: bool  # by the filters


@dataclass(frozen=True, slots=True)
class Area:
    """A region of the map with what is said of it."""

    code: str
    name: str
    path: str
    tone: str
    title: str
    url: str
    is_faint: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the map's key: what a tone means, how many there are, and the page that shows only these."""

    label: str | Promise
    tone: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Board:
    asked: Asked
    years: tuple[int, ...]
    questions: tuple[tuple[str, str], ...]
    kecamatan: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    lines: tuple[Line, ...]
    keys: tuple[Key, ...]
    all_url: str
    drawing: Drawing | None
    areas: tuple[Area, ...]

    @property
    def shown(self) -> list[Line]:
        return [line for line in self.lines if line.is_shown]

    @property
    def is_about_question(self) -> bool:
        return bool(self.asked.question)

    @property
    def confirmed_count(self) -> int:
        return sum(line.checklist.state == ChecklistState.CONFIRMED for line in self.lines)


def read_asked(query: QueryDict, years: Mapping[ChecklistKind, Sequence[int]], *, on: date) -> Asked:
    """This function will read the address; what it does not say, or says wrongly, is the newest list of kelurahan."""
    wish = query.get("jenis", "")
    kind = ChecklistKind(wish) if wish in ChecklistKind.values else ChecklistKind.KELURAHAN
    year = read_whole(query.get("tahun", ""))
    known = years[kind]
    return Asked(
        kind=kind,
        year=year if year in known else next(iter(known), on.year),
        question=query.get("tanya", ""),
        kecamatan=query.get("kecamatan", ""),
        finding=query.get("keadaan", ""),
        region=query.get("wilayah", ""),
    )


def build_board(city: City, reach: Reach, query: QueryDict, *, on: date) -> Board:
    """This function will read the checklists of the year and draw both, the table and the map."""
    years = {kind: queries.list_years(city, kind) for kind in ChecklistKind}
    asked = read_asked(query, years, on=on)
    checklists = queries.list_checklists(city, reach, kind=asked.kind, year=asked.year)
    edition = sheets.edition_of(checklists[0].sheet) if checklists else sheets.find_newest_edition(asked.kind)
    if asked.question not in edition.question_by_number:
        asked = _without_question(asked)
    lines = tuple(_build_lines(checklists, edition, asked, on=on))
    drawing = draw(get_borders(city.code, level=asked.kind.level)) if lines else None
    return Board(
        asked=asked,
        years=tuple(years[asked.kind]),
        questions=_list_questions(edition),
        kecamatan=_list_kecamatan(checklists, asked.kind),
        findings=tuple(FINDINGS[code] for code in (OF_QUESTION if asked.question else OF_FILLING)),
        lines=lines,
        keys=tuple(_list_keys(lines, asked)),
        all_url=asked.as_query(),
        drawing=drawing,
        areas=tuple(_build_areas(drawing, lines, asked)) if drawing else (),
    )


def _without_question(asked: Asked) -> Asked:
    return Asked(asked.kind, asked.year, EVERYTHING, asked.kecamatan, asked.finding, asked.region)


@dataclass(frozen=True, slots=True)
class _Given:
    """A checklist with what stands on it."""

    checklist: Checklist
    edition: Edition
    answers: Mapping[str, AnswerData]

    @property
    def is_confirmed(self) -> bool:
        return self.checklist.state == ChecklistState.CONFIRMED

    @property
    def answered(self) -> int:
        return sum(bool(self.answers.get(number)) for number in self.edition.question_by_number)

    def say(self, number: str) -> str:
        question, data = self.edition.question_by_number.get(number), self.answers.get(number)
        return sheets.say_answer(question, data) if question and data else ""

    def find(self, number: str) -> Finding:
        """What is said of this list: of the answer to one question, or of how far it is filled."""
        if number:
            holds = list_holding(self.edition, {number: self.answers.get(number, {})}).get(number)
            return FINDINGS["belum" if holds is None else "ya" if holds else "tidak"]
        if self.is_confirmed or not self.answered:
            return FINDINGS["dinyatakan" if self.is_confirmed else "kosong"]
        return FINDINGS["penuh" if self.answered == len(self.edition.questions) else "sebagian"]


def _build_lines(checklists: list[Checklist], edition: Edition, asked: Asked, *, on: date) -> list[Line]:
    answers = queries.read_answers(checklists)
    return [_build_line(_Given(each, edition, answers[each.sheet_id]), asked, on=on) for each in checklists]


def _build_line(given: _Given, asked: Asked, *, on: date) -> Line:
    checklist, finding = given.checklist, given.find(asked.question)
    parent = checklist.region.parent if asked.kind is ChecklistKind.KELURAHAN else None
    return Line(
        checklist=checklist,
        name=checklist.region.name,
        kecamatan=parent.name if parent else "",
        url=checklist_url(checklist),
        answered=given.answered,
        total=len(given.edition.questions),
        answer=given.say(asked.question),
        finding=finding,
        is_due=not given.is_confirmed and checklist.due_on < on,
        is_shown=_fits(checklist, finding, asked),
    )


def _fits(checklist: Checklist, finding: Finding, asked: Asked) -> bool:
    code = checklist.region.code
    return (
        asked.finding in {"", finding.code}
        and asked.region in {"", code}
        and (not asked.kecamatan or code.startswith(f"{asked.kecamatan}.") or code == asked.kecamatan)
    )


def _list_questions(edition: Edition) -> tuple[tuple[str, str], ...]:
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return tuple(
        (question.number, f"{question.number} {question.label.in_language(language)}") for question in edition.questions
    )


def _list_kecamatan(checklists: list[Checklist], kind: ChecklistKind) -> tuple[tuple[str, str], ...]:
    if kind is not ChecklistKind.KELURAHAN:
        return ()
    found = {each.region.parent.code: each.region.parent.name for each in checklists if each.region.parent}
    return tuple(sorted(found.items()))


def _list_keys(lines: Sequence[Line], asked: Asked) -> Iterator[Key]:
    for code in OF_QUESTION if asked.question else OF_FILLING:
        finding, count = FINDINGS[code], sum(line.finding.code == code for line in lines)
        yield Key(finding.label, finding.tone, count, asked.as_query(keadaan=code))


def _build_areas(drawing: Drawing, lines: Sequence[Line], asked: Asked) -> list[Area]:
    by_code = {line.checklist.region.code: line for line in lines}
    areas = []
    for shape in drawing.shapes:
        line = by_code.get(shape.code)
        said = f"{line.finding.label} ({line.answered}/{line.total})" if line else ""
        areas.append(
            Area(
                code=shape.code,
                name=shape.name,
                path=shape.path,
                tone=line.finding.tone if line else "unknown",
                title=f"{shape.name}: {said}" if said else shape.name,
                url=asked.as_query(wilayah="" if shape.code == asked.region else shape.code),
                is_faint=line is None or not line.is_shown,
                is_chosen=shape.code == asked.region,
            )
        )
    return areas
