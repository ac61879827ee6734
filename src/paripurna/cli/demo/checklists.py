"""Invented checklists of the 34 kelurahan and 6 kecamatan of Balikpapan: last year's nearly all confirmed, this year's begun."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from paripurna.cli.demo.answers import draw, invent_answer
from paripurna.core.instrument.model import Question
from paripurna.platform.regions.models import City
from paripurna.rooms.registers.checklists import actions, queries
from paripurna.rooms.registers.checklists.queries import Checklist
from paripurna.rooms.registers.checklists.types import ChecklistKind
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of, read_live_answers
from paripurna.rooms.sheets.types import AnswerData, AnswerDraft

NOTE = "Jawaban contoh, bukan data kelurahan atau kecamatan."
MOVED_IN = "Dua anak baru pindah ke kelurahan ini (contoh)."
DIFFERING = Decimal("0.05")
UNCONFIRMED = Decimal("0.08")
BEGUN = Decimal("0.55")
TRIED_OUT = "64.71.05.1008"  # the kelurahan of the demo person: half of its list of this year is left to try


def load_checklists(city: City, *, at: datetime) -> bool:
    """This function will make both years of both kinds, once, and return whether there was something to make."""
    if queries.list_years(city, ChecklistKind.KELURAHAN):
        return False
    for kind in ChecklistKind:
        _open(city, kind, at.year - 1, due_on=date(at.year, 2, 28), at=at)
        _open(city, kind, at.year, due_on=at.date() + timedelta(days=35), at=at)
        for checklist in queries.list_of_year(city, kind, at.year - 1):
            _fill(checklist, Decimal(1), at=at)
            if draw(f"confirmed {checklist.region.code}") > UNCONFIRMED:
                actions.confirm_checklist(checklist=checklist, by=None, at=at)
        for checklist in queries.list_of_year(city, kind, at.year):
            code = checklist.region.code
            share = Decimal("0.5") if code == TRIED_OUT else draw(f"begun {code}")
            _fill(checklist, share if share < BEGUN else Decimal(0), at=at)
    return True


def _open(city: City, kind: ChecklistKind, year: int, *, due_on: date, at: datetime) -> None:
    actions.open_checklists(city=city, kind=kind, year=year, due_on=due_on, is_example=True, by=None, at=at)


def _fill(checklist: Checklist, share: Decimal, *, at: datetime) -> None:
    edition = edition_of(checklist.sheet)
    filled = edition.questions[: int(share * len(edition.questions))]
    if not filled:
        return
    known = read_live_answers(checklist.sheet, edition, on=at.date())
    told = {number: live.data for number, live in known.items() if live.data}  # what an agency counts already
    drafts = [_draft(checklist, question, told.get(question.number)) for question in filled]
    sheets.import_contents(sheet=checklist.sheet, answers=drafts, by=None, at=at)


def _draft(checklist: Checklist, question: Question, told: AnswerData | None) -> AnswerDraft:
    """What an agency counts is confirmed nearly everywhere; where it is not, by two children more, and a reason."""
    differs = draw(f"differs {checklist.region.code} {checklist.year} {question.number}") < DIFFERING
    if told and differs and told.get("count"):
        return AnswerDraft(question.number, {"count": told["count"] + 2}, NOTE, 0, difference_reason=MOVED_IN)
    return AnswerDraft(question.number, told or _invent(checklist, question), NOTE, 0)


def _invent(checklist: Checklist, question: Question) -> dict[str, object]:
    """How common a thing is belongs to the question; whether one kelurahan has it, to both."""
    common = Decimal("0.72") + draw(f"common {question.number}") * Decimal("0.27")
    has_it = draw(f"{checklist.region.code} {checklist.year} {question.number}") < common
    if question.max_points == 0:
        return {"option": "tidak" if has_it else "ya"}
    return invent_answer(question, Decimal(1 if has_it else 0))
