"""What coverage hands down to the pages, and how the audit tells what is done here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import register_verb
from paripurna.platform.ui.registry import Item, register_navigation

VERBS = {
    "places.children_numbers_added": _("%(person)s brought numbers of children, to look at them"),
    "places.children_numbers_used": _("%(person)s had coverage counted with other numbers of children"),
    "places.children_numbers_dropped": _("%(person)s threw numbers of children away"),
    "places.network_kept": _("%(person)s brought a network of paths"),
    "places.network_ended": _("%(person)s had distances measured in straight lines again"),
}
ITEM = Item("places", _("Coverage"), "places:coverage", Permission.CITY_VIEW, 30, icon="ruler-2")


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_navigation(ITEM)
