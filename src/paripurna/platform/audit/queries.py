"""Reads of the audit: as sentences, filtered, page by page, and whole chains checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from paripurna.platform.accounts.models import User
from paripurna.platform.audit.chains import list_chains, verify
from paripurna.platform.audit.models import Event, EventQuerySet
from paripurna.platform.audit.sentences import tell
from paripurna.platform.audit.types import EventFilter, EventLine, EventPage, list_verbs, sentence_of

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

__all__ = ["Choice", "iterate_events", "list_actors", "list_chains", "list_events", "list_told_verbs", "verify"]

PAGE = 50
BATCH = 500


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


def list_events(*, city: City, filters: EventFilter, before: int | None = None, count: int = PAGE) -> EventPage:
    """This function will return the newest events of the city that fit, told as sentences, older than `before`."""
    found = _filtered(city, filters)
    if before is not None:
        found = found.filter(position__lt=before)
    events = list(found.order_by("-position")[: count + 1])
    return EventPage(tell(events[:count]), events[count - 1].position if len(events) > count else None)


def iterate_events(*, city: City, filters: EventFilter) -> Iterator[EventLine]:
    """This function will yield every event that fits, newest first, a batch in memory at a time."""
    events = _filtered(city, filters).order_by("-position").iterator(chunk_size=BATCH)
    while batch := list(islice(events, BATCH)):
        yield from tell(batch)


def list_actors(*, city: City) -> list[Choice]:
    """This function will return the people who still exist and did something in the city, by name."""
    codes = Event.objects.of_chain(city.code).exclude(actor__startswith="system").values_list("actor", flat=True)
    people = User.objects.filter(code__in=set(codes.distinct()))
    return sorted((Choice(str(one.code), str(one)) for one in people), key=lambda choice: choice.label.casefold())


def list_told_verbs(*, city: City) -> list[Choice]:
    """This function will return the verbs that occur in the city, each with the heart of its sentence."""
    verbs = Event.objects.of_chain(city.code).values_list("verb", flat=True).distinct()
    known = set(verbs) & set(list_verbs())
    return sorted((Choice(verb, _heart(verb)) for verb in known), key=lambda choice: choice.label.casefold())


def _heart(verb: str) -> str:
    """The sentence of a verb without the person who did it and with dots for what changes."""
    words = str(sentence_of(verb)) % Dots()
    return words.removeprefix("…").strip()


class Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _filtered(city: City, filters: EventFilter) -> EventQuerySet:
    found = Event.objects.of_chain(city.code)
    for column, value in (("verb", filters.verb), ("actor", filters.person), ("subject", filters.subject)):
        if value:
            found = found.filter(**{column: value})
    zone = ZoneInfo(city.time_zone)
    if filters.since:
        found = found.filter(at__gte=datetime.combine(filters.since, time.min, zone))
    if filters.until:
        found = found.filter(at__lt=datetime.combine(filters.until + timedelta(days=1), time.min, zone))
    return found.filter(_speaks_of(filters.text)) if filters.text else found


def _speaks_of(text: str) -> Q:
    """Names are not in the audit: look them up first and ask for the codes of the people who bear them."""
    verbs = [verb for verb in list_verbs() if text.casefold() in _heart(verb).casefold()]
    codes = [str(code) for code in User.objects.filter(name__icontains=text).values_list("code", flat=True)]
    return Q(verb__in=verbs) | Q(actor__in=codes) | Q(subject__icontains=text)
