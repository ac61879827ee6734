"""Facts kept with an answer, and whether the registers have moved since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.platform.facts.queries import digest_rows
from paripurna.platform.facts.types import Fact
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.live.answers import LiveAnswer, find_live_answer, scope_of
from paripurna.rooms.sheets.models import Answer, FactSnapshot, Sheet
from paripurna.rooms.sheets.types import Moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT_VALUE = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class KeptFact:
    """What a fact was when it was kept."""

    part: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    code: str
    row_count: int
    as_of: datetime | None
    rows: tuple[Mapping[str, str], ...] = ()  # only their digest is kept


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts of one moment of an answer."""

    moment: Moment
    at: datetime
    answer_revision: int
    facts: tuple[KeptFact, ...]

    def has_moved(self, live: LiveAnswer) -> bool:
        """This function will tell whether the registers say something else today than they did then."""
        return any(_differs(kept, live.facts.get(kept.part)) for kept in self.facts)

    def is_touched(self, live: LiveAnswer) -> bool:
        """This function will tell whether a row behind the facts was changed since, even if it says the same."""
        return any(kept.as_of != fact.as_of for kept in self.facts if (fact := live.facts.get(kept.part)))


def keep_facts(sheet: Sheet, number: str, moment: Moment, *, on: date, at: datetime) -> None:
    """This function will keep what the facts say now with the newest revision of the answer; nothing where none do."""
    live = find_live_answer(sheet, get_edition(sheet.edition.hash), number, on=on)
    answer = Answer.objects.filter(city=sheet.city_id, sheet=sheet, question=number).first()
    if live is None or answer is None:
        return
    snapshots = [_as_snapshot(sheet, answer, live, part, on=on) for part in live.facts]
    for snapshot in snapshots:
        snapshot.moment, snapshot.kept_at = moment, at
    FactSnapshot.objects.bulk_create(snapshots, ignore_conflicts=True)


def find_kept(sheet: Sheet, number: str) -> Kept | None:
    """This function will return the facts that were kept last with the answer to a question."""
    return next(iter(_group(_newest_first(sheet).filter(answer__question=number))), None)


def list_taken(sheet: Sheet, number: str) -> frozenset[int]:
    """This function will return the revisions of an answer that say what the facts said at that moment."""
    found = FactSnapshot.objects.filter(city=sheet.city_id, answer__sheet=sheet, answer__question=number)
    return frozenset(found.filter(moment=Moment.TAKEN).values_list("answer_revision", flat=True))


def read_kept(sheet: Sheet) -> dict[str, Kept]:
    """This function will return the facts kept last with every answer of the sheet, in one statement."""
    return read_kept_of([sheet])[sheet.pk]


def read_kept_of(sheets: Collection[Sheet]) -> dict[int, dict[str, Kept]]:
    """This function will return the facts kept last with every answer, by id of the sheet and question: one statement."""
    rows: dict[tuple[int, str], list[FactSnapshot]] = {}
    for row in _newest_first(*sheets):
        rows.setdefault((row.answer.sheet_id, row.answer.question), []).append(row)
    kept: dict[int, dict[str, Kept]] = {sheet.pk: {} for sheet in sheets}
    for (sheet_id, question), own in rows.items():
        kept[sheet_id][question] = _group(own)[0]
    return kept


def _newest_first(*sheets: Sheet) -> QuerySet[FactSnapshot]:
    cities = {sheet.city_id for sheet in sheets}
    found = FactSnapshot.objects.filter(city__in=cities, answer__sheet__in=sheets).select_related("answer")
    return found.order_by("-kept_at", "-answer_revision", "moment", "part")


def _group(rows: Iterable[FactSnapshot]) -> list[Kept]:
    groups: dict[tuple[int, str], list[FactSnapshot]] = {}
    for row in rows:
        groups.setdefault((row.answer_revision, row.moment), []).append(row)
    return [
        Kept(Moment(moment), group[0].kept_at, revision, tuple(map(_as_kept, group)))
        for (revision, moment), group in groups.items()
    ]


def _as_kept(row: FactSnapshot) -> KeptFact:
    return KeptFact(row.part, row.value, row.numerator, row.denominator, row.code, row.row_count, row.as_of)


def _as_snapshot(sheet: Sheet, answer: Answer, live: LiveAnswer, part: str, *, on: date) -> FactSnapshot:
    asked, fact = live.bound.asked[part], live.facts[part]
    scope = scope_of(sheet, on=on).shift(-asked.years)
    return FactSnapshot(
        city_id=sheet.city_id,
        answer=answer,
        answer_revision=answer.revision,
        part=part,
        source=asked.request.source,
        params=asked.request.params.model_dump(mode="json"),
        period_start=scope.starts_on,
        period_end=scope.ends_on,
        value=_round(fact.value),
        numerator=fact.numerator,
        denominator=fact.denominator,
        code=fact.code,
        row_count=fact.row_count,
        digest=digest_rows(scope, asked.request),
        as_of=fact.as_of,
        is_example=fact.is_example,
        overlay_hash=get_fact_overlay(get_edition(sheet.edition.hash)).hash,
    )


def _differs(kept: KeptFact, fact: Fact | None) -> bool:
    if fact is None:
        return True
    then = (kept.value, kept.numerator, kept.denominator, kept.code, kept.row_count)
    return then != (_round(fact.value), fact.numerator, fact.denominator, fact.code, fact.row_count)


def _round(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(KEPT_VALUE)
