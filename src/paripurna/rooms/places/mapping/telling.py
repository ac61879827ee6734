"""Where the map stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.ui.registry import Item, register_navigation

ITEM = Item("places", _("Map"), "places:map", Permission.CITY_VIEW, 20, icon="map-2")


def register() -> None:
    """This function will register everything; called once at start."""
    register_navigation(ITEM)
