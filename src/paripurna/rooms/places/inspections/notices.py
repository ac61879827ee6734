"""Telling people of findings: the agency that repairs, when it is asked and when the day comes; and whoever looks at the repair.

A notice says how many, where and until when, and never what was found: it may leave the house as an e-mail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.platform.notices.actions import notify
from paripurna.platform.notices.queries import list_told
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.network import queries as network
from paripurna.rooms.places.exporting import is_public
from paripurna.rooms.places.inspections.links import finding_url, list_url
from paripurna.rooms.places.inspections.queries import list_due

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Finding

ASSIGNED, DUE, PAST = "places.findings_assigned", "places.findings_due", "places.findings_past"
REPAIRED, BACK = "places.finding_repaired", "places.finding_back"
SENTENCES = {
    ASSIGNED: _(
        "Your agency is asked to repair what was found at %(place)s. Findings: %(count)s, the first until %(day)s."
    ),
    DUE: _("Findings at places for children wait for your agency until %(day)s: %(count)s."),
    PAST: _("Findings at places for children have waited for your agency since %(day)s: %(count)s."),
    REPAIRED: _("A finding at %(place)s is said to be repaired. Another person looks and confirms it."),
    BACK: _("A finding at %(place)s is not repaired after all, and waits until %(day)s."),
}
BEFORE = timedelta(days=3)


def tell_assigned(findings: Sequence[Finding], *, by: User | None, at: datetime) -> None:
    """This function will tell the agencies that repair these findings of one place: one notice for each."""
    by_agency: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.owner_agency:
            by_agency[finding.owner_agency.code].append(finding)
    if not by_agency:
        return
    place, city = findings[0].place, findings[0].city
    for code, people in network.list_workers(city, by_agency, on=day_in(city, at)).items():
        own = by_agency[code]
        notify(
            people=_without(people, by),
            code=ASSIGNED,
            params={
                "place": _name(own[0]),
                "count": len(own),
                "day": _say(min(each.due_on or date.max for each in own)),
            },
            city=city,
            link=finding_url(own[0]) if len(own) == 1 else f"{list_url(city)}?pd={code}",
            dedup_key=f"findings:{place.uuid}:assigned:{code}:{at.isoformat()}",
            at=at,
        )


def tell_repaired(finding: Finding, *, by: User | None, at: datetime) -> None:
    """This function will tell who reported a finding, and the agency that repairs it, that somebody is to confirm the repair."""
    _tell(REPAIRED, finding, [finding.reported_by, *_list_owners(finding, at)], by=by, at=at)


def tell_back(finding: Finding, repaired_by: User | None, *, by: User | None, at: datetime) -> None:
    """This function will tell the agency and who said that it is repaired that a finding is open again."""
    _tell(BACK, finding, [repaired_by, *_list_owners(finding, at)], by=by, at=at)


def remind_by_date(*, city: City, at: datetime) -> int:
    """This function will remind agencies of findings that are due within three days, or were: each person once of each day."""
    today, told = day_in(city, at), 0
    by_day: dict[tuple[str, date], list[Finding]] = defaultdict(list)
    for finding in list_due(city, until=today + BEFORE):
        if finding.owner_agency and finding.due_on:
            by_day[finding.owner_agency.code, finding.due_on].append(finding)
    workers = network.list_workers(city, {code for code, _day in by_day}, on=today)
    for (agency, day), found in sorted(by_day.items()):
        code = PAST if day < today else DUE
        key = f"{code}:{city.code}:{agency}:{day}"
        known = list_told(dedup_key=key)
        told += notify(
            people=[person for person in workers.get(agency, ()) if person.pk not in known],
            code=code,
            params={"count": len(found), "day": _say(day)},
            city=city,
            link=f"{list_url(city)}?pd={agency}",
            dedup_key=key,
            at=at,
        )
    return told


def _tell(code: str, finding: Finding, people: Iterable[User | None], *, by: User | None, at: datetime) -> None:
    notify(
        people=_without(people, by),
        code=code,
        params={"place": _name(finding), "day": _say(finding.due_on or day_in(finding.city, at))},
        city=finding.city,
        link=finding_url(finding),
        dedup_key=f"finding:{finding.uuid}:{code}",
        at=at,
    )


def _list_owners(finding: Finding, at: datetime) -> list[User]:
    if finding.owner_agency is None:
        return []
    code = finding.owner_agency.code
    return network.list_workers(finding.city, [code], on=day_in(finding.city, at)).get(code, [])


def _without(people: Iterable[User | None], by: User | None) -> list[User]:
    found = {person.pk: person for person in people if person is not None and person != by}
    return [found[pk] for pk in sorted(found)]


def _name(finding: Finding) -> str:
    """A shelter is called by its code: the name of one says what it is."""
    return finding.place.name if is_public(finding.place) else finding.place.code


def _say(day: date) -> str:
    return format_date(day, get_language() or "id")
