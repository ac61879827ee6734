"""The day that it is in a city: instants are kept in UTC, days belong to a place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def day_in(city: City, at: datetime) -> date:
    """This function will return the calendar day that the instant `at` falls on in the city's zone."""
    return at.astimezone(ZoneInfo(city.time_zone)).date()


def day_after(city: City, on: date) -> datetime:
    """This function will return the instant at which the day `on` is over in the city's zone."""
    return datetime.combine(on + timedelta(days=1), time.min, tzinfo=ZoneInfo(city.time_zone))
