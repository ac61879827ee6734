"""Is the paper of the right time: standing, in force, inside the period, valid until the visit?"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Paper, Setting
from paripurna.rooms.evidence.types import DocumentKind, Timing

WITHDRAWN = Check(
    "withdrawn",
    Severity.BLOCKS,
    _("This document was withdrawn. Link another one, or bring it back."),
    _("The document was withdrawn from the library."),
)
NOT_YET_IN_FORCE = Check(
    "not_in_force",
    Severity.BLOCKS,
    _("It is in force from %(day)s only, after the period of the assessment. Link the one before it."),
    _("A paper that must be in force begins after the last day of the period."),
)
NO_LONGER_IN_FORCE = Check(
    "not_in_force",
    Severity.BLOCKS,
    _("It was in force until %(day)s, before the period of the assessment. Link the one that followed."),
    _("A paper that must be in force ended before the first day of the period."),
)
OUTSIDE_PERIOD = Check(
    "outside_period",
    Severity.BLOCKS,
    _("It is of %(day)s, outside the period of the assessment. Link proof from inside the period."),
    _("Proof of an activity is of days outside the period."),
)
EXPIRED = Check(
    "expired",
    Severity.BLOCKS,
    _("It ended on %(day)s. Renew it, or say why it still counts."),
    _("A paper that must be in force was so in the period, and has ended since."),
)
ENDS_BEFORE_VISIT = Check(
    "ends_before_visit",
    Severity.WARNS,
    _("It ends on %(day)s, before the field visit. Renew it in time."),
    _("A paper that must be in force ends before the field visit."),
)
UNDATED = Check(
    "undated",
    Severity.WARNS,
    _("Nobody can tell of which day it is. Write the date on its page."),
    _("A paper that must be in force, or proof of an activity, bears no date at all."),
)


def check_not_withdrawn(link: Link, setting: Setting) -> Finding | None:
    """A withdrawn document proves nothing."""
    return WITHDRAWN.find(link) if link.paper.is_withdrawn else None


def check_in_force(link: Link, setting: Setting) -> Finding | None:
    """A regulation, decree or SOP must be in force at some day of the period."""
    paper, (start, end) = link.paper, setting.period
    if paper.traits.timing is not Timing.IN_FORCE:
        return None
    begins = paper.valid_from or paper.signed_on
    if begins and begins > end:
        return NOT_YET_IN_FORCE.find(link, day=begins)
    if paper.valid_to and paper.valid_to < start:
        return NO_LONGER_IN_FORCE.find(link, day=paper.valid_to)
    return None


def check_inside_period(link: Link, setting: Setting) -> Finding | None:
    """An activity must have happened inside the period, at least with one day."""
    if link.paper.traits.timing is not Timing.ACTIVITY:
        return None
    days, (start, end) = happened_on(link.paper), setting.period
    if days is None or (days[0] <= end and days[1] >= start):
        return None
    return OUTSIDE_PERIOD.find(link, day=days[1] if days[1] < start else days[0])


def check_lasts_until_visit(link: Link, setting: Setting) -> Finding | None:
    """What ends before those who verify come is told in time."""
    ends, today, visit = link.paper.valid_to, setting.today, setting.visit_on
    if link.paper.traits.timing is not Timing.IN_FORCE or ends is None or ends < setting.period[0]:
        return None
    if ends < today:
        return EXPIRED.find(link, day=ends)
    return ENDS_BEFORE_VISIT.find(link, day=ends) if visit and ends < visit else None


def check_dated(link: Link, setting: Setting) -> Finding | None:
    """Without a date nothing can be held against the period. Photos are asked by a check of their own."""
    paper = link.paper
    if paper.traits.timing not in {Timing.IN_FORCE, Timing.ACTIVITY} or paper.kind is DocumentKind.PHOTO:
        return None
    is_dated = paper.valid_from or paper.signed_on or paper.valid_to or happened_on(paper)
    return None if is_dated else UNDATED.find(link)


def happened_on(paper: Paper) -> tuple[date, date] | None:
    """This function will return the first and last day of an activity: as a person said, else as the camera noted."""
    if paper.period_start and paper.period_end:
        return paper.period_start, paper.period_end
    taken_at = paper.reading.taken_at
    day = paper.signed_on or (taken_at.date() if taken_at else None)
    return (day, day) if day else None


CHECKS = (WITHDRAWN, NOT_YET_IN_FORCE, NO_LONGER_IN_FORCE, OUTSIDE_PERIOD, EXPIRED, ENDS_BEFORE_VISIT, UNDATED)
RULES: tuple[LinkRule, ...] = (
    check_not_withdrawn,
    check_in_force,
    check_inside_period,
    check_lasts_until_visit,
    check_dated,
)
