"""What duplicates hand down to the pages, and how they are told in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import register_verb
from paripurna.platform.ui.registry import Item, register_navigation
from paripurna.rooms.places.duplicates.pages import describe_merges
from paripurna.rooms.places.pages.sections import PlaceSection, register_place_section

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Place

VERBS = {
    "places.merge_undone": _("%(person)s undid the merging of two places for children"),
    "places.places_different": _("%(person)s said that two places for children are different"),
}
ITEM = Item("places", _("Perhaps the same"), "places:duplicate_list", Permission.PLACE_EDIT, 80, icon="copy")


def get_context(place: Place, user: User, on: date) -> Mapping[str, Any] | None:
    """This function will say what was merged into the place, or into which it was; None where neither."""
    return describe_merges(place, user, on=on)


SECTION = PlaceSection("gabungan", _("Merged"), "places/duplicates_section.html", get_context, 90)


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_navigation(ITEM)
    register_place_section(SECTION)
