"""Everything that the panel of one question shows, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from paripurna.core.instrument.model import Edition, Indicator, Question, Source, Strand
from paripurna.core.scoring.result import QuestionScore
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets import policy, queries
from paripurna.rooms.sheets.live.binding import find_bound
from paripurna.rooms.sheets.pages.answer_form import AnswerForm, build_form
from paripurna.rooms.sheets.pages.facts_box import FactsBox, find_facts_box
from paripurna.rooms.sheets.pages.filters import TreeFilters
from paripurna.rooms.sheets.pages.marking import MarkLine, list_mark_lines
from paripurna.rooms.sheets.pages.offers import StepOffer, list_offers
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.pages.tree import build_tree
from paripurna.rooms.sheets.pages.tree_page import build_source
from paripurna.rooms.sheets.registry import get_subject_kind, list_panel_sections
from paripurna.rooms.sheets.typed import Typed, current_language, show
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, Step
from paripurna.rooms.sheets.wording import say_answer, say_percent, say_rule

AROUND = 20


@dataclass(frozen=True, slots=True)
class Neighbour:
    number: str
    url: str
    label: str
    state: AnswerState


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The questions before and after this one, and those listed beside it."""

    previous: Neighbour | None = None
    next: Neighbour | None = None
    siblings: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledSection:
    """A section that another room fills."""

    title: Promise
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Panel:
    question: Question
    strand: Strand
    hue: int
    indicator: Indicator
    label: str
    kind_label: str
    answer: AnswerRow
    answer_text: str
    return_reason: str
    closing: str  # why nothing can be written now
    score: QuestionScore
    rule_lines: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    evidence: tuple[str, ...]
    agencies: tuple[AgencyRef, ...]
    form: AnswerForm | None  # None: this person does not answer it, or not now
    offers: tuple[StepOffer, ...]
    marks: tuple[MarkLine, ...]
    around: Surroundings
    facts: FactsBox | None
    facts_url: str  # "" for a question that no register answers
    sections: tuple[FilledSection, ...]
    url: str
    save_url: str
    tree_url: str
    changed_at: datetime | None

    @property
    def key(self) -> str:
        """Part of the ids on the page: what is saved late must not land in the panel of another question."""
        return self.question.number.replace(".", "-")

    @property
    def strand_label(self) -> str:
        return self.strand.label.in_language(current_language())

    @property
    def indicator_label(self) -> str:
        return self.indicator.label.in_language(current_language())

    @property
    def rule_note(self) -> str:
        note = self.question.rule.note
        return note.in_language(current_language()) if note else ""

    @property
    def source_codes(self) -> str:
        return ", ".join(source.code for source in self.sources)

    @property
    def anomalies(self) -> list[str]:
        return [anomaly.text.in_language(current_language()) for anomaly in self.question.anomalies]

    @property
    def percent(self) -> str:
        """The share of a stored ratio, as a percentage; empty where there is none."""
        is_share = self.question.rule.kind == "ratio" and self.answer.data
        return say_percent(self.answer.data) if is_share else ""

    @property
    def errors(self) -> Mapping[str, str]:
        return self.form.errors if self.form else {}

    @property
    def may_submit(self) -> bool:
        return self.form is not None

    @property
    def step_offers(self) -> list[StepOffer]:
        """Steps with a form of their own; submitting belongs to the answer form while there is one."""
        return [offer for offer in self.offers if self.form is None or offer.step is not Step.SUBMIT]

    @property
    def saved_at(self) -> datetime | None:
        return self.changed_at if self.form and not self.form.errors else None

    @property
    def steps(self) -> list[tuple[str, Decimal | None]]:
        """The explanation of the points, line by line, in the language of the page."""
        language = current_language()
        return [(step.text.in_language(language), step.points) for step in self.score.steps]


@dataclass(frozen=True, slots=True)
class Refill:
    """What a person had typed when something went wrong: shown again, nothing is lost."""

    typed: Typed
    note: str
    revision: int
    errors: Mapping[str, str]
    nonce: str = ""


def build_panel(
    opened: OpenedSheet, number: str, *, filters: TreeFilters | None, refill: Refill | None = None
) -> Panel:
    """This function will read and build the panel of a question; without filters, what a save changes. Raises `UnknownQuestion`."""
    question = opened.get_question(number)
    strand, hue, indicator = find_place(opened.edition, number)
    answer = opened.get_answer(number)
    language = current_language()
    query = f"?{filters.as_query()}" if filters and (filters.narrows or filters.is_flat) else ""
    return Panel(
        question=question,
        strand=strand,
        hue=hue,
        indicator=indicator,
        label=question.label.in_language(language),
        kind_label=question.rule.name.in_language(language),
        answer=answer,
        answer_text=say_answer(question, answer.data),
        return_reason=_read_reason(opened, answer),
        closing=policy.find_closing(opened.sheet),
        score=opened.get_score(number),
        rule_lines=tuple(say_rule(question)),
        sources=list_sources(opened.edition, question),
        evidence=_list_evidence(opened.edition, question),
        agencies=opened.responsibility.list_for(number) if filters else (),
        form=_find_form(opened, question, refill),
        offers=tuple(list_offers(opened, question)),
        marks=tuple(list_mark_lines(opened, question)),
        around=find_surroundings(opened, number, filters),
        facts=find_facts_box(opened, number, may_answer=may_answer_now(opened, question)) if filters else None,
        facts_url=question_url(opened, number, "facts_box") if find_bound(opened.edition, number) else "",
        sections=tuple(_list_sections(opened, number)) if filters else (),
        url=question_url(opened, number),
        save_url=question_url(opened, number, "save") + query,
        tree_url=tree_url(opened) + query,
        changed_at=answer.changed_at,
    )


