"""Reads of regions and cities."""

from __future__ import annotations

from paripurna.platform.regions.models import City


def find_city(*, slug: str) -> City | None:
    """This function will return the enabled city with this slug, with its region, or None."""
    return City.objects.select_related("region").filter(slug=slug).first()
