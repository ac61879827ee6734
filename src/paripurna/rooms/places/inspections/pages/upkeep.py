"""The calendar of upkeep and renewals, and what upkeep has cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.platform.ui.formats import format_month
from paripurna.rooms.places.inspections import queries
from paripurna.rooms.places.inspections.links import upkeep_url
from paripurna.rooms.places.inspections.seeing import Sight, read_sight
from paripurna.rooms.places.models import Upkeep
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.policy import may_keep

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to be done at a place by a day: upkeep, or the renewal of a paper."""

    day: date
    title: str
    place: str
    place_url: str
    is_past: bool
    done_url: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was done and paid in one year: each with its title in words."""

    year: int
    lines: tuple[tuple[Upkeep, str], ...]

    @property
    def total_idr(self) -> int:
        return sum(line.cost_idr or 0 for line, _title in self.lines)


@dataclass(frozen=True, slots=True)
class UpkeepPage:
    months: tuple[tuple[str, tuple[Due, ...]], ...]
    costs: tuple[Cost, ...]


def build_calendar(city: City, user: User, *, on: date) -> UpkeepPage:
    """This function will gather what is due in the year ahead, by month, and what was done, by year."""
    due = sorted([*_list_upkeep(city, user, on), *_list_renewals(city, on)], key=lambda each: (each.day, each.title))
    sight = read_sight(user, city, on=on)
    months = groupby(due, key=lambda each: each.day.replace(day=1))
    done = groupby(queries.list_upkeep_done(city), key=lambda each: each.done_on.year if each.done_on else 0)
    return UpkeepPage(
        months=tuple((format_month(month, get_language() or "id"), tuple(each)) for month, each in months),
        costs=tuple(Cost(year, tuple((each, _tell(each, sight)) for each in lines)) for year, lines in done),
    )


def _tell(upkeep: Upkeep, sight: Sight) -> str:
    """What was repaired is called as its finding is, for whoever is told of that."""
    is_told = upkeep.finding is None or sight.sees(upkeep.finding, upkeep.place)
    return upkeep.title if is_told else _("Repair of a finding")


def _list_upkeep(city: City, user: User, on: date) -> Iterator[Due]:
    for each in queries.list_upkeep(city):
        place = each.place
        done_url = upkeep_url(each, "upkeep_done") if may_keep(user, place, on=on) else ""
        yield Due(each.due_on, each.title, place.name, place_url(place, city), each.due_on < on, done_url)


def _list_renewals(city: City, on: date) -> Iterator[Due]:
    for each in queries.list_renewals(city, until=on + AHEAD):
        if each.valid_to:
            title = _("Renew: %(step)s") % {"step": each.get_step_display()}
            yield Due(each.valid_to, title, each.place.name, place_url(each.place, city), each.valid_to < on)
