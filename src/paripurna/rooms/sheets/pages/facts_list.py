"""All questions of a sheet that facts answer, beside what is recorded; and those that people answer, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.model import Edition, Question
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.live.agreement import KNOWN, Agreement, FactsCount, count_agreements
from paripurna.rooms.sheets.live.comparing import Compared
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.facts_box import AGREEMENTS
from paripurna.rooms.sheets.responsible import Responsibility
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import AnswerState
from paripurna.rooms.sheets.wording import say_answer

SHOWN: Mapping[str, Promise] = {
    "": _("All questions"),
    "berbeda": _("The answer differs, or is missing"),
    "bergeser": _("Registers moved after submission"),
    "belum": _("Registers know nothing yet"),
    "manual": _("Answered by people"),
}


@dataclass(frozen=True, slots=True)
class FactsFilter:
    shown: str = ""
    strand: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class FactsLine:
    number: str
    label: str
    hue: int
    source: str
    recorded_text: str
    recorded_points: Decimal
    live_text: str
    live_points: Decimal
    max_points: Decimal
    agreement: Agreement
    state: AnswerState
    has_moved: bool
    is_example: bool
    can_take: bool
    url: str

    @property
    def badge(self) -> tuple[Promise, str, str]:
        return AGREEMENTS[self.agreement]

    @property
    def is_known(self) -> bool:
        return self.agreement in KNOWN


@dataclass(frozen=True, slots=True)
class ManualGroup:
    """Questions that people answer, and why."""

    why: str
    questions: tuple[tuple[str, str, str], ...]  # number, label, url


@dataclass(frozen=True, slots=True)
class FactsList:
    filter: FactsFilter
    choices: tuple[tuple[str, Promise], ...]
    strands: tuple[tuple[str, str], ...]
    agencies: tuple[AgencyRef, ...]
    count: FactsCount
    lines: tuple[FactsLine, ...]
    manual: tuple[ManualGroup, ...]
    recorded_points: Decimal  # of the questions that the registers know something of
    live_points: Decimal

    @property
    def takeable(self) -> list[FactsLine]:
        return [line for line in self.lines if line.can_take]


def read_facts_filter(query: QueryDict) -> FactsFilter:
    """This function will read the filter of the address; what it does not know shows all."""
    shown = query.get("tampil", "")
    return FactsFilter(shown if shown in SHOWN else "", query.get("bagian", ""), query.get("pd", ""))


def build_facts_list(
    sheet: Sheet, compared: Sequence[Compared], wish: FactsFilter, *, takeable: Collection[str] = (), on: date
) -> FactsList:
    """This function will put together the page of all facts of a sheet; those of `takeable` can be chosen on it."""
    edition = queries.edition_of(sheet)
    hues, responsible = _read_hues(edition), _resolve(sheet, edition, on=on)
    every = [_build_line(sheet, each, hues[each.number], can_take=each.number in takeable) for each in compared]
    within = _list_within(edition, responsible, wish)
    wished = (line for line in every if line.number in within and _is_wished(line, wish))
    lines = tuple(sorted(wished, key=lambda line: not line.can_take))  # what can be chosen stands on the first page
    return FactsList(
        filter=wish,
        choices=tuple(SHOWN.items()),
        strands=tuple((strand.code, strand.label.in_language(current_language())) for strand in edition.strands),
        agencies=tuple(responsible.list_agencies()),
        count=count_agreements(edition, {line.number: line.agreement for line in every}),
        lines=lines,
        manual=_list_manual(sheet, edition, within) if wish.shown in {"", "manual"} else (),
        recorded_points=sum((line.recorded_points for line in lines if line.is_known), Decimal(0)),
        live_points=sum((line.live_points for line in lines if line.is_known), Decimal(0)),
    )


def _build_line(sheet: Sheet, compared: Compared, hue: int, *, can_take: bool) -> FactsLine:
    live = compared.live
    question = live.bound.question
    return FactsLine(
        number=question.number,
        label=question.label.in_language(current_language()),
        hue=hue,
        source=str(live.bound.source.label),
        recorded_text=say_answer(question, compared.answer.data),
        recorded_points=compared.recorded_points,
        live_text=say_answer(question, live.data),
        live_points=compared.live_points,
        max_points=question.max_points,
        agreement=compared.agreement,
        state=compared.answer.state,
        has_moved=compared.has_moved,
        is_example=live.is_example,
        can_take=can_take,
        url=_question_url(sheet, question),
    )


def _resolve(sheet: Sheet, edition: Edition, *, on: date) -> Responsibility:
    roles = {question.number: question.roles for question in edition.questions}
    return Responsibility(network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on))


def _list_within(edition: Edition, responsible: Responsibility, wish: FactsFilter) -> frozenset[str]:
    """The questions of the part and of the agency that are asked for."""
    strands = (strand for strand in edition.strands if wish.strand in {"", strand.code})
    numbers = (question.number for strand in strands for question in strand.questions)
    return frozenset(
        number
        for number in numbers
        if not wish.agency or any(agency.code == wish.agency for agency in responsible.list_for(number))
    )


def _is_wished(line: FactsLine, wish: FactsFilter) -> bool:
    tests = {
        "berbeda": line.agreement in {Agreement.DIFFERENT, Agreement.UNANSWERED},
        "bergeser": line.has_moved,
        "belum": line.agreement is Agreement.UNKNOWN,
        "manual": False,
    }
    return tests.get(wish.shown, True)


def _list_manual(sheet: Sheet, edition: Edition, within: frozenset[str]) -> tuple[ManualGroup, ...]:
    groups = []
    for group in get_fact_overlay(edition).manual:
        wished = [edition.question_by_number[number] for number in group.questions if number in within]
        if wished:
            why = group.why.in_language(current_language())
            groups.append(ManualGroup(why, tuple(_as_link(sheet, question) for question in wished)))
    return tuple(groups)


def _as_link(sheet: Sheet, question: Question) -> tuple[str, str, str]:
    return question.number, question.label.in_language(current_language()), _question_url(sheet, question)


def _read_hues(edition: Edition) -> dict[str, int]:
    return {
        question.number: hue for hue, strand in enumerate(edition.strands, start=1) for question in strand.questions
    }


def _question_url(sheet: Sheet, question: Question) -> str:
    place = {"city": sheet.city.slug, "code": sheet.code, "question": question.number}
    return reverse("sheets:question", kwargs=place)
