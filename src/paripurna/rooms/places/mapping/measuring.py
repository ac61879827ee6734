"""What each region is colored by: a value from the places that stand in it, and its words. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from paripurna.platform.ui.formats import format_number, format_percent
from paripurna.rooms.places.mapping.types import Measure, Spot, State


@dataclass(frozen=True, slots=True)
class Children:
    """What is known of the children of a region: how many they are, and which share has a place near."""

    count: int | None = None
    share: float | None = None


NOBODY_KNOWS = Children()


@dataclass(frozen=True, slots=True)
class Parts:
    """What the measures are made of: the places of a region counted, what the register knows of each, its children."""

    open: int
    standard: int
    known: tuple[float, ...]
    children: Children = NOBODY_KNOWS


def count_parts(spots: Sequence[Spot], children: Children = NOBODY_KNOWS) -> Parts:
    return Parts(
        open=sum(spot.is_open for spot in spots),
        standard=sum(spot.state is State.STANDARD for spot in spots),
        known=tuple(spot.known for spot in spots if spot.state is not State.CLOSED),
        children=children,
    )


def measure(what: Measure, parts: Parts) -> float | None:
    """This function will return the value of a region: None where nobody knows it, without bound for children without any place."""
    match what:
        case Measure.COUNT:
            return float(parts.open)
        case Measure.CHILDREN:
            return _divide(parts.children.count, parts.open, nothing=inf)
        case Measure.COVERAGE:
            return parts.children.share
        case Measure.STANDARD:
            return _divide(parts.standard, parts.open)
        case Measure.COMPLETE:
            return _divide(sum(parts.known), len(parts.known))


def _divide(value: float | None, by: int, nothing: float | None = None) -> float | None:
    if value is None:
        return None
    return value / by if by else nothing


def write_value(what: Measure, value: float | None) -> str:
    """This function will write a value as map, legend and table show it."""
    if value is None:
        return _("unknown")
    if value == inf:
        return _("no place")
    language = get_language() or "id"
    if what.is_share:
        return format_percent(Decimal(str(value)), language, places=0)
    return format_number(round(value), language)


def write_short(what: Measure, value: float | None) -> str:
    """This function will write a value where there is no room for words."""
    if value is None:
        return ""
    return "–" if value == inf else write_value(what, value)


def tell(what: Measure, parts: Parts) -> str:
    """This function will tell the value of a region in a sentence, for who presses it on the map."""
    value = measure(what, parts)
    sentence = NOT_KNOWN.get(what, "") if value is None else WITHOUT_PLACE if value == inf else KNOWN[what]
    language = get_language() or "id"
    words = {"open": parts.open, "standard": parts.standard, "all": len(parts.known)}
    said = {name: format_number(count, language) for name, count in words.items()}
    children = format_number(parts.children.count, language)
    return str(sentence) % {**said, "children": children, "value": write_value(what, value)}


WITHOUT_PLACE = gettext_lazy("%(children)s children and no open place of these kinds.")
KNOWN: dict[Measure, Promise] = {
    Measure.COUNT: gettext_lazy("Open places of these kinds: %(open)s."),
    Measure.CHILDREN: gettext_lazy("%(value)s children per open place: %(children)s children, %(open)s places."),
    Measure.COVERAGE: gettext_lazy("%(value)s of %(children)s children have a place within 300 m."),
    Measure.STANDARD: gettext_lazy("%(standard)s of %(open)s open places are to standard."),
    Measure.COMPLETE: gettext_lazy("%(value)s of what the register asks is known, of %(all)s places."),
}
NOT_KNOWN: dict[Measure, Promise] = {
    Measure.CHILDREN: gettext_lazy("How many children live here is not known."),
    Measure.COVERAGE: gettext_lazy("How many children have a place near is not known."),
    Measure.STANDARD: gettext_lazy("No open place of these kinds."),
    Measure.COMPLETE: gettext_lazy("No place of these kinds in the register."),
}
