"""Every question that registers answer, beside what is recorded of it, with the points that each earns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring import Subject
from paripurna.rooms.sheets.live.agreement import KNOWN, Agreement, compare
from paripurna.rooms.sheets.live.answers import LiveAnswer, score_values
from paripurna.rooms.sheets.live.keeping import Kept
from paripurna.rooms.sheets.types import TRANSITIONS, AnswerRow, AnswerState, Step


@dataclass(frozen=True, slots=True)
class Compared:
    """One question. Points are those of the rule, marks of people aside; the live ones are zero where nothing is known."""

    live: LiveAnswer
    answer: AnswerRow
    agreement: Agreement
    recorded_points: Decimal
    live_points: Decimal
    kept: Kept | None

    @property
    def number(self) -> str:
        return self.live.number

    @property
    def is_known(self) -> bool:
        return self.agreement in KNOWN

    @property
    def differs(self) -> bool:
        return self.agreement in {Agreement.DIFFERENT, Agreement.UNANSWERED}

    @property
    def has_moved(self) -> bool:
        """Whether the registers say something else than when the facts were kept with the answer."""
        return bool(self.kept and self.kept.has_moved(self.live))

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to take over, and the state of the answer lets it."""
        return self.differs and self.answer.state in TRANSITIONS[Step.TAKE]


def compare_answers(
    edition: Edition,
    live: Mapping[str, LiveAnswer],
    recorded: Mapping[str, AnswerValue],
    *,
    rows: Mapping[str, AnswerRow],
    kept: Mapping[str, Kept],
    subject: Subject,
) -> list[Compared]:
    """This function will put the live answers beside the recorded ones, in the order of the edition."""
    known = {number: each.value for number, each in live.items() if each.value is not None}
    points = score_values(edition, recorded, subject)
    live_points = score_values(edition, {**recorded, **known}, subject)
    return [
        Compared(
            live=each,
            answer=rows.get(number) or AnswerRow(number, {}, "", AnswerState.EMPTY, 0),
            agreement=compare(recorded.get(number), each),
            recorded_points=points[number],
            live_points=live_points[number] if number in known else Decimal(0),
            kept=kept.get(number),
        )
        for number, each in live.items()
    ]
