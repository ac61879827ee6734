"""What *where next* hands down to the pages, and how the audit tells what is done here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import register_verb
from paripurna.platform.ui.registry import Item, register_navigation

VERBS = {
    "places.site_kept": _("%(person)s wrote a candidate for a play space"),
    "places.siting_added": _("%(person)s asked where to build next"),
    "places.siting_begun": _("%(person)s had the next sites looked for"),
    "places.siting_stopped": _("%(person)s stopped the search for the next sites"),
    "places.siting_solved": _("The search for the next sites ended"),
    "places.siting_adopted": _("%(person)s adopted a plan of the next sites: %(sites)s"),
    "places.siting_removed": _("%(person)s threw a scenario of the next sites away"),
}
ITEM = Item("places", _("Next sites"), "places:siting_list", Permission.CITY_VIEW, 40, icon="target")


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_navigation(ITEM)
