"""The two sides of the page about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def build_tabs(city: City) -> list[tuple[str, str, None]]:
    """This function will return the tabs as the component takes them."""
    here = {"city": city.slug}
    return [
        (_("People"), reverse("access:person_list", kwargs=here), None),
        (_("Invitations"), reverse("access:invitation_list", kwargs=here), None),
    ]
