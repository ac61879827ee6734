"""How recorded answers stand to what the registers say, and how many questions data answer today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.values import AnswerValue
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.live.answers import LiveAnswer, read_live_answers

if TYPE_CHECKING:
    from paripurna.rooms.sheets.models import Sheet


class Agreement(StrEnum):
    """How the recorded answer stands to what the facts say."""

    UNKNOWN = "UNKNOWN"  # no register knows anything
    UNANSWERED = "UNANSWERED"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"


KNOWN = frozenset({Agreement.SAME, Agreement.DIFFERENT, Agreement.UNANSWERED})


@dataclass(frozen=True, slots=True)
class FactsCount:
    """How much of an edition the registers answer today."""

    questions: int
    points: Decimal  # the most that these questions are worth
    of_questions: int
    bound_questions: int
    differing: int


def compare(recorded: AnswerValue | None, live: LiveAnswer) -> Agreement:
    """This function will tell how a recorded answer stands to what the facts say."""
    if live.value is None:
        return Agreement.UNKNOWN
    if recorded is None:
        return Agreement.UNANSWERED
    return Agreement.SAME if recorded == live.value else Agreement.DIFFERENT


def count_facts(sheet: Sheet, recorded: Mapping[str, AnswerValue], *, on: date) -> FactsCount:
    """This function will count the questions that the registers answer today, beside the recorded answers."""
    edition = get_edition(sheet.edition.hash)
    live = read_live_answers(sheet, edition, on=on)
    return count_agreements(edition, {number: compare(recorded.get(number), each) for number, each in live.items()})


def count_agreements(edition: Edition, agreements: Mapping[str, Agreement]) -> FactsCount:
    """This function will count bound questions by how their answers stand to the facts."""
    answered = [number for number, agreement in agreements.items() if agreement in KNOWN]
    return FactsCount(
        questions=len(answered),
        points=sum((edition.question_by_number[number].max_points for number in answered), Decimal(0)),
        of_questions=len(edition.questions),
        bound_questions=len(agreements),
        differing=sum(agreements[number] is not Agreement.SAME for number in answered),
    )
