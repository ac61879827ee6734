"""What the pages of this room show, gathered from the queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from paripurna.core.instrument.text import Text
from paripurna.platform.ui.registry import Hit
from paripurna.rooms.network import queries
from paripurna.rooms.network.responsibility import Responsible, build_loads, resolve
from paripurna.rooms.network.types import (
    AgencyDetail,
    AgencyRef,
    AgencyRow,
    Instrument,
    InstrumentQuestion,
    Load,
    find_instrument,
)

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

NOTHING = Load()


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A line of the list of agencies, with what rests on the agency in the instrument of today."""

    row: AgencyRow
    load: Load


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role of the instrument, who plays it here, and what hangs on it."""

    role: str
    label: str
    agencies: Responsible
    question_count: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question and who answers for it. `is_named` when it was given by name, not by its roles."""

    number: str
    label: str
    part: str
    max_points: Decimal
    agencies: Responsible
    is_named: bool
    strand: str = ""


@dataclass(frozen=True, slots=True)
class AgencyPage:
    detail: AgencyDetail
    load: Load
    role_labels: tuple[tuple[str, bool], ...]
    questions: tuple[QuestionLine, ...]
    instrument_title: str


SORTS: Mapping[str, Callable[[AgencyLine], Any]] = {
    "singkatan": lambda line: line.row.ref.abbreviation.casefold(),
    "nama": lambda line: line.row.ref.name.casefold(),
    "jenis": lambda line: str(line.row.ref.kind.label),
    "orang": lambda line: line.row.member_count,
    "pertanyaan": lambda line: line.load.questions,
    "poin": lambda line: line.load.shared_points,
}


def list_agency_lines(
    city: City, *, text: str = "", kind: str = "", ended: bool = False, sort: tuple[str, bool] = ("singkatan", False)
) -> list[AgencyLine]:
    """This function will return the lines of the list, sorted by a key of `SORTS`, downward if the second is true."""
    loads = load_by_code(city)
    rows = queries.list_agency_rows(city, text=text, kind=kind, ended=ended)
    lines = [AgencyLine(row, loads.get(row.ref.code, NOTHING)) for row in rows]
    return sorted(lines, key=SORTS[sort[0]], reverse=sort[1])


def load_by_code(city: City) -> dict[str, Load]:
    """This function will return how much of today's instrument rests on each agency, by its code."""
    instrument = find_instrument(city)
    if instrument is None:
        return {}
    responsible = queries.resolve_responsible(city, instrument.roles_by_number, key=instrument.key)
    maxima = {question.number: question.max_points for question in instrument.questions}
    return {agency.code: load for agency, load in build_loads(responsible, maxima).items()}


def build_agency_page(city: City, code: str) -> AgencyPage:
    """This function will gather the page of an agency. Raises `AgencyNotFound`."""
    detail = queries.get_agency(city, code)
    instrument = find_instrument(city)
    lines = list_question_lines(city, instrument) if instrument else []
    own = tuple(line for line in lines if any(agency.code == code for agency in line.agencies))
    maxima = {line.number: line.max_points for line in own}
    loads = build_loads({line.number: line.agencies for line in own}, maxima)
    labels = {role: in_language(label) for role, label in instrument.roles} if instrument else {}
    return AgencyPage(
        detail=detail,
        load=loads.get(detail.ref, NOTHING),
        role_labels=tuple((labels.get(held.role, held.role), held.is_lead) for held in detail.roles),
        questions=own,
        instrument_title=instrument.title if instrument else "",
    )


def list_role_lines(city: City, instrument: Instrument) -> list[RoleLine]:
    """This function will return every role of the instrument, those that nobody plays first."""
    played = queries.list_roles(city)
    lines = [_role_line(role, label, instrument.questions, played) for role, label in instrument.roles]
    return sorted(lines, key=lambda line: (bool(line.agencies), -line.question_count, line.label))


def _role_line(
    role: str, label: Text, questions: Sequence[InstrumentQuestion], played: Mapping[str, Responsible]
) -> RoleLine:
    asked = [question.max_points for question in questions if role in question.roles]
    return RoleLine(role, in_language(label), played.get(role, ()), len(asked), sum(asked, Decimal(0)))


def list_question_lines(city: City, instrument: Instrument, *, text: str = "", agency: str = "") -> list[QuestionLine]:
    """This function will return who answers for which question; `agency` is a code, or "-" for questions of nobody."""
    named = queries.list_assignments(city, key=instrument.key)
    responsible = resolve(instrument.roles_by_number, queries.list_roles(city), named)
    lines = (
        QuestionLine(
            number=question.number,
            label=in_language(question.label),
            part=in_language(question.part),
            max_points=question.max_points,
            agencies=responsible[question.number],
            is_named=question.number in named,
            strand=question.strand,
        )
        for question in instrument.questions
    )
    return [line for line in lines if _is_asked(line, text.casefold(), agency)]


def _is_asked(line: QuestionLine, text: str, agency: str) -> bool:
    if agency == "-" and line.agencies:
        return False
    if agency not in {"", "-"} and all(found.code != agency for found in line.agencies):
        return False
    return not text or text in f"{line.number} {line.label}".casefold()


def find_hits(request: HttpRequest, words: str, limit: int) -> list[Hit]:
    """This function will find agencies of the request's city for the search of the top bar."""
    city: City = request.city  # type: ignore[attr-defined]
    rows = queries.list_agency_rows(city, text=words)[:limit]
    return [Hit(f"{row.ref.abbreviation} · {row.ref.name}", agency_url(city, row.ref), row.tasks) for row in rows]


def list_strand_labels(city: City) -> dict[str, str]:
    """This function will return the parts of today's instrument in its order: code → name in the language of the page."""
    instrument = find_instrument(city)
    return {code: in_language(label) for code, label in instrument.strands} if instrument else {}


def agency_url(city: City, agency: AgencyRef) -> str:
    return reverse("network:agency_detail", kwargs={"city": city.slug, "code": agency.code})


def in_language(text: Text) -> str:
    return text.in_language(get_language() or "id")
