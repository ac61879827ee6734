"""Does a document show children although nobody said so, or is it gone because it did?"""

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

CONTENT_DELETED = Check(
    "content_deleted",
    Severity.BLOCKS,
    _(
        "Its content showed children and was deleted on its last day. Link proof that shows no child, or upload it anew."
    ),
    _("The day up to which content with children is kept is over; only the description is left."),
)


def check_there(link: Link, setting: Setting) -> Finding | None:
    """What nobody can look at any more proves nothing; who has seen it in time can say so by a waiver."""
    return CONTENT_DELETED.find(link) if link.paper.is_content_deleted else None


def check_children(link: Link, setting: Setting) -> Finding | None:
    """Only that somebody should look is said, never why."""
    return CHILDREN_SUSPECTED.find(link) if link.paper.suspected else None


CHECKS = (CHILDREN_SUSPECTED, CONTENT_DELETED)
RULES: tuple[LinkRule, ...] = (check_children, check_there)
