"""The box of a question whose figure an agency knows: who says so, whether it is confirmed, and what is told otherwise."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from paripurna.core.instrument.model import Question
from paripurna.platform.ui.components.formatting import day
from paripurna.rooms.sheets.live.agreement import Agreement
from paripurna.rooms.sheets.live.proposing import Proposal
from paripurna.rooms.sheets.typed import Typed, mark_typed, show
from paripurna.rooms.sheets.wording import say_answer


@dataclass(frozen=True, slots=True)
class ProposalBox:
    """`mark` goes with the form until a person confirms what stands in it; `reason` is why the answer differs."""

    source: str
    told_at: datetime | None
    text: str
    before: str
    agreement: Agreement
    typed: Typed
    mark: str
    reason: str

    @property
    def teller(self) -> str:
        """Who says so, and of which day; registers that hold nothing of the kind have no such day."""
        return ", ".join(filter(None, (self.source, day(self.told_at) if self.told_at else "")))

    @property
    def typed_json(self) -> str:
        return json.dumps(self.typed)

    @property
    def differs(self) -> bool:
        return self.agreement is Agreement.DIFFERENT

    @property
    def is_unconfirmed(self) -> bool:
        return self.agreement is Agreement.UNANSWERED


def build_box(question: Question, proposal: Proposal) -> ProposalBox:
    """This function will say a proposal in words."""
    typed = show(question.rule, proposal.data)
    return ProposalBox(
        source=proposal.source,
        told_at=proposal.told_at,
        text=say_answer(question, proposal.data),
        before=say_answer(question, proposal.before),
        agreement=proposal.agreement,
        typed=typed,
        mark=mark_typed(question.rule, typed) if proposal.is_unconfirmed else "",
        reason=proposal.answer.difference_reason,
    )
