"""What the internal check has found so far: reasons by cluster and agency, over time, how long answers waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_number, format_percent
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification import queries
from paripurna.rooms.assessment.verification.models import Verdict
from paripurna.rooms.assessment.verification.types import Decision, Reason
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.rooms.network.types import AgencyRef

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart and of the table behind it; `share` of the longest, in percent."""

    label: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`finding` says what the bars show, in a sentence."""

    name: str
    finding: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """What was said in one week, named by its Monday."""

    begins_on: date
    accepted: int
    returned: int
    share: int  # of the busiest week, in percent

    @property
    def total(self) -> int:
        return self.accepted + self.returned


@dataclass(frozen=True)
class Statistics:
    """Everything about the verdicts of a round; only those that took effect count."""

    round: Round
    returned_count: int
    accepted_count: int
    mended_count: int  # returned answers that were accepted afterwards
    returned_questions: int
    median_days: Decimal | None
    longest_days: Decimal | None
    reasons: Chart
    strands: Chart
    agencies: Chart
    weeks: tuple[Week, ...]
    week_finding: str

    @property
    def is_empty(self) -> bool:
        return not (self.returned_count or self.accepted_count)

    @property
    def mended_percent(self) -> str:
        """Of the answers that came back, how many were accepted afterwards."""
        if not self.returned_questions:
            return "–"
        return format_percent(Decimal(self.mended_count) / self.returned_questions, language(), places=0)

    @property
    def charts(self) -> tuple[Chart, ...]:
        return self.reasons, self.strands, self.agencies


def build_statistics(found: Round) -> Statistics:
    """This function will count the verdicts of a round."""
    verdicts = [verdict for verdict in queries.list_all_verdicts(found) if verdict.took_effect]
    returned = [verdict for verdict in verdicts if verdict.decision == Decision.RETURN]
    mended = _list_mended(verdicts)
    waits = sorted(_list_waits(verdicts))
    weeks = _count_weeks(found, verdicts)
    return Statistics(
        round=found,
        returned_count=len(returned),
        accepted_count=len(verdicts) - len(returned),
        mended_count=len(mended),
        returned_questions=len({verdict.question for verdict in returned}),
        median_days=_median(waits),
        longest_days=waits[-1] if waits else None,
        reasons=_chart_reasons(returned),
        strands=_chart_strands(found, returned),
        agencies=_chart_agencies(found, returned),
        weeks=weeks,
        week_finding=_say_weeks(weeks),
    )


def _list_mended(verdicts: Sequence[Verdict]) -> set[str]:
    """Questions whose last verdict is an acceptance and that had come back before."""
    last = {verdict.question: verdict.decision for verdict in verdicts}
    came_back = {verdict.question for verdict in verdicts if verdict.decision == Decision.RETURN}
    return {question for question in came_back if last[question] == Decision.ACCEPT}


def _list_waits(verdicts: Iterable[Verdict]) -> list[Decimal]:
    waits = (verdict.given_at - verdict.submitted_at for verdict in verdicts if verdict.submitted_at)
    return [Decimal(wait / DAY).quantize(Decimal("0.1")) for wait in waits]


def _median(waits: Sequence[Decimal]) -> Decimal | None:
    if not waits:
        return None
    middle = len(waits) // 2
    return waits[middle] if len(waits) % 2 else ((waits[middle - 1] + waits[middle]) / 2).quantize(Decimal("0.1"))


def _chart_reasons(returned: Sequence[Verdict]) -> Chart:
    counts = Counter(code for verdict in returned for code in verdict.reasons or [Reason.OTHER.value])
    labels = {reason.value: str(reason.label) for reason in Reason}
    return _build_chart("reasons", counts, labels, say=_say_reasons, whole=len(returned))


def _say_reasons(label: str, count: int, whole: int) -> str:
    said = {"reason": label, "count": count, "whole": whole}
    return _("The most common reason is “%(reason)s”: in %(count)s of %(whole)s returns.") % said


def _chart_strands(found: Round, returned: Sequence[Verdict]) -> Chart:
    edition = sheets.edition_of(found.sheet)
    strand_of = {question.number: strand.code for strand in edition.strands for question in strand.questions}
    labels = {strand.code: strand.label.in_language(language()) for strand in edition.strands}
    counts = Counter(strand_of[verdict.question] for verdict in returned if verdict.question in strand_of)
    return _build_chart("strands", counts, labels, say=_say_strands, whole=len(returned))


def _say_strands(label: str, count: int, whole: int) -> str:
    said = {"strand": label, "count": count, "whole": whole}
    return _("Most returns are in %(strand)s: %(count)s of %(whole)s.") % said


def _chart_agencies(found: Round, returned: Sequence[Verdict]) -> Chart:
    responsible = _resolve(found, {verdict.question for verdict in returned})
    agencies = [agency for verdict in returned for agency in responsible.get(verdict.question, ())[:1]]
    counts = Counter(agency.code for agency in agencies)
    labels = {agency.code: agency.abbreviation for agency in agencies}
    return _build_chart("agencies", counts, labels, say=_say_agencies, whole=len(returned))


def _resolve(found: Round, numbers: set[str]) -> Mapping[str, Sequence[AgencyRef]]:
    known = sheets.edition_of(found.sheet).question_by_number
    roles = {number: known[number].roles for number in numbers if number in known}
    return network.resolve_responsible(found.city, roles, key=str(found.sheet.code)) if roles else {}


def _say_agencies(label: str, count: int, whole: int) -> str:
    said = {"agency": label, "count": count, "whole": whole}
    return _("%(agency)s has most to mend: %(count)s of %(whole)s returns, counted at the lead agency.") % said


def _build_chart(
    name: str, counts: Counter[str], labels: Mapping[str, str], *, say: Callable[[str, int, int], str], whole: int
) -> Chart:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], labels[pair[0]]))
    longest = ranked[0][1] if ranked else 1
    bars = tuple(Bar(labels[code], count, round(100 * count / longest)) for code, count in ranked)
    return Chart(name, say(bars[0].label, bars[0].count, whole) if bars else "", bars)


def _count_weeks(found: Round, verdicts: Sequence[Verdict]) -> tuple[Week, ...]:
    counts: dict[date, Counter[str]] = {}
    for verdict in verdicts:
        day = day_in(found.city, verdict.given_at)
        counts.setdefault(day - DAY * day.weekday(), Counter())[verdict.decision] += 1
    busiest = max((sum(counter.values()) for counter in counts.values()), default=1)
    return tuple(
        Week(
            monday,
            counter[Decision.ACCEPT],
            counter[Decision.RETURN],
            round(100 * sum(counter.values()) / busiest),
        )
        for monday, counter in sorted(counts.items())
    )


def _say_weeks(weeks: Sequence[Week]) -> str:
    if not weeks:
        return ""
    total = sum(week.total for week in weeks)
    sentence = ngettext(
        "%(total)s answer was decided in %(weeks)s week with work, %(average)s a week.",
        "%(total)s answers were decided in %(weeks)s weeks with work, %(average)s a week.",
        total,
    )
    average = format_number(Decimal(total) / len(weeks), language(), places=0)
    return sentence % {"total": total, "weeks": len(weeks), "average": average}
