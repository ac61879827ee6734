"""Which documents of a question go into its one file, and which stay out, each with the reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.files.merged import can_merge
from paripurna.rooms.evidence import queries as evidence

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.assessment.models import Round
    from paripurna.rooms.evidence.queries import Document

HIDDEN = _("A document that you may not see")
NOT_SHARED = _("not shared with you")
CHILDREN = _("shows children")
CONFIDENTIAL = _("confidential")
NO_FILE = _("a link to a page, no file")
OTHER_KIND = _("neither PDF nor picture; upload it by itself")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`code` is None for a document that the person may not see. `restricted`: with the right it may be put in."""

    title: str | Promise
    reason: Promise
    code: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class MergePlan:
    included: tuple[Document, ...]
    left_out: tuple[LeftOut, ...]
    restricted: int  # how many of the included are restricted

    @property
    def may_add_restricted(self) -> bool:
        return any(paper.restricted for paper in self.left_out)

    @property
    def key(self) -> str:
        """What went in, version by version: another plan is another file."""
        versions = ",".join(str(document.current_id) for document in self.included)
        return hashlib.sha256(versions.encode()).hexdigest()

    @property
    def size(self) -> int:
        return sum(document.current.file.size for document in self.included if document.current)


def plan_merge(found: Round, number: str, user: User, *, with_restricted: bool = False, on: date) -> MergePlan:
    """This function will sort the documents of a question. Restricted ones are never in unless they are asked for by right."""
    documents = evidence.list_proving(found.sheet, [number]).get(number, [])
    scope = evidence.read_scope(user, found.city, on=on)
    visible = evidence.list_visible_ids(found.city, scope, [document.pk for document in documents])
    has_right = may(user, Permission.EVIDENCE_RESTRICTED, found.city, on=on)
    included, left_out = [], []
    for document in documents:
        paper = _find_reason(document, is_visible=document.pk in visible, has_right=has_right)
        if paper is None or (paper.restricted and with_restricted):
            included.append(document)
        else:
            left_out.append(paper)
    restricted = sum(document.is_restricted for document in included)
    return MergePlan(tuple(included), tuple(left_out), restricted)


def _find_reason(document: Document, *, is_visible: bool, has_right: bool) -> LeftOut | None:
    if not is_visible:
        return LeftOut(HIDDEN, NOT_SHARED)
    title, code = document.title, str(document.code)
    if document.current is None:
        return LeftOut(title, NO_FILE, code)
    if not can_merge(document.current.file.kind):
        return LeftOut(title, OTHER_KIND, code)
    if document.is_restricted:
        reason = CHILDREN if document.child_content != "NONE" else CONFIDENTIAL
        return LeftOut(title, reason, code, restricted=has_right)
    return None
