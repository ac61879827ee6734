"""The limits of a scenario in words: hours of agencies, money of funds, points of clusters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.formats import format_number, format_points, format_rupiah_short
from paripurna.rooms.roadmap.quarters import begin_of
from paripurna.rooms.roadmap.wording import language, name_funds, say_quarter


@dataclass(frozen=True)
class LimitNames:
    """`agencies`: code and short name of those that lead a move."""

    edition: Edition
    agencies: Mapping[str, str]

    def list_limits(self, limits: Mapping[str, Any]) -> list[tuple[str, str]]:
        """This function will return what is limited and how, in the order of the form."""
        return [*self._list_money(limits), *self._list_hours(limits), *self._list_floors(limits)]

    def name_places(self, bound: str, places: Sequence[str], starts_on: date) -> str:
        """This function will say which agency and quarter, fund and year, or cluster a bound stands for."""
        match bound, *places:
            case "CAPACITY", agency, quarter:
                return f"{self.agencies.get(agency, agency)}, {say_quarter(begin_of(starts_on, int(quarter)))}"
            case "MONEY", fund, year:
                return f"{self._name_fund(fund)}, {starts_on.year + int(year)}"
            case "FLOOR", strand:
                return self._name_strand(strand)
        return ", ".join(places)

    def _list_money(self, limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for fund, idr in limits.get("money", {}).items():
            yield self._name_fund(fund), _("at most %(idr)s a year") % {"idr": format_rupiah_short(idr, language())}

    def _list_hours(self, limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        every = {} if limits.get("hours") is None else {_("Each agency"): limits["hours"]}
        own = {self.agencies.get(code, code): hours for code, hours in limits.get("hours_of", {}).items()}
        for agency, hours in {**every, **own}.items():
            told = {"hours": format_number(Decimal(hours), language())}
            yield agency, _("at most %(hours)s hours in a quarter") % told

    def _list_floors(self, limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for strand, points in limits.get("floors", {}).items():
            told = {"points": format_points(Decimal(points), language())}
            yield self._name_strand(strand), _("at least %(points)s expected points") % told

    def _name_fund(self, code: str) -> str:
        return name_funds(self.edition).get(code, code)

    def _name_strand(self, code: str) -> str:
        return next((strand.label.id for strand in self.edition.strands if strand.code == code), code)
