"""Telling people of requests: the agency that is asked, the one person who brings it, whoever asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence.requesting.sentences import request_url
from paripurna.rooms.evidence.types import RequestStep
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import ProofRequest

S = RequestStep
TO_ASKER: Mapping[RequestStep, str] = {S.ANSWER: "evidence.answered", S.DECLINE: "evidence.declined"}
TO_AGENCY: Mapping[RequestStep, str] = {
    S.DELEGATE: "evidence.delegated",
    S.RETURN: "evidence.returned",
    S.REOPEN: "evidence.reopened",
    S.CANCEL: "evidence.cancelled",
    S.MOVE: "evidence.moved",
    S.REMIND: "evidence.reminded",
}


def tell_step(request: ProofRequest, step: RequestStep, *, by: User, at: datetime) -> None:
    """This function will tell the other side what was done to a request: those who ask, or those who bring it."""
    if code := TO_ASKER.get(step):
        people = {request.asked_by} if request.asked_by else set()
    elif code := TO_AGENCY.get(step, ""):
        people = find_bringers([request], on=day_in(request.city, at))[request.pk]
    else:
        return
    notify(
        people=_ordered(people - {by}),
        code=code,
        params={"title": request.title, "agency": request.agency.abbreviation, "day": say_day(request.due_on)},
        city=request.city,
        link=request_url(request),
        dedup_key=f"request:{request.code}:{step.value}",
        at=at,
    )


def tell_asked(requests: Sequence[ProofRequest], *, by: User, at: datetime) -> None:
    """This function will tell the agencies what they are asked for: one notice for each person and date."""
    if requests:
        city = requests[0].city
        tell_counts(requests, code="evidence.asked", key="asked", city=city, at=at, without=by)


def tell_counts(
    requests: Sequence[ProofRequest], *, code: str, key: str, city: City, at: datetime, without: User | None = None
) -> int:
    """This function will tell each person who brings something how many documents are due on which day."""
    told = 0
    for (person, due_on), count in count_by_person(requests, on=day_in(city, at)).items():
        if person == without:
            continue
        told += notify(
            people=[person],
            code=code,
            params={"count": count, "day": say_day(due_on)},
            city=city,
            link=reverse("evidence:requests", kwargs={"city": city.slug}) + "?keadaan=terbuka",
            dedup_key=f"requests:{city.code}:{key}:{due_on}",
            at=at,
        )
    return told


def count_by_person(requests: Sequence[ProofRequest], *, on: date) -> Counter[tuple[User, date]]:
    """This function will count the requests of each person and date."""
    bringers = find_bringers(requests, on=on)
    pairs = ((person, request.due_on) for request in requests for person in _ordered(bringers[request.pk]))
    return Counter(pairs)


def find_bringers(requests: Sequence[ProofRequest], *, on: date) -> dict[int, set[User]]:
    """This function will return who brings each request: the person it was handed to, else everyone of the agency."""
    if not requests:
        return {}
    codes = {request.agency.code for request in requests}
    workers = network.list_workers(requests[0].city, codes, on=on)
    return {request.pk: _choose(request, workers.get(request.agency.code, ())) for request in requests}


def say_day(day: date) -> str:
    return format_date(day, get_language() or "id")


def _choose(request: ProofRequest, workers: Iterable[User]) -> set[User]:
    people = set(workers)
    return {request.delegate} if request.delegate and request.delegate in people else people


def _ordered(people: Iterable[User]) -> list[User]:
    return sorted(people, key=lambda person: person.pk)
