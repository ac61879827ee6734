"""Inspections of a city's play spaces for tests: made as people make them, by actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from paripurna.platform.accounts.models import User
from paripurna.rooms.places.inspections import actions
from paripurna.rooms.places.inspections.queries import Finding, Inspection
from paripurna.rooms.places.inspections.types import FindingDraft, Seen, Severity, Signed, Topic
from paripurna.rooms.places.queries import Place
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.types import AnswerDraft
from tests.factories.places import NOW

TODAY = date(2026, 11, 24)
SAFETY = "8.1"  # of the standard of play spaces


def make_inspection(place: Place, inspector: User, *, day: date = TODAY) -> Inspection:
    return actions.plan_inspection(place=place, inspector=inspector, planned_on=day, by=None, at=NOW)


def draft_finding(**values: Any) -> FindingDraft:
    known = {"severity": Severity.CLOSES, "topic": Topic.SAFETY, "text": "Ayunan putus"}
    return FindingDraft(**known | values)


def find_something(inspection: Inspection, *, by: User, question: str = SAFETY, **values: Any) -> Finding | None:
    return actions.save_finding(
        inspection=inspection, question=question, draft=draft_finding(**values), seen=Seen(0, "page"), by=by, at=NOW
    )


def answer_all(inspection: Inspection) -> None:
    drafts = [
        AnswerDraft(number, {"items": ["a"]}, "", 0) for number in edition_of(inspection.sheet).question_by_number
    ]
    sheets.import_contents(sheet=inspection.sheet, answers=drafts, by=None, at=NOW)


def make_finding(place: Place, inspector: User, **values: Any) -> Finding:
    """This function will return a finding that counts, of an inspection that was handed over."""
    inspection = make_inspection(place, inspector)
    answer_all(inspection)
    find_something(inspection, by=inspector, **values)
    actions.hand_over(inspection=inspection, signed=Signed("Rahma Contoh"), by=inspector, at=NOW)
    return inspection.findings.get()
