"""What the page of one region shows, gathered in a few reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.platform.regions import queries
from paripurna.platform.regions.drawing import Drawing, draw
from paripurna.platform.regions.types import Figure, Level, RegionDetail, RegionRef

LABELED = 12  # more names than this on a drawing cannot be read; the list beside it has them all


@dataclass(frozen=True, slots=True)
class RegionPage:
    detail: RegionDetail
    trail: tuple[tuple[str, str], ...]
    children: tuple[RegionRef, ...]
    child_level: str
    figures: tuple[Figure, ...]  # the newest of each measure and basis
    older_figures: tuple[Figure, ...]
    drawing: Drawing | None
    is_labeled: bool
    feed: str  # the same borders for the drawn map: one level of one region, however many there are below


def build_region_page(code: str, *, on: date) -> RegionPage:
    """This function will gather the page of the region that bears the code, or bore it last. Raises `RegionNotFound`."""
    detail = queries.get_region_or_last(code, on=on)
    is_current = detail.valid_to is None
    children = tuple(queries.list_children(code)) if is_current else ()
    level, drawing = _draw(detail) if is_current else (detail.ref.level, None)
    newest, older = _part_by_age(queries.list_figures(code)) if is_current else ((), ())
    return RegionPage(
        detail=detail,
        trail=((_("Regions"), reverse("regions:region_list")), *(_crumb(above) for above in detail.ancestors)),
        children=children,
        child_level=str(children[0].level.label) if children else "",
        figures=newest,
        older_figures=older,
        drawing=drawing,
        is_labeled=drawing is not None and len(drawing.shapes) <= LABELED,
        feed=f"{reverse('regions:region_borders', kwargs={'code': code})}?tingkat={int(level)}",
    )


def _draw(detail: RegionDetail) -> tuple[Level, Drawing | None]:
    """The parts of the region where their borders are known, else the region alone; and of which level they are."""
    code, level = detail.ref.code, detail.ref.level
    below = Level(level + 1) if level < Level.KELURAHAN else level
    if drawing := draw(queries.get_borders(code, level=below)):
        return below, drawing
    return level, draw(queries.get_borders(code, level=level))


def _part_by_age(figures: list[Figure]) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    newest = {(figure.measure, figure.basis): figure for figure in reversed(figures)}
    kept = [figure for figure in figures if newest[figure.measure, figure.basis] is figure]
    return tuple(kept), tuple(figure for figure in figures if figure not in kept)


def _crumb(ref: RegionRef) -> tuple[str, str]:
    return ref.name, reverse("regions:region_detail", kwargs={"code": ref.code})
