"""Values of a place in the words of a page; "" is nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from paripurna.platform.ui import formats
from paripurna.rooms.places.kinds import list_kinds


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called: kelurahan and agencies, by id."""

    kelurahan: Mapping[int, str] = field(default_factory=dict)
    agencies: Mapping[int, str] = field(default_factory=dict)


Tell = Callable[[Any, Names], str]


def tell_text(value: Any, _names: Names) -> str:
    return str(value or "")


def tell_choice(choices: type[TextChoices]) -> Tell:
    """This function will return how a value of these choices is told."""
    return lambda value, _names: str(choices(value).label) if value else ""


def tell_kind(value: str, _names: Names) -> str:
    kind = list_kinds().get(value)
    return kind.full_name if kind else value


def tell_aliases(value: list[str] | None, _names: Names) -> str:
    return " · ".join(value or ())


def tell_day(value: date | None, _names: Names) -> str:
    return formats.format_date(value, _language()) if value else ""


def tell_clock(value: time | None, _names: Names) -> str:
    return formats.format_clock(value, _language()) if value else ""


def tell_number(value: Any, _names: Names) -> str:
    return "" if value is None else formats.format_number(value, _language())


def tell_area(value: Any, names: Names) -> str:
    return "" if value is None else f"{tell_number(value.normalize() if value else value, names)} m²"


def tell_money(value: int | None, _names: Names) -> str:
    return "" if value is None else formats.format_rupiah(value, _language())


def tell_coordinate(value: float | None, _names: Names) -> str:
    return "" if value is None else f"{value:.6f}"


def tell_position(lat: float | None, lon: float | None) -> str:
    """This function will return latitude and longitude as they are typed, or "" where nobody knows them."""
    return "" if lat is None or lon is None else f"{lat:.6f}, {lon:.6f}"


def tell_kelurahan(value: int | None, names: Names) -> str:
    return names.kelurahan.get(value, _("not known")) if value else ""


def tell_agency(value: int | None, names: Names) -> str:
    return names.agencies.get(value, _("not known")) if value else ""


def tell_free(value: Any, _names: Names) -> str:
    return {True: _("free of charge"), False: _("with a fee")}.get(value, "")


def tell_hidden(value: Any, _names: Names) -> str:
    return _("never on a public map") if value else _("may be shown")


def tell_shape(value: Mapping[str, Any] | None, _names: Names) -> str:
    kind = (value or {}).get("type", "")
    if not kind:
        return ""
    return _("a drawn line") if "Line" in kind else _("a drawn area") if "Polygon" in kind else _("a drawn point")


def tell_ages(first: int | None, last: int | None) -> str:
    """This function will return the ages that a place is made for, in one sentence."""
    if first is None and last is None:
        return ""
    if last is None:
        return _("from %(age)s years") % {"age": first}
    if first is None:
        return _("up to %(age)s years") % {"age": last}
    return _("%(first)s to %(last)s years") % {"first": first, "last": last}


def tell_hours(opens: time | None, closes: time | None, note: str) -> str:
    """This function will return when a place is open: 08.00–17.00 · every day."""
    known = [formats.format_clock(each, _language()) for each in (opens, closes) if each]
    hours = "–".join(known)
    if opens and not closes:
        hours = _("from %(time)s") % {"time": hours}
    elif closes and not opens:
        hours = _("until %(time)s") % {"time": hours}
    return " · ".join(filter(None, (hours, note)))


def tell_children(count: int | None) -> str:
    """This function will return how many children fit in at once."""
    if count is None:
        return ""
    return ngettext("%(count)s child at once", "%(count)s children at once", count) % {
        "count": formats.format_number(count, _language())
    }


def _language() -> str:
    return get_language() or "id"
