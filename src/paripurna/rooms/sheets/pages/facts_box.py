"""The box "facts today" of a question's panel: the recorded answer beside what the registers say, and what each earns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.fact_answer import EARLIER
from paripurna.core.instrument.fact_overlay import MarkForm
from paripurna.core.instrument.model import Question
from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import AnswerValue
from paripurna.platform.facts.types import Fact
from paripurna.platform.ui.formats import format_number, format_percent
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.live.agreement import Agreement, compare
from paripurna.rooms.sheets.live.answers import LiveAnswer, find_live_answer, score_values
from paripurna.rooms.sheets.live.keeping import Kept, find_kept
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import TRANSITIONS, AnswerState, Step
from paripurna.rooms.sheets.wording import say_answer

AGREEMENTS: Mapping[Agreement, tuple[Promise, str, str]] = {
    Agreement.UNKNOWN: (_("the registers know nothing yet"), "quiet", "circle-dashed"),
    Agreement.UNANSWERED: (_("not taken over yet"), "amber", "circle-arrow-down"),
    Agreement.SAME: (_("the answer agrees"), "green", "circle-check"),
    Agreement.DIFFERENT: (_("the answer differs"), "amber", "arrows-diff"),
}


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact in words."""

    label: str
    text: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Side:
    """An answer in words, and the points that the rule gives it."""

    text: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class FactsBox:
    question: Question
    source: str
    sentence: str
    standing: Standing
    rule: str  # why a suggested mark is what it is; "" for answers by the form's own steps
    agreement: Agreement
    recorded: Side
    live: Side
    lines: tuple[FactLine, ...]
    row_count: int
    is_example: bool
    kept: Kept | None
    has_moved: bool
    is_touched: bool
    can_take: bool
    revision: int
    key: str  # part of its id on the page
    url: str
    rows_url: str
    take_url: str

    @property
    def difference(self) -> Decimal:
        return self.live.points - self.recorded.points

    @property
    def badge(self) -> tuple[Promise, str, str]:
        return AGREEMENTS[self.agreement]


def find_facts_box(opened: OpenedSheet, number: str, *, may_answer: bool) -> FactsBox | None:
    """This function will build the box, or None for a question that no register answers."""
    live = find_live_answer(opened.sheet, opened.edition, number, on=opened.on)
    if live is None:
        return None
    answer, question, kept = opened.get_answer(number), live.bound.question, find_kept(opened.sheet, number)
    recorded = queries.parse_answers(opened.edition, opened.contents)
    agreement = compare(recorded.get(number), live)
    points, live_points = _score_both(opened, recorded, live)
    return FactsBox(
        question=question,
        source=str(live.bound.source.label),
        sentence=str(live.bound.source.sentence),
        standing=live.bound.binding.standing,
        rule=_say_rule(live),
        agreement=agreement,
        recorded=Side(say_answer(question, answer.data), points),
        live=Side(say_answer(question, live.data), live_points),
        lines=tuple(_list_lines(live)),
        row_count=live.row_count,
        is_example=live.is_example,
        kept=kept,
        has_moved=bool(kept and kept.has_moved(live)),
        is_touched=bool(kept and kept.is_touched(live)),
        can_take=may_answer and _differs(agreement) and _is_takeable(answer.state),
        revision=answer.revision,
        key=number.replace(".", "-"),
        url=_url(opened, number, "facts_box"),
        rows_url=_url(opened, number, "fact_rows"),
        take_url=_url(opened, number, "take_facts"),
    )


def say_fact(fact: Fact) -> str:
    """This function will say a fact in words: its share with both parts, or its figure."""
    language = current_language()
    if fact.value is None:
        return ""
    if fact.denominator is not None and fact.numerator is not None:
        parts = {
            "numerator": format_number(fact.numerator.normalize(), language),  # kept with places that say nothing
            "denominator": format_number(fact.denominator.normalize(), language),
            "percent": format_percent(fact.value, language, places=2),
        }
        return str(_("%(numerator)s of %(denominator)s = %(percent)s") % parts)
    return format_number(fact.value.normalize(), language)


def _score_both(opened: OpenedSheet, recorded: Mapping[str, AnswerValue], live: LiveAnswer) -> tuple[Decimal, Decimal]:
    subject = queries.subject_of(opened.sheet)
    now = score_values(opened.edition, recorded, subject)[live.number]
    if live.value is None:
        return now, Decimal(0)
    with_facts = {**recorded, live.number: live.value}
    return now, score_values(opened.edition, with_facts, subject)[live.number]


def _list_lines(live: LiveAnswer) -> list[FactLine]:
    labels = {EARLIER: str(_("earlier period")), "": str(_("this period"))}
    return [FactLine(labels.get(part, part), say_fact(fact), fact) for part, fact in live.facts.items()]


def _say_rule(live: LiveAnswer) -> str:
    form, note = live.bound.form, live.bound.binding.note
    said = [form.rule] if isinstance(form, MarkForm) else []
    return " ".join(each.in_language(current_language()) for each in (*said, note) if each)


def _differs(agreement: Agreement) -> bool:
    return agreement in {Agreement.UNANSWERED, Agreement.DIFFERENT}


def _is_takeable(state: AnswerState) -> bool:
    return state in TRANSITIONS[Step.TAKE]


def _url(opened: OpenedSheet, number: str, name: str) -> str:
    place = {"city": opened.sheet.city.slug, "code": opened.sheet.code, "question": number}
    return reverse(f"sheets:{name}", kwargs=place)
