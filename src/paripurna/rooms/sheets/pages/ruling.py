"""A sheet's totals on the ruler of the house."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.ruler import Band, Marker, Ruler


def build_ruler(title: Any, edition: Edition, totals: Iterable[tuple[str, Decimal, str]], language: str) -> Ruler:
    """This function will return a ruler of the edition's scale; `totals` are (stage, points, grade code) as stored."""
    labels = {grade.code: grade.label.in_language(language) for grade in edition.grades}
    stages = {stage.code: stage.label.in_language(language) for stage in edition.stages}
    order = {code: position for position, code in enumerate(stages)}
    known = sorted(totals, key=lambda row: order.get(row[0], len(order)))
    bands = tuple(
        Band(grade.label.in_language(language) if grade.awarded else "", grade.low, grade.high)
        for grade in edition.grades
    )
    markers = tuple(Marker(stages.get(stage, title), points, labels.get(grade, "")) for stage, points, grade in known)
    return Ruler(title, edition.max_points, bands, markers)
