"""Taking the facts of many questions over at once: which can be, and what that would change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.rooms.sheets import policy, queries
from paripurna.rooms.sheets.live.comparing import Compared
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.responsible import read_responsibility
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import Contents, SeenFacts
from paripurna.rooms.sheets.wording import say_answer

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, slots=True)
class TakeLine:
    """One question that would be taken over."""

    number: str
    label: str
    recorded_text: str
    live_text: str
    recorded_points: Decimal
    live_points: Decimal
    seen: str  # what the form says of it
    url: str

    @property
    def difference(self) -> Decimal:
        return self.live_points - self.recorded_points


@dataclass(frozen=True, slots=True)
class TakePage:
    """`before` and `after` are totals of the stage of the answers, with what indicators do not exceed."""

    lines: tuple[TakeLine, ...]
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        return self.after - self.before


def list_takeable(sheet: Sheet, compared: Sequence[Compared], user: User, *, on: date) -> frozenset[str]:
    """This function will return the questions whose facts this person can take over now."""
    found = [each for each in compared if each.can_be_taken]
    if not found or not policy.can_write(sheet):
        return frozenset()
    own = read_responsibility(sheet, [each.live.bound.question for each in found], user, on=on)
    allowed = (each for each in found if policy.may_answer(user, sheet, each.live.bound.question, on=on, own=own))
    return frozenset(each.number for each in allowed)


def build_take_page(sheet: Sheet, numbers: Collection[str], user: User, *, on: date) -> TakePage:
    """This function will work out what taking the facts of `numbers` over would change; those that cannot be stay away."""
    contents = queries.read_contents(sheet)
    compared = queries.read_compared(sheet, contents, on=on)
    chosen = list_takeable(sheet, compared, user, on=on).intersection(numbers)
    taken = {each.number: each for each in compared if each.number in chosen}
    stage = queries.get_own_stage(queries.edition_of(sheet))
    totals = [queries.score_contents(sheet, each, stage=stage).total for each in (contents, _take(contents, taken))]
    return TakePage(tuple(_build_line(sheet, each) for each in taken.values()), *totals)


def read_seen(said: Collection[str]) -> dict[str, SeenFacts]:
    """This function will read what a form says of the questions that its reader saw; what is no such word is left out."""
    parts = (word.split(":") for word in said)
    return {part[0]: SeenFacts(int(part[1]), part[2]) for part in parts if len(part) == 3 and _is_revision(part[1])}


def _is_revision(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _take(contents: Contents, taken: Mapping[str, Compared]) -> Contents:
    answers = {number: replace(each.answer, data=each.live.data) for number, each in taken.items()}
    return Contents(contents.revision, {**contents.answers, **answers}, contents.marks)


def _build_line(sheet: Sheet, each: Compared) -> TakeLine:
    question = each.live.bound.question
    place = {"city": sheet.city.slug, "code": sheet.code, "question": question.number}
    return TakeLine(
        number=question.number,
        label=question.label.in_language(current_language()),
        recorded_text=say_answer(question, each.answer.data),
        live_text=say_answer(question, each.live.data),
        recorded_points=each.recorded_points,
        live_points=each.live_points,
        seen=f"{question.number}:{each.answer.revision}:{each.live.digest}",
        url=reverse("sheets:question", kwargs=place),
    )
