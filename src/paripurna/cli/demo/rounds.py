"""Two invented rounds of Balikpapan: a finished one with marks of every stage, and a running one half on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from paripurna.cli.demo.answers import draw, invent_answer
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.values import is_empty
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment import actions as assessment
from paripurna.rooms.assessment.forecasting.actions import make_forecast
from paripurna.rooms.assessment.queries import Round, find_current_round, list_stages
from paripurna.rooms.assessment.types import RoundState, StageDates
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.queries import EditionSnapshot, LiveAnswer, Sheet
from paripurna.rooms.sheets.types import AnswerDraft, AnswerState, MarkDraft

EXAMPLE_NOTE = "Jawaban contoh, bukan data Kota Balikpapan."
REASONS = (
    "SK yang dilampirkan dari tahun sebelumnya (contoh)",
    "halaman pengesahan masih kosong (contoh)",
    "jumlah pada lampiran berbeda dengan isian (contoh)",
    "sebagian layanan tidak ada saat dikunjungi (contoh)",
)
REASON_CODES = ("WRONG_PERIOD", "UNSIGNED", "MISMATCH", "NOT_ON_SITE")
RETURN_CODES = (
    ["WRONG_PERIOD"],
    ["UNSIGNED"],
    ["MISSING", "UNSIGNED"],
    ["MISMATCH"],
    ["INCOMPLETE_TABLE"],
    ["UNSIGNED"],
)
CENT = Decimal("0.01")
FIRST_STAGE_DAYS = 45
OPENED = timedelta(days=20)
"""How long ago the running round was opened: its answers were submitted and looked at on many days since."""
WEEK = timedelta(days=7)
STILL_OPEN, STILL_OPEN_KNOWN = Decimal("0.13"), Decimal("0.03")
INTERNAL_CUTS = 2  # as many as at the second stage


def load_finished_round(city: City, snapshot: EditionSnapshot, edition: Edition, *, at: datetime) -> Round:
    """This function will make the earlier round: answered almost whole, cut at every later stage, closed."""
    last_year = at.year - 2
    opened = assessment.open_round(
        city=city,
        edition=snapshot,
        label=f"Evaluasi KLA {last_year} (contoh)",
        period=(date(last_year - 1, 1, 1), date(last_year - 1, 12, 31)),
        is_example=True,
        by=None,
        at=at,
    )
    answers = [_draft(question, _share(question, "earlier", Decimal("0.038"))) for question in edition.questions]
    sheets.import_contents(sheet=opened.sheet, answers=_filled(answers), by=None, at=at)
    sheets.import_contents(sheet=opened.sheet, marks=dict(_cut_marks(opened, edition)), by=None, at=at)
    assessment.finish_round(round=opened, by=None, at=at)
    return opened


def load_running_round(
    city: City, snapshot: EditionSnapshot, edition: Edition, *, previous: Round, people: dict[str, User], at: datetime
) -> Round:
    """This function will make the running round as it stood a week ago: nine in ten answered, mostly as the registers say."""
    opened = assessment.open_round(
        city=city,
        edition=snapshot,
        label=f"Evaluasi KLA {at.year} (contoh)",
        period=(date(at.year - 1, 1, 1), date(at.year - 1, 12, 31)),
        previous=previous,
        is_example=True,
        by=None,
        at=at - OPENED,
    )
    assessment.set_calendar(round=opened, dates=list(_calendar(edition, at.date())), by=None, at=at - OPENED)
    known = queries.read_live_answers(opened.sheet, edition, on=(at - OPENED).date())
    drafts = _filled(_answer(question, known.get(question.number)) for question in edition.questions)
    sheets.import_contents(sheet=opened.sheet, answers=drafts, by=None, at=at - OPENED)
    _take_steps(opened.sheet, people=people, at=at, until=at - WEEK)
    return opened


def load_last_week(running: Round, *, people: dict[str, User], at: datetime) -> None:
    """This function will forecast the running round as it stood a week ago, and then let the week pass."""
    make_forecast(round=running, at=at - WEEK)
    _take_steps(running.sheet, people=people, at=at, since=at - WEEK)
    _check_internally(running, queries.edition_of(running.sheet), by=people["contoh-verifikator"], at=at)


def find_example_round(city: City) -> Round | None:
    """This function will return the demo's own running round; one that a visitor opened is not ours to fill."""
    found = find_current_round(city)
    return found if found and found.sheet.is_example and found.state == RoundState.RUNNING else None


def keep_calendar_ahead(city: City, *, at: datetime) -> None:
    """This function will move the calendar when the demo has grown old: no real agency may look late in it."""
    found = find_example_round(city)
    if found is None:
        return
    first = list_stages(found)[0]
    if first.ends_on and first.ends_on < at.date():
        dates = list(_calendar(queries.edition_of(found.sheet), at.date()))
        assessment.set_calendar(round=found, dates=dates, by=None, at=at)


def _check_internally(opened: Round, edition: Edition, *, by: User, at: datetime) -> None:
    """The verifier leaves most accepted answers as they are, and cuts a few with a reason."""
    internal = next(stage.code for stage in edition.stages if stage.internal)
    contents = queries.read_contents(opened.sheet)
    won = queries.score_contents(opened.sheet, contents, stage=queries.get_own_stage(edition)).questions
    for number, answer in contents.answers.items():
        mark = _cut(number, won[number].points, INTERNAL_CUTS)
        if answer.state is AnswerState.ACCEPTED and mark.reason:
            sheets.give_mark(sheet=opened.sheet, stage=internal, mark=mark, by=by, at=at)


