"""Asking people to look at a document that the machine suspects to show children."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.queries import list_holders
from paripurna.platform.access.types import Permission
from paripurna.platform.notices.actions import notify
from paripurna.platform.notices.types import register_notice
from paripurna.platform.regions.clock import day_in

if TYPE_CHECKING:
    from paripurna.rooms.evidence.models import Document

CODE = "evidence.children_suspected"
SENTENCE = _("The machine suspects that a document shows children. It is kept apart until you have looked.")


def register() -> None:
    """This function will register the notice; called once at start."""
    register_notice(CODE, SENTENCE)


def ask_to_look(document: Document, *, at: datetime) -> None:
    """This function will tell who brought the document and the secretariat; the notice names neither title nor reason."""
    people = {*list_holders(document.city, Permission.EVIDENCE_EDIT_ANY, on=day_in(document.city, at))}
    if document.brought_by:
        people.add(document.brought_by)
    notify(
        people=sorted(people, key=lambda person: person.pk),
        code=CODE,
        params={},
        city=document.city,
        link=reverse("evidence:document", kwargs={"city": document.city.slug, "code": document.code}),
        dedup_key=f"children:{document.code}",
        at=at,
    )
