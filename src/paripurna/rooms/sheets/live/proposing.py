"""What registers propose where people answer: a figure that stands in the field already and counts once somebody confirms it.

A proposal is read anew each time and never stored, so it cannot be taken for an answer, and no answer gives way to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from paripurna.core.instrument.fact_answer import build_answer
from paripurna.core.instrument.values import dump_value
from paripurna.platform.facts.queries import States, read_states
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.live.agreement import Agreement
from paripurna.rooms.sheets.live.answers import LiveAnswer, read_live_answers
from paripurna.rooms.sheets.live.keeping import Kept, read_kept_of
from paripurna.rooms.sheets.types import AnswerData, AnswerRow, AnswerState

if TYPE_CHECKING:
    from paripurna.rooms.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the registers say today of one question, beside the answer that stands."""

    live: LiveAnswer
    answer: AnswerRow
    kept: Kept | None

    @property
    def number(self) -> str:
        return self.live.number

    @property
    def data(self) -> AnswerData:
        return self.live.data

    @property
    def agreement(self) -> Agreement:
        if not self.answer.data:
            return Agreement.UNANSWERED
        return Agreement.SAME if self.answer.data == self.data else Agreement.DIFFERENT

    @property
    def is_unconfirmed(self) -> bool:
        return self.agreement is Agreement.UNANSWERED

    @property
    def differs(self) -> bool:
        return self.agreement is Agreement.DIFFERENT

    @property
    def lacks_reason(self) -> bool:
        """Whether people say something else than the registers and not why; an answer's note is about the answer."""
        return self.differs and not self.answer.difference_reason

    @property
    def source(self) -> str:
        """Who counted; the register itself where it does not name anybody."""
        named = dict.fromkeys(fact.origin for fact in self.live.facts.values() if fact.origin)
        return ", ".join(named) or str(self.live.bound.source.label)

    @property
    def owners(self) -> frozenset[str]:
        """Codes of the agencies that keep the figures."""
        return frozenset(fact.owner for fact in self.live.facts.values() if fact.owner)

    @property
    def told_at(self) -> datetime | None:
        return max((fact.as_of for fact in self.live.facts.values() if fact.as_of), default=None)

    @property
    def before(self) -> AnswerData:
        """What the registers said when the answer was confirmed; empty where they say the same today."""
        if self.kept is None or not self.kept.has_moved(self.live):
            return {}
        facts = {fact.part: fact for fact in self.kept.facts}
        then = build_answer(self.live.bound.question, self.live.bound.form, facts)
        return {} if then is None else dump_value(then)


def read_proposals(sheet: Sheet, answers: Mapping[str, AnswerRow], *, on: date) -> dict[str, Proposal]:
    """This function will return what the registers know of the questions of a sheet, by question."""
    return read_proposals_of([sheet], {sheet.pk: answers}, on=on)[sheet.pk]


def read_proposals_of(
    sheets: Sequence[Sheet], answers: Mapping[int, Mapping[str, AnswerRow]], *, on: date
) -> dict[int, dict[str, Proposal]]:
    """This function will return the same of many sheets of one city, by id of the sheet.

    Where the registers have not changed since they were asked last, it takes two statements.
    """
    states = read_states(sheets[0].city_id) if sheets else {}
    known = {sheet.pk: _read_known(sheet, on=on, states=states) for sheet in sheets}
    kept = read_kept_of([sheet for sheet in sheets if known[sheet.pk]]) if any(known.values()) else {}
    return {
        pk: {number: Proposal(each, _find(answers[pk], number), kept[pk].get(number)) for number, each in live.items()}
        for pk, live in known.items()
    }


def _read_known(sheet: Sheet, *, on: date, states: States) -> dict[str, LiveAnswer]:
    live = read_live_answers(sheet, get_edition(sheet.edition.hash), on=on, states=states)
    return {number: each for number, each in live.items() if each.data}


def _find(answers: Mapping[str, AnswerRow], number: str) -> AnswerRow:
    return answers.get(number) or AnswerRow(number, {}, "", AnswerState.EMPTY, 0)
