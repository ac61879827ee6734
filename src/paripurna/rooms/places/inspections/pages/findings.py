"""Findings as pages show them: the list with its filters, and one with what may be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from paripurna.platform.ui.components.lists import PAGE_PARAMETER
from paripurna.platform.ui.components.stories import Entry
from paripurna.rooms.network.queries import list_agencies
from paripurna.rooms.places.inspections import policy, queries
from paripurna.rooms.places.inspections.describing import SEVERITY_TONES, STATE_TONES, tell_due, tell_owner
from paripurna.rooms.places.inspections.links import finding_url, inspection_url
from paripurna.rooms.places.inspections.photos import Photo, list_photos
from paripurna.rooms.places.inspections.queries import AskedFindings
from paripurna.rooms.places.inspections.seeing import read_sight
from paripurna.rooms.places.inspections.types import FindingState, FindingStep, Severity, Topic
from paripurna.rooms.places.models import Finding
from paripurna.rooms.places.pages.links import place_url

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

PER_PAGE = 40
FILTERS = ("cari", "keadaan", "berat", "pokok", "pd")
STANDING, ALL, OVERDUE = "", "semua", "lewat"
ICONS = {
    FindingStep.REPORT: "flag",
    FindingStep.CHANGE: "edit",
    FindingStep.REPAIR: "check",
    FindingStep.SEND_BACK: "corner-up-left",
    FindingStep.CONFIRM: "circle-check",
}
Options = Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class FindingLine:
    finding: Finding
    url: str
    title: str
    severity: str
    severity_tone: str
    state: str
    state_tone: str
    owner: str
    waits: str


@dataclass(frozen=True, slots=True)
class FindingList:
    page: Page[Finding]
    lines: tuple[FindingLine, ...]
    asked: Mapping[str, str]
    agencies: Options
    is_filtered: bool
    untold: int  # findings of the whole city that this person is not told
    states: Options = tuple((state.value, state.label) for state in (*FindingState,)[2:])
    severities: Options = tuple(Severity.choices)
    topics: Options = tuple(Topic.choices)


@dataclass(frozen=True, slots=True)
class FindingPage:
    line: FindingLine
    place_url: str
    inspection_url: str
    photos: tuple[Photo, ...]
    history: tuple[Entry, ...]
    may_change: bool
    may_repair: bool
    may_look: bool
    is_own_repair: bool


def build_list(city: City, query: Mapping[str, str], user: User, *, on: date) -> FindingList:
    """This function will read the findings that the address bar asks for, by due day."""
    asked, sight = {name: query.get(name, "") for name in FILTERS}, read_sight(user, city, on=on)
    found = queries.list_findings(city, read_asked(query, on=on), sight=sight)
    page = Paginator(found, PER_PAGE).get_page(query.get(PAGE_PARAMETER))
    return FindingList(
        page=page,
        lines=tuple(build_line(each, on=on) for each in page),
        asked=asked,
        agencies=[(agency.code, agency.abbreviation) for agency in list_agencies(city)],
        is_filtered=any(asked.values()),
        untold=queries.count_untold(city, sight=sight),
    )


def read_asked(query: Mapping[str, str], *, on: date) -> AskedFindings:
    """This function will read what the address bar asks of the findings."""
    state = query.get("keadaan", "")
    return AskedFindings(
        state="" if state == OVERDUE else "ALL" if state == ALL else state,
        severity=query.get("berat", ""),
        topic=query.get("pokok", ""),
        agency=query.get("pd", ""),
        text=query.get("cari", ""),
        overdue_on=on if state == OVERDUE else None,
    )


def build_line(finding: Finding, *, on: date) -> FindingLine:
    """This function will say a finding in words, for a line or the head of its page."""
    state, severity = FindingState(finding.state), Severity(finding.severity)
    return FindingLine(
        finding=finding,
        url=finding_url(finding),
        title=finding.requirement or capfirst(str(Topic(finding.topic).label)),
        severity=str(severity.label),
        severity_tone=SEVERITY_TONES[severity],
        state=str(state.label),
        state_tone=STATE_TONES.get(state, "quiet"),
        owner=tell_owner(finding),
        waits=tell_due(finding, on),
    )


def build_page(finding: Finding, user: User, *, on: date) -> FindingPage:
    """This function will gather the page of a finding, with the steps that this person may take now."""
    may_inspect = policy.may_inspect(user, finding.place, on=on)
    may_mend = policy.may_mend(user, finding.place, on=on)
    return FindingPage(
        line=build_line(finding, on=on),
        place_url=place_url(finding.place, finding.city),
        inspection_url=inspection_url(finding.inspection) if finding.inspection else "",
        photos=_list_photos(finding, user, on),
        history=tuple(_tell(finding)),
        may_change=may_inspect and policy.can_step(finding, FindingStep.CHANGE, by=user),
        may_repair=may_mend and policy.can_step(finding, FindingStep.REPAIR, by=user),
        may_look=may_inspect and policy.can_step(finding, FindingStep.CONFIRM, by=user),
        is_own_repair=finding.state == FindingState.REPAIRED and finding.repaired_by_id == user.pk,
    )


def _list_photos(finding: Finding, user: User, on: date) -> tuple[Photo, ...]:
    if finding.inspection is None:
        return ()
    sheet = finding.inspection.sheet
    sheet.city = finding.city
    return tuple(list_photos(sheet, [finding.question], user, on=on).get(finding.question, ()))


def _tell(finding: Finding) -> list[Entry]:
    return [
        Entry(
            at=event.at,
            icon=ICONS[FindingStep(event.step)],
            sentence=_("%(person)s: %(step)s")
            % {"person": str(event.by or "–"), "step": FindingStep(event.step).label},
            detail=event.note,
        )
        for event in reversed(queries.list_events(finding))
    ]
