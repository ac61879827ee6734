"""Rounds under the national edition, answered by a rule of thumb: enough to see real totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from paripurna.cli.demo.answers import draw, invent_answer
from paripurna.core.instrument.model import Edition
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment import actions
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.published import load_published_results
from paripurna.rooms.assessment.types import StageDates
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.editions import take_snapshot
from paripurna.rooms.sheets.queries import find_newest_edition, read_contents, score_contents
from paripurna.rooms.sheets.types import AnswerDraft, MarkDraft
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PERIOD_BEFORE = (date(2023, 1, 1), date(2023, 12, 31))
REASONS = ("contoh: dokumen tahun sebelumnya", "contoh: belum ditandatangani", "contoh: data dukung tidak cocok")


def make_round(city: City, *, label: str = "Evaluasi 2026", **fields: object) -> Round:
    """This function will open a round under the newest national edition."""
    edition = find_newest_edition("city")
    known = {"period": (date(2025, 1, 1), date(2025, 12, 31)), "by": None, "at": NOW}
    return actions.open_round(
        city=city,
        edition=take_snapshot(edition, at=NOW),
        label=label,
        **{**known, **fields},  # type: ignore[arg-type]
    )


def answer_round(found: Round, *, share: str = "1", leave: tuple[str, ...] = ()) -> None:
    """This function will answer every question but those of `leave` so that about `share` of its points is won."""
    edition = find_newest_edition("city")
    drafts = [
        AnswerDraft(question.number, invent_answer(question, Decimal(share)), "", 0)
        for question in edition.questions
        if question.number not in leave
    ]
    sheets.import_contents(sheet=found.sheet, answers=drafts, by=None, at=NOW)
    found.sheet.refresh_from_db()


AGENCIES: Mapping[str, tuple[str, ...]] = {
    "dp3akb": ("ppa", "uptd_ppa", "forum_anak", "dunia_usaha"),
    "dinkes": ("kesehatan",),
    "disdikbud": ("pendidikan", "perpustakaan"),
    "dinsos": ("sosial", "bpbd"),
    "bappeda": ("bappeda", "pendapatan"),
    "disdukcapil": ("dukcapil",),
    "diskominfo": ("kominfo",),
    "bag-hukum": ("hukum", "jdih"),
    "kemenag": ("kemenag", "pengadilan_agama"),
    "polresta": ("polres", "polres_ppa", "kejaksaan"),
}


def make_living_city() -> Round:
    """This function will return the running round of a city in the middle of its work.

    Ten agencies, a finished round with marks of every stage, published results; the running round is nine in ten
    answered, a few answers are submitted or returned, and some marks of the province are lower.
    """
    city = make_city()
    for code, roles in AGENCIES.items():
        make_agency(city, code, plays=roles)
    edition = find_newest_edition("city")
    load_published_results(cities={"Kota Balikpapan": city}, edition=edition)
    finished = make_round(city, label="Evaluasi KLA 2024 (contoh)", period=PERIOD_BEFORE, is_example=True)
    _fill(finished, edition, seed="earlier", never="0.05")
    _cut(finished, edition, ("verifikasi_administrasi", "verifikasi_final"))
    actions.finish_round(round=finished, by=None, at=NOW)
    running = make_round(city, label="Evaluasi KLA 2026 (contoh)", previous=finished, is_example=True)
    actions.set_calendar(round=running, dates=list(_calendar(edition)), by=None, at=NOW)
    _fill(running, edition, seed="now", never="0.2")
    _cut(running, edition, ("verifikasi_administrasi",))
    _review(running)
    return running


def make_working_city(*, share: str = "0.8", leave: tuple[str, ...] = ()) -> Round:
    """This function will return the running round of a city with ten agencies, every question but `leave` answered.

    Lighter than `make_living_city`: no finished round, no marks, nobody in it yet. For one story.
    """
    city = make_city()
    for code, roles in AGENCIES.items():
        make_agency(city, code, plays=roles)
    running = make_round(city, label="Evaluasi KLA 2026 (contoh)", is_example=True)
    actions.set_calendar(round=running, dates=list(_calendar(find_newest_edition("city"))), by=None, at=NOW)
    if share != "0":
        answer_round(running, share=share, leave=leave)
    return running


def _fill(found: Round, edition: Edition, *, seed: str, never: str) -> None:
    drafts = []
    for question in edition.questions:
        chance = draw(f"{seed} {question.number}")
        if chance > Decimal(never):
            share = Decimal("0.6") if chance < Decimal("0.35") else Decimal(1)
            drafts.append(AnswerDraft(question.number, invent_answer(question, share), "Jawaban contoh.", 0))
    sheets.import_contents(sheet=found.sheet, answers=drafts, by=None, at=NOW)


def _cut(found: Round, edition: Edition, stages: tuple[str, ...]) -> None:
    own = score_contents(found.sheet, read_contents(found.sheet), stage="evaluasi_mandiri").questions
    marks = [
        _mark(q.number, own[q.number].points) for q in edition.questions if draw(f"cut {q.number}") < Decimal("0.2")
    ]
    sheets.import_contents(sheet=found.sheet, marks=dict.fromkeys(stages, marks), by=None, at=NOW)
    found.sheet.refresh_from_db()


def _mark(number: str, points: Decimal) -> MarkDraft:
    kept = (points / 2).quantize(Decimal("0.01"))
    return MarkDraft(number, kept, REASONS[len(number) % len(REASONS)] if kept < points else "")


def _review(running: Round) -> None:
    """Three answers are submitted, one of them is returned and one accepted."""
    writer = make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar")
    verifier = make_person(running.city, "VERIFIER", username="vera")
    filled = [row.question for row in read_contents(running.sheet).answers.values() if row.data]
    for position, number in enumerate(filled[:3]):
        step = {"sheet": running.sheet, "question": number, "at": NOW}
        row = sheets.submit_answer(base_revision=1, by=writer, **step)
        if position == 0:
            sheets.return_answer(base_revision=row.revision, reason=REASONS[0], by=verifier, **step)
        if position == 1:
            sheets.accept_answer(base_revision=row.revision, by=verifier, **step)


def _calendar(edition: Edition) -> Iterator[StageDates]:
    begins = NOW.date() - timedelta(days=20)
    for stage in edition.stages:
        ends = begins + timedelta(days=27)
        yield StageDates(stage.code, begins, ends)
        begins = ends + timedelta(days=1)
