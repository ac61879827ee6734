"""The calendar of a person: dates of what is awaited from them, and the stages of the round. Names nobody."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.models import CalendarFeed, ProofRequest
from paripurna.rooms.evidence.registry import CalendarSpan, list_calendar
from paripurna.rooms.evidence.requesting.listing import RequestLine, build_lines, list_waiting_for
from paripurna.rooms.evidence.requesting.scope import read_scope

if TYPE_CHECKING:
    from icalendar import Event

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

TOKEN_BYTES = 24
DAY = timedelta(days=1)


def make_secret() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def find_feed(secret: str) -> CalendarFeed:
    """This function will return the feed behind a secret address. Raises `Stranger` for one that was closed or never was."""
    found = CalendarFeed.objects.filter(secret_hash=hash_secret(secret), revoked_at=None, person__is_active=True)
    return get_or_stranger(found.select_related("city__region", "person"))


def build_calendar(feed: CalendarFeed, *, at: datetime) -> bytes:
    """This function will return the calendar as iCalendar text. Raises `Stranger` for a person without rights in the city."""
    from icalendar import Calendar

    city, on = feed.city, day_in(feed.city, at)
    scope = read_scope(feed.person, city, on=on)
    if not scope.sees_all and not scope.agency_ids:
        raise Stranger
    calendar = Calendar()
    calendar.add("prodid", "-//Paripurna//KLA//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("KLA %(city)s") % {"city": city.name})
    calendar.add("refresh-interval;value=duration", "PT6H")
    for line in build_lines(list_waiting_for(feed.person, city, scope), on=on):
        calendar.add_component(_request_event(line, at=at))
    for event in _round_events(city, list_calendar(city), at=at):
        calendar.add_component(event)
    for event in _awaited_events(city, at=at) if scope.may_ask else ():
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _request_event(line: RequestLine, *, at: datetime) -> Event:
    """The title is a person's words and stays in the house: the calendar names question and kind alone."""
    request = line.request
    words = {"question": request.question, "kind": line.kind_label or _("document")}
    title = _("Due: %(kind)s of question %(question)s") % words if request.question else _("A document is due")
    return _event(f"{request.code}@paripurna", title, request.due_on, request.due_on, at=at, path=line.url)


def _round_events(city: City, spans: Sequence[CalendarSpan], *, at: datetime) -> Iterable[Event]:
    for span in spans:
        yield _event(f"{span.key}@paripurna", span.title, span.first, span.last, at=at, path=_home(city))


def _awaited_events(city: City, *, at: datetime) -> Iterable[Event]:
    """For those who ask: how many documents are awaited on which day."""
    days = Counter(ProofRequest.objects.of_city(city).open().order_by("pk").values_list("due_on", flat=True))
    for day, count in sorted(days.items()):
        text = ngettext("%(count)s document is awaited", "%(count)s documents are awaited", count) % {"count": count}
        yield _event(f"awaited-{city.code}-{day}@paripurna", text, day, day, at=at, path=_home(city))


def _event(uid: str, title: str, first: date, last: date, *, at: datetime, path: str) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", at)
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", last + DAY)  # the end of an all-day event is the day after it
    event.add("transp", "TRANSPARENT")
    event.add("url", urljoin(settings.PUBLIC_URL, path))
    return event


def _home(city: City) -> str:
    return reverse("evidence:requests", kwargs={"city": city.slug})


def find_own_feed(city: City, person: User) -> CalendarFeed | None:
    """This function will return the person's standing address, which nobody can read any more, or None."""
    return CalendarFeed.objects.filter(city=city, person=person, revoked_at=None).first()
