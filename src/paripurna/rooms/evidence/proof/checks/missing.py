"""Is every kind of proof there that the edition asks for?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, Severity
from paripurna.rooms.evidence.proof.papers import Setting, WantedKind

MISSING = Check(
    "missing",
    Severity.BLOCKS,
    _("%(kind)s is asked for and not there yet. Link a document, or ask the agency for it."),
    _("There is an answer, and a kind of proof that the edition asks for is not linked."),
)


def code_of(kind: WantedKind) -> str:
    """This function will return the code by which the missing of one kind is waived."""
    return f"{MISSING.code}:{kind.code}"


def find_missing(kinds: Iterable[WantedKind], setting: Setting) -> Iterator[Finding]:
    """Said only once there is an answer to prove."""
    return (MISSING.find_of_question(kind.code, kind=kind.label) for kind in kinds if setting.has_answer)


CHECKS = (MISSING,)
