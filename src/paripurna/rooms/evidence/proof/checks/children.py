"""Does a document show children although nobody said so?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting

CHILDREN_SUSPECTED = Check(
    "children_suspected",
    Severity.NOTES,
    _("The machine suspects that it shows children. It is kept apart until its agency or the secretariat has looked."),
    _("A photo shows a face, or the text reads like an identity paper, a medical or a police record."),
)


def check_children(link: Link, setting: Setting) -> Finding | None:
    """Only that somebody should look is said, never why."""
    return CHILDREN_SUSPECTED.find(link) if link.paper.suspected else None


CHECKS = (CHILDREN_SUSPECTED,)
RULES: tuple[LinkRule, ...] = (check_children,)
