"""What the audit, the bell and the history say of requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.platform.notices.types import register_notice
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.types import RequestStep

S = RequestStep
VERBS: Mapping[str, Promise] = {
    "evidence.request_ask": _("%(person)s asked for the document %(subject)s"),
    "evidence.requests_asked": _("%(person)s asked agencies for %(count)s documents at once"),
    "evidence.request_answer": _("%(person)s answered the request %(subject)s"),
    "evidence.request_delegate": _("%(person)s said who brings %(subject)s"),
    "evidence.request_decline": _("%(person)s said why %(subject)s cannot be brought"),
    "evidence.request_return": _("%(person)s returned what was brought for %(subject)s"),
    "evidence.request_confirm": _("%(person)s confirmed what was brought for %(subject)s"),
    "evidence.request_reopen": _("%(person)s opened the request %(subject)s again"),
    "evidence.request_cancel": _("%(person)s cancelled the request %(subject)s"),
    "evidence.request_move": _("%(person)s moved the request %(subject)s to another date"),
    "evidence.request_remind": _("%(person)s reminded an agency of %(subject)s"),
    "evidence.request_escalate": _("%(person)s told the head of agency of %(subject)s"),
    "evidence.requests_stepped": _("%(person)s did “%(step)s” to %(count)s requests at once"),
    "evidence.requests_reminded": _("Agencies were reminded of %(count)s requests"),
    "evidence.requests_escalated": _("Heads of agencies were told of %(count)s requests"),
    "evidence.requests_handed_over": _("%(person)s handed %(count)s requests over"),
    "evidence.requests_released": _("%(count)s requests went back to the agency, because %(leaver)s left it"),
    "evidence.feed_made": _("%(person)s made an address of the own calendar"),
    "evidence.feed_revoked": _("%(person)s closed the address of the own calendar"),
}

NOTICES: Mapping[str, Promise] = {
    "evidence.asked": _("Your agency is asked for %(count)s documents, due %(day)s."),
    "evidence.delegated": _("You are asked to bring: %(title)s, due %(day)s."),
    "evidence.answered": _("%(agency)s brought documents for: %(title)s."),
    "evidence.declined": _("%(agency)s says that this cannot be brought: %(title)s."),
    "evidence.returned": _("What was brought needs mending: %(title)s."),
    "evidence.reopened": _("This document is asked for again: %(title)s, due %(day)s."),
    "evidence.cancelled": _("This document is no longer asked for: %(title)s."),
    "evidence.moved": _("There is another date for %(title)s: %(day)s."),
    "evidence.due": _("%(count)s documents are awaited from your agency, due %(day)s."),
    "evidence.past": _("%(count)s documents are awaited from your agency; they were due %(day)s."),
    "evidence.reminded": _("The secretariat reminds you: %(title)s, due %(day)s."),
    "evidence.escalated": _("%(agency)s is awaited with %(count)s documents. Please help to get them brought."),
    "evidence.handed_over": _("%(count)s requests were handed over to you."),
}

HISTORY: Mapping[RequestStep, Promise] = {
    S.ASK: _("%(person)s asked for it"),
    S.ANSWER: _("%(person)s brought documents"),
    S.DELEGATE: _("%(person)s handed it to %(delegate)s"),
    S.DECLINE: _("%(person)s said that it cannot be brought"),
    S.RETURN: _("%(person)s returned it"),
    S.CONFIRM: _("%(person)s confirmed it"),
    S.REOPEN: _("%(person)s opened it again"),
    S.CANCEL: _("%(person)s cancelled it"),
    S.MOVE: _("%(person)s moved the date"),
    S.REMIND: _("%(person)s reminded the agency"),
    S.ESCALATE: _("%(person)s told the head of agency"),
}


def register() -> None:
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    for code, sentence in NOTICES.items():
        register_notice(code, sentence)
    register_subject("evidence.request", name_requests)


def name_requests(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the title and the page of each request that still exists."""
    rows = ProofRequest.objects.filter(code__in=[key for key in keys if _is_code(key)]).select_related("city")
    return {str(row.code): Label(row.title, request_url(row)) for row in rows}


def request_url(request: ProofRequest) -> str:
    return reverse("evidence:request", kwargs={"city": request.city.slug, "code": request.code})


def _is_code(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True
