"""Addresses of inspections, findings and upkeep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Finding, Inspection, Upkeep


def inspection_url(inspection: Inspection, name: str = "inspection") -> str:
    return reverse(f"inspections:{name}", kwargs={"city": inspection.city.slug, "uuid": inspection.uuid})


def finding_url(finding: Finding, name: str = "finding") -> str:
    return reverse(f"inspections:{name}", kwargs={"city": finding.city.slug, "uuid": finding.uuid})


def upkeep_url(upkeep: Upkeep, name: str) -> str:
    return reverse(f"inspections:{name}", kwargs={"city": upkeep.city.slug, "uuid": upkeep.uuid})


def fill_url(inspection: Inspection) -> str:
    """This function will return the page where an inspection is filled."""
    return reverse("sheets:fill", kwargs={"city": inspection.city.slug, "code": inspection.sheet.code})


def list_url(city: City, name: str = "findings") -> str:
    return reverse(f"inspections:{name}", kwargs={"city": city.slug})
