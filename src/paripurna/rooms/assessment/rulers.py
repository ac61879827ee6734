"""Rulers of a round: the same drawing, the same order and the same names on every page."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language, gettext

from paripurna.core.instrument.model import Edition, Grade
from paripurna.platform.regions.models import City
from paripurna.platform.ui.ruler import Band, Marker, Ruler
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.position import Position


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def explain_url(position: Position, stage: str) -> str:
    """This function will return the page that says why the total of a stage is what it is."""
    return sheet_why_url(position.round, stage)


def sheet_why_url(found: Round, stage: str) -> str:
    kwargs = {"city": found.city.slug, "code": found.sheet.code}
    return f"{reverse('sheets:why', kwargs=kwargs)}?tahap={stage}"


def build_trail(city: City, found: Round | None = None) -> list[tuple[str, str]]:
    """This function will return the way to a page under a round: the rounds, then the round."""
    trail = [(gettext("Rounds"), reverse("assessment:rounds", kwargs={"city": city.slug}))]
    if found:
        own = reverse("assessment:round", kwargs={"city": city.slug, "code": found.code})
        trail.append((found.label, own))
    return trail


def build_bands(edition: Edition) -> tuple[Band, ...]:
    """This function will return the predicate bands of an edition; what earns no predicate stays nameless."""
    return tuple(Band(_name(grade), grade.low, grade.high) for grade in edition.grades)


def _name(grade: Grade) -> str:
    return grade.label.in_language(language()) if grade.awarded else ""


def build_round_ruler(
    position: Position, get_href: Callable[[str], str] = lambda _stage: "", *, forecast: Marker | None = None
) -> Ruler:
    """This function will put every stage that has a total on the scale of the edition, the newest as the main one.

    The forecast, where there is one, comes last.
    """
    markers = tuple(
        Marker(
            label=found.stage.label.in_language(language()),
            value=found.score.total,
            grade=_name(found.score.grade),
            href=get_href(found.stage.code),
        )
        for found in position.stages
        if found.score
    )
    return Ruler(
        title=position.round.label,
        maximum=position.edition.max_points,
        bands=build_bands(position.edition),
        markers=(*markers, *([forecast] if forecast else ())),
        note=gettext("Invented example") if position.round.sheet.is_example else "",
    )


def build_total_ruler(edition: Edition, label: str, value: Decimal | None) -> Ruler:
    """This function will put one total on the scale of the edition: for tables."""
    return Ruler(title=label, maximum=edition.max_points, bands=build_bands(edition), markers=(Marker(label, value),))
