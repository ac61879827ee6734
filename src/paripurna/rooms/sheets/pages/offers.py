"""The steps that a person may take with an answer right now, as buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Question
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.types import Step


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step with the name of its URL. `needs_reason`: a sentence why is asked for."""

    step: Step
    label: Promise
    url_name: str
    help: Promise
    tone: str = ""
    needs_reason: bool = False
    reasons: tuple[tuple[str, Promise], ...] = ()  # of the owner's list, by code


SUBMIT = StepOffer(
    Step.SUBMIT, _("Submit"), "sheets:submit", _("The internal verifier looks at it next."), tone="primary"
)
WITHDRAW = StepOffer(
    Step.WITHDRAW, _("Withdraw"), "sheets:withdraw", _("It becomes a draft again, so that you can change it.")
)
ACCEPT = StepOffer(
    Step.ACCEPT, _("Verify"), "sheets:accept", _("The answer and its proof agree with the question."), tone="success"
)
RETURN = StepOffer(
    Step.RETURN,
    _("Return"),
    "sheets:return",
    _("The agency reads your reason and mends the answer."),
    needs_reason=True,
)
REOPEN = StepOffer(
    Step.REOPEN, _("Reopen"), "sheets:reopen", _("It becomes a draft again; the history keeps why."), needs_reason=True
)
OFFERS = (SUBMIT, WITHDRAW, ACCEPT, RETURN, REOPEN)

_May = Callable[[OpenedSheet, Question], bool]


def _may_answer(opened: OpenedSheet, question: Question) -> bool:
    return policy.may_answer(opened.user, opened.sheet, question, on=opened.on, own=opened.responsibility)


def _may_verify(opened: OpenedSheet, question: Question) -> bool:
    return policy.may_verify(opened.user, opened.sheet, question, on=opened.on, own=opened.responsibility)


def _may_reopen(opened: OpenedSheet, _question: Question) -> bool:
    return policy.may_reopen(opened.user, opened.sheet, on=opened.on)


_MAY: Mapping[Step, _May] = {
    Step.SUBMIT: _may_answer,
    Step.WITHDRAW: _may_answer,
    Step.ACCEPT: _may_verify,
    Step.RETURN: _may_verify,
    Step.REOPEN: _may_reopen,
}


def list_offers(opened: OpenedSheet, question: Question) -> list[StepOffer]:
    """This function will return the steps that lead somewhere from the answer's state and that the person may take."""
    if get_subject_kind(opened.sheet.subject_kind).is_filled_at_once:
        return []  # the owner lets the sheet go as a whole
    state = opened.get_answer(question.number).state
    possible = [offer for offer in OFFERS if policy.leads_somewhere(state, offer.step)]
    allowed = [offer for offer in possible if _MAY[offer.step](opened, question)]
    if not allowed or not policy.can_write(opened.sheet):
        return []
    reasons = tuple(get_subject_kind(opened.sheet.subject_kind).return_reasons.items())
    return [replace(offer, reasons=reasons) if offer is RETURN else offer for offer in allowed]
