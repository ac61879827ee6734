"""The week in one message: what is open, awaited and nearest, for the own agencies or for the whole city. Names nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.platform.access.types import Permission
from paripurna.platform.notices.actions import notify
from paripurna.platform.notices.queries import list_told
from paripurna.platform.notices.types import Value
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_date, format_points
from paripurna.rooms.assessment.breath.page import Breath, Part, build_breath
from paripurna.rooms.assessment.gaps import resolve_agencies
from paripurna.rooms.assessment.meetings.page import DecisionLine, build_lines
from paripurna.rooms.assessment.meetings.queries import list_city_decisions, list_open_decisions
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.evidence.queries import RequestLine, list_awaited, list_open_requests
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

WEEKLY = "assessment.weekly"
SENTENCES = {
    WEEKLY: gettext_lazy(
        "The week from %(day)s: %(open)s questions are not submitted yet, %(returned)s of them to be mended; "
        "%(awaited)s documents are awaited, %(past)s past their date. "
        "%(decided)s decisions of meetings are open, %(late)s past their date. %(missing)s points can still be won. "
        "First, for the least work: questions %(first)s."
    )
}
FIRST = 3


@dataclass(frozen=True)
class Digest:
    """The week of one person; `breath` is what the message is told from."""

    week: date  # its Monday
    breath: Breath

    def as_params(self, language: str) -> dict[str, Value]:
        """This method will return the values of the message: numbers, a day and numbers of questions."""
        breath = self.breath
        return {
            "day": format_date(self.week, language),
            "open": breath.open_count,
            "returned": len(breath.returned),
            "awaited": len(breath.requests),
            "past": len(breath.past),
            "decided": len(breath.decisions),
            "late": sum(line.is_late for line in breath.decisions),
            "missing": format_points(breath.maximum - breath.won, language),
            "first": ", ".join(line.chance.number for line in breath.chances[:FIRST]) or "–",
        }

    def say(self, language: str) -> str:
        """This method will return the message as it is sent."""
        return str(SENTENCES[WEEKLY]) % self.as_params(language)


def begin_week(on: date) -> date:
    """This function will return the Monday of the week."""
    return on - timedelta(days=on.weekday())


def find_digest(position: Position, person: User, codes: frozenset[str], *, sees_city: bool) -> Digest | None:
    """This function will return the week of a person who works for the agencies `codes`, or None when nothing is theirs."""
    part = _find_part(position, codes, sees_city=sees_city)
    if not part.questions:
        return None
    requests = _list_requests(position, person, sees_city=sees_city)
    decisions = _list_decisions(position, person, codes, sees_city=sees_city)
    return Digest(begin_week(position.today), build_breath(position, part, requests, decisions))


def _find_part(position: Position, codes: frozenset[str], *, sees_city: bool) -> Part:
    if sees_city:
        return Part(position.round.city.name, position.edition.questions, "")
    resolved = resolve_agencies(position)
    own = (each for each in position.edition.questions if any(a.code in codes for a in resolved.get(each.number, ())))
    return Part(_("My agencies"), tuple(own), "")


def _list_requests(position: Position, person: User, *, sees_city: bool) -> Sequence[RequestLine]:
    city, on = position.round.city, position.today
    if sees_city:
        return list_open_requests(person, city, sheet=position.round.sheet, on=on)
    return list_awaited(person, city, on=on)


def _list_decisions(
    position: Position, person: User, codes: frozenset[str], *, sees_city: bool
) -> Sequence[DecisionLine]:
    city, on = position.round.city, position.today
    found = list_city_decisions(city, is_open=True) if sees_city else list_open_decisions(city, codes)
    return build_lines(found, person, city, on=on)


def send_digests(*, at: datetime) -> int:
    """This function will tell everyone with work in a running round of their week, once a week; returns how many."""
    running = Round.objects.filter(state=RoundState.RUNNING)
    rounds = running.select_related("city__region", "sheet__edition", "sheet__city__region").order_by("pk")
    return sum(_send_of_round(found, at=at) for found in rounds)


@transaction.atomic
def _send_of_round(found: Round, *, at: datetime) -> int:
    """The row of the round is held, so that two workers at once cannot both send."""
    Round.objects.select_for_update().filter(pk=found.pk).first()
    today = day_in(found.city, at)
    key = f"weekly:{found.code}:{begin_week(today)}"
    position, told = read_position(found, today=today), list_told(dedup_key=key)
    people = {person: codes for person, codes in _list_people(found, today).items() if person.pk not in told}
    stewards = {person for person, _codes in network.list_holders(found.city, Permission.ROUND_MANAGE, on=today)}
    return sum(
        _send(position, person, codes, sees_city=person in stewards, key=key, at=at) for person, codes in people.items()
    )


def _list_people(found: Round, on: date) -> Mapping[User, frozenset[str]]:
    return dict(network.list_holders(found.city, Permission.CITY_VIEW, on=on))


def _send(position: Position, person: User, codes: frozenset[str], *, sees_city: bool, key: str, at: datetime) -> int:
    digest = find_digest(position, person, codes, sees_city=sees_city)
    if digest is None:
        return 0
    return notify(
        people=[person],
        code=WEEKLY,
        params=digest.as_params(person.language),
        city=position.round.city,
        link=reverse("assessment:digest", kwargs={"city": position.round.city.slug}),
        dedup_key=key,
        at=at,
    )