def _take_steps(
    sheet: Sheet, *, people: dict[str, User], at: datetime, since: datetime | None = None, until: datetime | None = None
) -> None:
    """Let people take, in order, the steps that were taken after `since` and not after `until`."""
    for when, take in sorted(_steps(sheet, people=people, at=at), key=itemgetter(0)):
        if (since is None or when > since) and (until is None or when <= until):
            take(at=when)


def _steps(sheet: Sheet, *, people: dict[str, User], at: datetime) -> Iterator[tuple[datetime, Callable[..., object]]]:
    """How imported drafts were submitted, then verified or returned, by the very actions that people use, and when."""
    writer, verifier = people["contoh-sekretariat"], people["contoh-verifikator"]
    for question in queries.read_contents(sheet).answers:
        state = _state(question)
        known: dict[str, Any] = {"sheet": sheet, "question": question}
        if state is AnswerState.DRAFT:
            continue
        submitted = at - _days(f"submitted {question}", 9, 19)
        yield submitted, partial(sheets.submit_answer, **known, base_revision=1, by=writer)
        decided = submitted + _days(f"decided {question}", 1, 8)
        if state is AnswerState.ACCEPTED:
            yield decided, partial(sheets.accept_answer, **known, base_revision=2, by=verifier)
        if state is AnswerState.RETURNED:
            codes = RETURN_CODES[int(draw(f"reason {question}") * len(RETURN_CODES))]
            reason = "contoh: lihat catatan pada dokumen"
            yield (
                decided,
                partial(sheets.return_answer, **known, base_revision=2, codes=codes, reason=reason, by=verifier),
            )


def _days(seed: str, low: int, high: int) -> timedelta:
    return timedelta(days=low + int(draw(seed) * (high - low)), minutes=int(draw(f"{seed} minutes") * 180))


def _draft(question: Question, share: Decimal) -> AnswerDraft:
    return AnswerDraft(question.number, invent_answer(question, share), EXAMPLE_NOTE, base_revision=0)


def _answer(question: Question, live: LiveAnswer | None) -> AnswerDraft:
    """What the registers say, where they do; the rest is invented. A few are still open: fewer where an agency only looks it up."""
    is_known = live is not None and live.value is not None
    if draw(f"answered {question.number}") < (STILL_OPEN_KNOWN if is_known else STILL_OPEN):
        return AnswerDraft(question.number, {}, "", base_revision=0)
    draft = _draft(question, _share(question, "now", Decimal("0.05")))
    return replace(draft, data=live.data) if live is not None and is_known else draft


def _filled(drafts: Iterable[AnswerDraft]) -> list[AnswerDraft]:
    """Some answers that earn nothing are no answers: a table without rows."""
    return [draft for draft in drafts if not is_empty(draft.data)]


def _share(question: Question, seed: str, never: Decimal) -> Decimal:
    """How much of a question the invented city earns: nothing in a few, nearly all in most."""
    chance = draw(f"{seed} {question.number}")
    if chance < never:
        return Decimal(0)
    return Decimal("0.6") if chance < Decimal("0.22") else Decimal(1)


def _state(question: str) -> AnswerState:
    chance = draw(f"state {question}")
    limits = ((Decimal("0.46"), AnswerState.ACCEPTED), (Decimal("0.74"), AnswerState.SUBMITTED))
    for limit, state in limits:
        if chance < limit:
            return state
    return AnswerState.RETURNED if chance < Decimal("0.80") else AnswerState.DRAFT


def _cut_marks(opened: Round, edition: Edition) -> Iterator[tuple[str, list[MarkDraft]]]:
    """Marks of the stages after the first: the later the stage, the fewer points stay."""
    own = queries.get_own_stage(edition)
    won = queries.score_contents(opened.sheet, queries.read_contents(opened.sheet), stage=own).questions
    later = [stage for stage in edition.stages if stage.marks and stage.code != own]
    for position, stage in enumerate(later, start=1):
        yield (
            stage.code,
            [_cut(question.number, won[question.number].points, position) for question in edition.questions],
        )


def _cut(question: str, points: Decimal, position: int) -> MarkDraft:
    chance = draw(f"cut {question}")
    limit = Decimal("0.03") * position
    if chance >= limit or not points:
        return MarkDraft(question, points)
    kept = (points * (Decimal("0.5") if chance > Decimal("0.02") else 0)).quantize(CENT, ROUND_HALF_UP)
    which = int(chance * 10_000) % len(REASONS)
    return MarkDraft(question, kept, REASONS[which], REASON_CODES[which])


def _calendar(edition: Edition, today: date) -> Iterator[StageDates]:
    """Stages one after another; the first ends some weeks from now, so that nobody is late in the demo."""
    begins = today - OPENED
    for stage in edition.stages:
        ends = begins + timedelta(days=FIRST_STAGE_DAYS)
        yield StageDates(stage.code, begins, ends)
        begins = ends + timedelta(days=1)
