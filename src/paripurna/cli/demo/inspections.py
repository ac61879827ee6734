"""Invented inspections of the play spaces of Balikpapan, what they found, and upkeep. Every line is marked as an example."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from paripurna.cli.demo.answers import draw, invent_answer
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.places.inspections import actions, queries
from paripurna.rooms.places.inspections.actions.upkeep import UpkeepDone
from paripurna.rooms.places.inspections.queries import Finding, Inspection
from paripurna.rooms.places.inspections.types import FindingDraft, Seen, Severity, Signed, Topic
from paripurna.rooms.places.queries import Asked, Place, list_places
from paripurna.rooms.places.types import Phase
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.types import AnswerDraft

NOTE = "Jawaban contoh, bukan hasil pemeriksaan."
KIND = "play_space"
INSPECTED = timedelta(days=20)
REPAIRED = timedelta(days=12)
CONFIRMED = timedelta(days=9)
FINDINGS = (
    ("8.1", FindingDraft(Severity.LIMITS, Topic.SAFETY, "Contoh: baut satu ayunan longgar; ayunan diikat dahulu.")),
    ("12.1", FindingDraft(Severity.NOTE, Topic.OTHER, "Contoh: dua lampu taman padam.")),
    ("10.1", FindingDraft(Severity.NOTE, Topic.OTHER, "Contoh: tempat sampah penuh pada akhir pekan.")),
)
UPKEEP = (
    ("Contoh: periksa baut dan rantai alat bermain", 1, 150_000),
    ("Contoh: cat ulang alat bermain", 12, 4_500_000),
)


def load_inspections(city: City, people: dict[str, User], *, at: datetime) -> bool:
    """This function will inspect the open play spaces once, and return whether there was something to inspect."""
    places = list(list_places(city, Asked(kind=KIND, phase=Phase.OPEN)))
    if not places or queries.list_inspections_of(places[0]):
        return False
    inspector, other = people["contoh-sekretariat"], people["contoh-petugas"]
    done = [
        _inspect(place, inspector, found=FINDINGS[number:], at=at - INSPECTED)
        for number, place in enumerate(places[: len(FINDINGS)])
    ]
    for number, inspection in enumerate(done[1:]):
        mended = _mend(inspection, by=other, at=at - REPAIRED)
        if number == 0:  # the other waits for somebody to look
            actions.confirm_finding(finding=mended, base_revision=mended.revision, by=inspector, at=at - CONFIRMED)
    actions.plan_inspection(
        place=places[-1], inspector=inspector, planned_on=at.date(), is_example=True, by=None, at=at
    )
    for place in places:
        _keep_up(place, at=at)
    return True


def _inspect(place: Place, inspector: User, *, found: tuple[tuple[str, FindingDraft], ...], at: datetime) -> Inspection:
    day = at.date()
    made = actions.plan_inspection(place=place, inspector=inspector, planned_on=day, is_example=True, by=None, at=at)
    questions = edition_of(made.sheet).questions
    answers = [AnswerDraft(each.number, invent_answer(each, _share(place, each.number)), NOTE, 0) for each in questions]
    sheets.import_contents(sheet=made.sheet, answers=answers, by=None, at=at)
    numbers = {each.number for each in questions}
    for question, draft in found:
        if question in numbers:
            actions.save_finding(
                inspection=made, question=question, draft=draft, seen=Seen(0, "contoh"), by=None, at=at
            )
    signed = Signed(str(inspector), signed_at=at)
    return actions.hand_over(inspection=made, signed=signed, by=inspector, at=at)


def _share(place: Place, question: str) -> Decimal:
    return Decimal("0.5") + draw(f"{place.name} {question}") / 2


def _mend(inspection: Inspection, *, by: User, at: datetime) -> Finding:
    finding = queries.list_findings_in(inspection)[0]
    return actions.repair_finding(
        finding=finding,
        note="Contoh: sudah diganti.",
        repaired_on=at.date(),
        cost_idr=250_000,
        fund="APBD",
        base_revision=finding.revision,
        by=by,
        at=at,
    )


def _keep_up(place: Place, *, at: datetime) -> None:
    begun = at.date() - timedelta(days=40)
    for title, months, cost in UPKEEP:
        planned = actions.plan_upkeep(
            place=place, title=title, due_on=begun, every_months=months, is_example=True, by=None, at=at
        )
        done = UpkeepDone(_last_month(at), cost, "APBD", "Contoh")
        actions.finish_upkeep(upkeep=planned, done=done, by=None, at=at)


def _last_month(at: datetime) -> date:
    return at.date() - timedelta(days=31)