def question_url(opened: OpenedSheet, number: str, name: str = "question", **kwargs: Any) -> str:
    """This function will return the address of a question's page, or of one of its doors."""
    place = {"city": opened.sheet.city.slug, "code": opened.sheet.code, "question": number}
    return reverse(f"sheets:{name}", kwargs={**place, **kwargs})


def tree_url(opened: OpenedSheet) -> str:
    return reverse("sheets:sheet", kwargs={"city": opened.sheet.city.slug, "code": opened.sheet.code})


def find_place(edition: Edition, number: str) -> tuple[Strand, int, Indicator]:
    """This function will return the strand (with its position from 1) and the indicator that a question stands in."""
    for hue, strand in enumerate(edition.strands, start=1):
        for indicator in strand.indicators:
            if any(question.number == number for question in indicator.questions):
                return strand, hue, indicator
    raise KeyError(number)


def find_surroundings(opened: OpenedSheet, number: str, filters: TreeFilters | None) -> Surroundings:
    """This function will find what one steps to from here: what the filters found, else the form. None: nothing is asked."""
    if filters is None:
        return Surroundings()
    if filters.narrows or filters.is_flat:
        return _among_found(opened, number, filters)
    numbers = list(opened.edition.question_by_number)
    place = numbers.index(number)
    _strand, _hue, indicator = find_place(opened.edition, number)
    around = [numbers[at] if 0 <= at < len(numbers) else "" for at in (place - 1, place + 1)]
    before, after = (_neighbour(opened, each) if each else None for each in around)
    return Surroundings(before, after, tuple(_neighbour(opened, each.number) for each in indicator.questions))


def _among_found(opened: OpenedSheet, number: str, filters: TreeFilters) -> Surroundings:
    """A question that the filters no longer find keeps the first ones found beside it."""
    tree = build_tree(build_source(opened, filters, current_language()), filters)
    rows = [Neighbour(row.number, row.url, row.label, row.state) for row in tree.flat or tree.rows]
    place = next((at for at, row in enumerate(rows) if row.number == number), None)
    if place is None:
        return Surroundings(siblings=tuple(rows[:AROUND]))
    return Surroundings(
        rows[place - 1] if place else None,
        rows[place + 1] if place + 1 < len(rows) else None,
        tuple(rows[max(0, place - AROUND) : place + AROUND + 1]),
    )


def _neighbour(opened: OpenedSheet, number: str) -> Neighbour:
    label = opened.edition.question_by_number[number].label.in_language(current_language())
    return Neighbour(number, question_url(opened, number), label, opened.get_answer(number).state)


def _read_reason(opened: OpenedSheet, answer: AnswerRow) -> str:
    if answer.state is not AnswerState.RETURNED:
        return ""
    return queries.find_return_reason(opened.sheet, answer.question)


def _find_form(opened: OpenedSheet, question: Question, refill: Refill | None) -> AnswerForm | None:
    answer = opened.get_answer(question.number)
    is_elsewhere = get_subject_kind(opened.sheet.subject_kind).is_filled_at_once  # on the page of the whole sheet
    if is_elsewhere or not may_answer_now(opened, question):
        return None
    if refill:
        return build_form(
            question,
            refill.typed,
            note=refill.note,
            revision=refill.revision,
            errors=refill.errors,
            nonce=refill.nonce,
        )
    return build_form(question, show(question.rule, answer.data), note=answer.note, revision=answer.revision)


def may_answer_now(opened: OpenedSheet, question: Question) -> bool:
    """This function will return whether the person may answer the question, and whether it can be answered now."""
    state = opened.get_answer(question.number).state
    return policy.may_answer(
        opened.user, opened.sheet, question, on=opened.on, own=opened.responsibility
    ) and policy.can_save(opened.sheet, state)


def list_sources(edition: Edition, question: Question) -> tuple[Source, ...]:
    """This function will return the sources of a question and of its rule, each once."""
    known = {source.code: source for source in edition.sources}
    codes = [code for field in (question.rule.source, question.source) for code in field.split("+") if code]
    return tuple(known[code] for code in dict.fromkeys(codes) if code in known)


def _list_evidence(edition: Edition, question: Question) -> tuple[str, ...]:
    labels = {kind.code: kind.label.in_language(current_language()) for kind in edition.evidence_kinds}
    return tuple(labels.get(code, code) for code in question.evidence)


def _list_sections(opened: OpenedSheet, number: str) -> list[FilledSection]:
    filled = ((section, section.get_context(opened.sheet, number, opened.user)) for section in list_panel_sections())
    return [
        FilledSection(section.title, section.template, context) for section, context in filled if context is not None
    ]
