"""What inspections and upkeep put into everybody's calendar: days and public places, no findings and no names of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.rooms.evidence.registry import CalendarSpan
from paripurna.rooms.places.inspections import queries
from paripurna.rooms.places.kinds import list_kinds

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place


def list_days(city: City) -> list[CalendarSpan]:
    """This function will return planned inspections, upkeep that is due and papers that run out."""
    return list(_list_days(city))


def is_public(place: Place) -> bool:
    """This function will say whether a place may be named outside the house: no shelter, no home of a volunteer."""
    kind = list_kinds().get(place.kind)
    return not place.is_hidden and kind is not None and kind.is_public


def _list_days(city: City) -> Iterator[CalendarSpan]:
    for each in queries.list_planned(city):
        if not is_public(each.place):
            continue
        title = _("Inspection: %(place)s") % {"place": each.place.name}
        yield CalendarSpan(f"inspection-{each.uuid}", title, each.planned_on, each.planned_on)
    for upkeep in queries.list_upkeep(city):
        if not is_public(upkeep.place):
            continue
        title = _("%(what)s: %(place)s") % {"what": upkeep.title, "place": upkeep.place.name}
        yield CalendarSpan(f"upkeep-{upkeep.uuid}", title, upkeep.due_on, upkeep.due_on)
    for paper in queries.list_renewals(city, until=date.max):
        if paper.valid_to and is_public(paper.place):
            words = {"step": paper.get_step_display(), "place": paper.place.name}
            title = _("Runs out: %(step)s of %(place)s") % words
            yield CalendarSpan(f"renewal-{paper.uuid}", title, paper.valid_to, paper.valid_to)
