"""Quarters of a plan and the days they hold. Quarter 0 is the calendar quarter that the plan begins in."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = 3


def begin_of(starts_on: date, quarter: int) -> date:
    """This function will return the first day of a quarter of a plan that begins on `starts_on`."""
    years, rest = divmod(_count(starts_on) + quarter, 4)
    return date(years, 1 + MONTHS * rest, 1)


def end_of(starts_on: date, quarter: int) -> date:
    """This function will return the last day of a quarter."""
    return begin_of(starts_on, quarter + 1) - timedelta(days=1)


def quarter_of(starts_on: date, day: date) -> int:
    """This function will return the quarter that a day lies in; below 0 before the plan begins."""
    return _count(day) - _count(starts_on)


def last_ended(starts_on: date, day: date) -> int:
    """This function will return the last quarter that is over by the end of `day`."""
    return quarter_of(starts_on, day + timedelta(days=1)) - 1


def list_firsts(on: date, count: int) -> list[date]:
    """This function will return the first days of the quarters from the one that holds `on`."""
    return [begin_of(on, quarter) for quarter in range(count)]


def number_of(day: date) -> int:
    """This function will return which quarter of its year a day lies in, from 1."""
    return (day.month - 1) // MONTHS + 1


def _count(day: date) -> int:
    return day.year * 4 + (day.month - 1) // MONTHS
