"""Rulers of a round: the same drawing, the same order and the same names on every page."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import get_language, gettext

from paripurna.core.instrument.model import Edition, Grade
from paripurna.platform.ui.ruler import Band, Marker, Ruler
from paripurna.rooms.assessment.position import PartPosition, Position


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def build_bands(edition: Edition) -> tuple[Band, ...]:
    """This function will return the predicate bands of an edition; what earns no predicate stays nameless."""
    return tuple(Band(_name(grade), grade.low, grade.high) for grade in edition.grades)


def _name(grade: Grade) -> str:
    return grade.label.in_language(language()) if grade.awarded else ""


def build_round_ruler(position: Position, get_href: Callable[[str], str] = lambda _stage: "") -> Ruler:
    """This function will put every stage that has a total on the scale of the edition, the newest as the main one."""
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
        markers=markers,
        note=gettext("Invented example") if position.round.sheet.is_example else "",
    )


def build_total_ruler(edition: Edition, label: str, value: Decimal | None) -> Ruler:
    """This function will put one total on the scale of the edition: for tables."""
    return Ruler(title=label, maximum=edition.max_points, bands=build_bands(edition), markers=(Marker(label, value),))


def build_part_ruler(part: PartPosition, own_label: str, verified_label: str) -> Ruler:
    """This function will draw a strand or an indicator on its own scale."""
    markers = [Marker(own_label, part.own.points)]
    if part.verified:
        markers.append(Marker(verified_label, part.verified.points))
    return Ruler(title=part.part.label.in_language(language()), maximum=part.own.max_points, markers=tuple(markers))
