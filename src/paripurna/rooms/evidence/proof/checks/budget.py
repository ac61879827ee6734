"""Is a budget, or a table of figures, of a year of the period?"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Paper, Setting
from paripurna.rooms.evidence.types import Timing

OTHER_YEAR = Check(
    "other_year",
    Severity.BLOCKS,
    _("It is of %(years)s, not of the year that is assessed (%(wanted)s). Link the one of that year."),
    _("A paper of a year is of other years than those of the period."),
)
YEAR_UNKNOWN = Check(
    "year_unknown",
    Severity.WARNS,
    _("Nobody can tell of which year it is. Write the first and the last day that it tells of."),
    _("A paper of a year names none: not on its page, in its title or in its text."),
)
YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def check_year(link: Link, setting: Setting) -> Finding | None:
    """Money and figures count in the year that is assessed."""
    if link.paper.traits.timing is not Timing.YEAR:
        return None
    years = list_years(link.paper)
    if not years:
        return YEAR_UNKNOWN.find(link) if link.paper.reading.state != "WAITING" else None
    if set(years) & set(setting.years):
        return None
    return OTHER_YEAR.find(link, years=_say(years), wanted=_say(setting.years))


def list_years(paper: Paper) -> list[int]:
    """This function will return the years of a paper, from the surest source that names any."""
    if paper.period_start and paper.period_end:
        return list(range(paper.period_start.year, paper.period_end.year + 1))
    if titled := YEAR.findall(paper.title):
        return sorted({int(year) for year in titled})
    if paper.reading.found.years:
        return sorted(set(paper.reading.found.years))
    return [paper.signed_on.year] if paper.signed_on else []


def _say(years: range | list[int]) -> str:
    return ", ".join(str(year) for year in years)


CHECKS = (OTHER_YEAR, YEAR_UNKNOWN)
RULES: tuple[LinkRule, ...] = (check_year,)
