"""Addresses of this part of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.rooms.places.standing.types import Step

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Attainment, Place

SLUGS = {
    Step.DECLARED: "deklarasi",
    Step.DECREE: "sk",
    Step.SELF_ASSESSED: "penilaian",
    Step.STANDARDIZED: "sertifikat",
}
STEPS = {slug: step for step, slug in SLUGS.items()}


def board_url(city: City) -> str:
    return reverse("places:standing", kwargs={"city": city.slug})


def step_url(place: Place, step: Step, city: City) -> str:
    """This function will return the page on which the place takes this step."""
    if step is Step.SELF_ASSESSED:
        return reverse("places:assessment_begin", kwargs={"city": city.slug, "code": place.code})
    return reverse("places:step_take", kwargs={"city": city.slug, "code": place.code, "slug": SLUGS[step]})


def attainment_url(attainment: Attainment, city: City) -> str:
    return reverse("places:attainment", kwargs={"city": city.slug, "uuid": attainment.uuid})
