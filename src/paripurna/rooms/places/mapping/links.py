"""Addresses of many places at once: the pattern is looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

CODE = "CODE"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the page of each place of a city is."""

    pattern: str

    @classmethod
    def of(cls, city: City) -> Links:
        return cls(reverse("places:place", kwargs={"city": city.slug, "code": CODE}))

    def to(self, code: str) -> str:
        return self.pattern.replace(CODE, code)
