"""Writes of the operator. One function = one transaction = one audit line."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.handover.models import ApplicationScore, EntryRule, EntryTick
from paripurna.rooms.assessment.handover.naming import build_name
from paripurna.rooms.assessment.handover.types import (
    BadEntryRule,
    BadScore,
    EntryChanged,
    ScoreKey,
    ScoreLevel,
    Scores,
)
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets.queries import edition_of, get_answer, get_question

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

HIGHEST_LIMIT = 500


@transaction.atomic
def tick_entry(*, round: Round, question: str, seen_revision: int, by: User, at: datetime) -> EntryTick:
    """This function will note that an answer was entered, in the revision that the operator saw. Sent twice, it is one.

    Raises `EntryChanged` when the answer is not that one any more, `UnknownQuestion` and `RoundNotRunning`.
    """
    _check(round, by=by, at=at)
    number = get_question(round.sheet, question).number
    if get_answer(round.sheet, number).revision != seen_revision:
        raise EntryChanged(_("The answer was changed after you opened this page. Look at it again before you tick it."))
    known = {"answer_revision": seen_revision, "entered_at": at, "entered_by": by}
    same = EntryTick.objects.filter(city=round.city_id, round=round, question=number, answer_revision=seen_revision)
    if found := same.first():
        return found
    tick, _is_new = EntryTick.objects.update_or_create(city=round.city, round=round, question=number, defaults=known)
    _tell("assessment.entry_ticked", round, {"question": number, "revision": seen_revision}, by=by, at=at)
    return tick


@transaction.atomic
def untick_entry(*, round: Round, question: str, by: User, at: datetime) -> None:
    """This function will take back that an answer was entered. Raises `RoundNotRunning`."""
    _check(round, by=by, at=at)
    gone, _rows = EntryTick.objects.filter(city=round.city_id, round=round, question=question).delete()
    if gone:
        _tell("assessment.entry_unticked", round, {"question": question}, by=by, at=at)


@transaction.atomic
def keep_scores(*, round: Round, scores: Scores, by: User, at: datetime) -> int:
    """This function will keep what the application showed; None takes a score away. Returns how many changed.

    Raises `BadScore`; then none is kept.
    """
    check_may(by, Permission.MARK_OFFICIAL, round.city, on=day_in(round.city, at))
    edition = edition_of(round.sheet)
    for key, points in scores.items():
        check_score(edition, key, points)
    rows = ApplicationScore.objects.select_for_update().filter(city=round.city_id, round=round)
    known = {ScoreKey(ScoreLevel(row.level), row.number): row.points for row in rows}
    changed = {key: points for key, points in scores.items() if known.get(key) != points}
    for key, points in changed.items():
        _keep_score(round, key, points, by=by, at=at)
    if changed:
        _tell("assessment.scores_read", round, {"scores": len(changed)}, by=by, at=at)
    return len(changed)


def _keep_score(round: Round, key: ScoreKey, points: Decimal | None, *, by: User, at: datetime) -> None:
    place: dict[str, Any] = {"city": round.city, "round": round, "level": key.level, "number": key.number}
    if points is None:
        ApplicationScore.objects.filter(**place).delete()
    else:
        values = {"points": points, "read_at": at, "read_by": by}
        ApplicationScore.objects.update_or_create(**place, defaults=values)


def check_score(edition: Edition, key: ScoreKey, points: Decimal | None) -> None:
    """This function will raise `BadScore` for a number that there is not, and for points that cannot be."""
    highest = find_maximum(edition, key)
    if highest is None:
        raise BadScore(_("There is no %(number)s in this edition.") % {"number": key.number})
    if points is not None and not 0 <= points <= highest:
        raise BadScore(
            _("%(number)s: a score lies between 0 and %(highest)s.")
            % {"number": key.number or ScoreLevel.TOTAL.label, "highest": highest}
        )


def find_maximum(edition: Edition, key: ScoreKey) -> Decimal | None:
    """This function will return the highest score there can be, None where there is no such number."""
    if key.level is ScoreLevel.TOTAL:
        return Decimal(edition.max_points)
    parts = {
        ScoreLevel.QUESTION: {part.number: part.max_points for part in edition.questions},
        ScoreLevel.INDICATOR: {part.number: part.max_points for part in edition.indicators},
        ScoreLevel.STRAND: {part.code: part.max_points for part in edition.strands},
    }[key.level]
    found = parts.get(key.number)
    return None if found is None else Decimal(found)


@transaction.atomic
def set_rule(*, city: City, limit_megabytes: int, name_pattern: str, by: User, at: datetime) -> EntryRule:
    """This function will set how large a file may be and what it is called. Raises `BadEntryRule`."""
    check_may(by, Permission.ROUND_MANAGE, city, on=day_in(city, at))
    if not 1 <= limit_megabytes <= HIGHEST_LIMIT:
        raise BadEntryRule(_("Give a limit between 1 and 500 MB."))
    build_name(name_pattern, number="1.1", indicator="1", city="kota", year=2025)
    values = {"limit_megabytes": limit_megabytes, "name_pattern": name_pattern.strip()}
    rule, _is_new = EntryRule.objects.update_or_create(city=city, defaults=values)
    subject, details = f"regions.city:{city.code}", {"limit": limit_megabytes}
    audit.record(verb="assessment.entry_rule_set", city=city, subject=subject, details=details, by=by, at=at)
    return rule


@transaction.atomic
def note_file(*, round: Round, question: str, documents: int, restricted: int, by: User, at: datetime) -> None:
    """This function will note that the merged file of a question was taken out, and how many restricted papers are in it."""
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    details: dict[str, str | int] = {"question": question, "documents": documents, "restricted": restricted}
    _tell("assessment.entry_file_taken", round, details, by=by, at=at)


def _check(round: Round, *, by: User, at: datetime) -> None:
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)


def _tell(verb: str, round: Round, details: dict[str, str | int], *, by: User, at: datetime) -> None:
    subject = f"assessment.round:{round.code}"
    audit.record(verb=verb, city=round.city, subject=subject, details=details, by=by, at=at)
