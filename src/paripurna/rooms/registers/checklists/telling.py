"""What checklists hand down at start: their kinds of subjects, facts, sentences of the audit, and their place on every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import register_verb
from paripurna.platform.notices.types import register_notice
from paripurna.platform.ui.registry import Card, Item, register_card, register_navigation
from paripurna.rooms.registers.checklists import facts
from paripurna.rooms.registers.checklists.notices import DIFFERS, SENTENCE
from paripurna.rooms.registers.checklists.subject import KINDS
from paripurna.rooms.registers.checklists.views.card import read_card
from paripurna.rooms.sheets.registry import register_subject_kind

VERBS = {
    "registers.checklists_opened": _("%(person)s opened %(count)s checklists of %(year)s"),
    "registers.checklist_confirmed": _("%(person)s confirmed the checklist of %(region)s for %(year)s"),
    "registers.checklist_reopened": _("%(person)s opened the checklist of %(region)s for %(year)s again"),
}
CHECKLISTS = Item(
    "registers",
    _("Checklists"),
    "checklists:checklists",
    Permission.CITY_VIEW,
    80,
    icon="checklist",
    on_phone=True,
    covers=("/isi/",),
)


CARD = Card("registers.checklists", "checklists/card.html", read_card, Permission.CHECKLIST_CONFIRM, order=5)


def register() -> None:
    """This function will register everything; called once at start."""
    for kind in KINDS:
        register_subject_kind(kind)
    facts.register()
    register_navigation(CHECKLISTS)
    register_card(CARD)
    register_notice(DIFFERS, SENTENCE)
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
