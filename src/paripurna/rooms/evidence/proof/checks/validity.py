"""Is the paper of the right time: standing, in force, inside the period, valid until the visit?"""

from __future__ import annotations

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Finding, Severity, Value
from paripurna.rooms.evidence.proof.papers import Link, Paper, Setting
from paripurna.rooms.evidence.types import Timing


def check_not_withdrawn(link: Link, setting: Setting) -> Finding | None:
    """A withdrawn document proves nothing."""
    if not link.paper.is_withdrawn:
        return None
    sentence = _("This document was withdrawn. Link another one, or bring it back.")
    return Finding("withdrawn", Severity.BLOCKS, sentence, evidence_id=link.evidence_id)


def check_in_force(link: Link, setting: Setting) -> Finding | None:
    """A regulation, decree or SOP must be in force at some day of the period."""
    paper, (start, end) = link.paper, setting.period
    if paper.traits.timing is not Timing.IN_FORCE:
        return None
    begins = paper.valid_from or paper.signed_on
    if begins and begins > end:
        sentence = _("It is in force from %(day)s only, after the period of the assessment. Link the one before it.")
        return _find("not_in_force", sentence, link, begins)
    if paper.valid_to and paper.valid_to < start:
        sentence = _("It was in force until %(day)s, before the period of the assessment. Link the one that followed.")
        return _find("not_in_force", sentence, link, paper.valid_to)
    return None


def check_inside_period(link: Link, setting: Setting) -> Finding | None:
    """An activity must have happened inside the period."""
    paper = link.paper
    if paper.traits.timing is not Timing.ACTIVITY:
        return None
    day = happened_on(paper)
    if day is None or setting.period[0] <= day <= setting.period[1]:
        return None
    sentence = _("It is of %(day)s, outside the period of the assessment. Link proof from inside the period.")
    return _find("outside_period", sentence, link, day)


def check_lasts_until_visit(link: Link, setting: Setting) -> Finding | None:
    """What ends before those who verify come is told in time."""
    ends, today, visit = link.paper.valid_to, setting.today, setting.visit_on
    if link.paper.traits.timing is not Timing.IN_FORCE or ends is None or ends < setting.period[0]:
        return None
    if ends < today:
        return _find("expired", _("It ended on %(day)s. Renew it, or say why it still counts."), link, ends)
    if visit and ends < visit:
        sentence = _("It ends on %(day)s, before the field visit. Renew it in time.")
        return Finding("ends_before_visit", Severity.WARNS, sentence, _day(ends), link.evidence_id)
    return None


def happened_on(paper: Paper) -> date | None:
    """This function will return the day that an activity is of: as a person said, else as the camera noted."""
    if paper.period_end:
        return paper.period_end
    taken_at = paper.reading.taken_at
    return paper.signed_on or (taken_at.date() if taken_at else None)


def _find(check: str, sentence: Promise, link: Link, day: date) -> Finding:
    return Finding(check, Severity.BLOCKS, sentence, _day(day), link.evidence_id)


def _day(day: date) -> dict[str, Value]:
    return {"day": day}
