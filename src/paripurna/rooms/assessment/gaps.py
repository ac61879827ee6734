"""Every point not won, with why and who can win it: the list behind *Kesenjangan* and *Tugas saya*."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Question, Strand
from paripurna.core.scoring.result import Basis, QuestionScore
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.verification.types import LOSS_LABELS
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets.queries import say_reason
from paripurna.rooms.sheets.types import AnswerState


class GapKind(StrEnum):
    """Why a point is not there."""

    UNANSWERED = "UNANSWERED"  # nothing was answered
    NOT_REACHED = "NOT_REACHED"  # the answer earns less than the maximum
    LOST = "LOST"  # a later stage gave less than the city did


GAP_KINDS: dict[GapKind, Promise] = {
    GapKind.UNANSWERED: _("unanswered"),
    GapKind.NOT_REACHED: _("answer earns less than the maximum"),
    GapKind.LOST: _("lost in verification"),
}


class Grouping(StrEnum):
    """How the list may be grouped."""

    NONE = "NONE"
    AGENCY = "AGENCY"
    STRAND = "STRAND"
    THEME = "THEME"


@dataclass(frozen=True)
class Gap:
    """What one question still holds. `points` is what is missing to the maximum at the newest stage."""

    question: Question
    strand: Strand
    kind: GapKind
    points: Decimal
    won: Decimal
    lost_in_verification: Decimal
    state: AnswerState
    agencies: tuple[AgencyRef, ...]
    reason: str  # of the mark that cut the points, when one was given


@dataclass(frozen=True)
class GapGroup:
    """Gaps under one heading; `points` counts every gap whole, also where agencies share a question."""

    key: str
    label: str
    gaps: tuple[Gap, ...]

    @property
    def points(self) -> Decimal:
        return sum((gap.points for gap in self.gaps), Decimal(0))


def list_gaps(position: Position) -> list[Gap]:
    """This function will return every gap of the round, the largest first."""
    agencies = resolve_agencies(position)
    found = (_find_gap(position, strand, question, agencies) for strand, question in _each(position))
    return sorted((gap for gap in found if gap), key=lambda gap: (-gap.points, gap.question.number))


def resolve_agencies(position: Position) -> dict[str, tuple[AgencyRef, ...]]:
    """This function will return who answers for each question of the round, the lead agency first; asked once a position."""
    known: dict[str, tuple[AgencyRef, ...]] | None = position.__dict__.get("agencies")
    if known is None:
        roles = {question.number: question.roles for question in position.edition.questions}
        key = str(position.round.sheet.code)
        known = position.__dict__["agencies"] = network.resolve_responsible(position.round.city, roles, key=key)
    return known


def _each(position: Position) -> Iterable[tuple[Strand, Question]]:
    return ((strand, question) for strand in position.edition.strands for question in strand.questions)


def _find_gap(
    position: Position, strand: Strand, question: Question, agencies: dict[str, tuple[AgencyRef, ...]]
) -> Gap | None:
    newest = position.newest_score.questions[question.number]
    own = position.own_score.questions[question.number]
    missing = newest.max_points - newest.points
    if newest.basis is Basis.NOT_APPLICABLE or missing <= 0:
        return None
    lost = max(own.points - newest.points, Decimal(0))
    answer = position.contents.answers.get(question.number)
    return Gap(
        question=question,
        strand=strand,
        kind=_kind_of(newest, lost),
        points=missing,
        won=newest.points,
        lost_in_verification=lost,
        state=answer.state if answer else AnswerState.EMPTY,
        agencies=agencies.get(question.number, ()),
        reason=_reason_of(position, question),
    )


def _kind_of(newest: QuestionScore, lost: Decimal) -> GapKind:
    if newest.basis is Basis.UNANSWERED:
        return GapKind.UNANSWERED
    return GapKind.LOST if lost else GapKind.NOT_REACHED


def _reason_of(position: Position, question: Question) -> str:
    if position.verified is None:
        return ""
    mark = position.contents.marks.get(position.verified.stage.code, {}).get(question.number)
    return say_reason(LOSS_LABELS, mark.reason_code, mark.reason) if mark else ""


def group_gaps(gaps: Iterable[Gap], grouping: Grouping, *, language: str, themes: dict[str, str]) -> list[GapGroup]:
    """This function will group gaps, the group with most points first; a gap stands under each of its agencies."""
    keys = _KEYS[grouping]
    groups: dict[tuple[str, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        for key, label in keys(gap, language, themes):
            groups[key, label].append(gap)
    built = [GapGroup(key, label, tuple(found)) for (key, label), found in groups.items()]
    return sorted(built, key=lambda group: (-group.points, group.label))


Keys = Callable[[Gap, str, dict[str, str]], list[tuple[str, str]]]


def _by_agency(gap: Gap, language: str, themes: dict[str, str]) -> list[tuple[str, str]]:
    return [(agency.code, agency.abbreviation) for agency in gap.agencies] or [("", "")]


def _by_strand(gap: Gap, language: str, themes: dict[str, str]) -> list[tuple[str, str]]:
    return [(gap.strand.code, gap.strand.label.in_language(language))]


def _by_theme(gap: Gap, language: str, themes: dict[str, str]) -> list[tuple[str, str]]:
    return [(gap.question.theme, themes.get(gap.question.theme, gap.question.theme))]


_KEYS: dict[Grouping, Keys] = {
    Grouping.NONE: lambda _gap, _language, _themes: [("", "")],
    Grouping.AGENCY: _by_agency,
    Grouping.STRAND: _by_strand,
    Grouping.THEME: _by_theme,
}
