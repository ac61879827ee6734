"""How far a checklist is filled: what people answered, what agencies know already, and what still keeps it from being confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from paripurna.core.instrument.model import Edition
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerRow

if TYPE_CHECKING:
    from paripurna.rooms.registers.checklists.models import Checklist


@dataclass(frozen=True, slots=True)
class Filled:
    """`proposals` are figures of agencies: they stand in the form beforehand, and are nobody's answer until confirmed."""

    edition: Edition
    answers: Mapping[str, AnswerRow]
    proposals: Mapping[str, sheets.Proposal]

    @property
    def unanswered(self) -> list[str]:
        return [number for number in self._open() if number not in self.proposals]

    @property
    def unconfirmed(self) -> list[str]:
        return [number for number in self._open() if number in self.proposals]

    @property
    def unreasoned(self) -> list[str]:
        """Questions answered otherwise than the agency says, without a word why."""
        return [number for number, each in self.proposals.items() if each.lacks_reason]

    @property
    def is_complete(self) -> bool:
        return not (self.unanswered or self.unconfirmed or self.unreasoned)

    def _open(self) -> Iterator[str]:
        for number in self.edition.question_by_number:
            if number not in self.answers or not self.answers[number].data:
                yield number


def read_filled(checklist: Checklist, *, on: date) -> Filled:
    """This function will read one checklist as it stands on a day."""
    answers = sheets.read_contents(checklist.sheet).answers
    proposals = sheets.read_proposals(checklist.sheet, answers, on=on)
    return Filled(sheets.edition_of(checklist.sheet), answers, proposals)
