"""Whatever is entered once moves the answer, the points and the matrix of every question bound to it, and of no other.

A new register adds one walk to the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paripurna.core.instrument.shelf import get_edition
from paripurna.core.instrument.values import AnswerValue
from paripurna.platform.facts import queries as facts
from paripurna.platform.facts.kept import KeptFacts
from paripurna.platform.facts.types import FactRequest
from paripurna.platform.regions.models import City
from paripurna.rooms.network.types import AgencyKind, AgencyRef
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.checklists.queries import list_of_year
from paripurna.rooms.registers.checklists.types import ChecklistKind
from paripurna.rooms.registers.figures import actions as figures
from paripurna.rooms.registers.figures.types import FigureDraft, read_period
from paripurna.rooms.registers.models import FigureSeries
from paripurna.rooms.registers.partnerships import actions as partnerships
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.types import DeliveryDraft
from paripurna.rooms.registers.trainings import actions as trainings
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.types import ParticipantDraft, Service
from paripurna.rooms.sheets.live.answers import read_live_answers, scope_of, score_values
from paripurna.rooms.sheets.live.binding import list_bound
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.queries import find_fact_rows, subject_of
from tests.factories.checklists import DAMAI, SEPINGGAN, confirm, fill_checklist, make_checklists
from tests.factories.network import make_agency
from tests.factories.registers import NOW, make_budget_line, make_innovation, make_regulation
from tests.factories.sheets import make_sheet

EDITION = get_edition("kla-2024")
DAY = date(2025, 5, 5)
SERVICES = (
    Service.TASK_FORCE,
    Service.CIVIL_REGISTRATION,
    Service.FAMILY_CONSULTATION,
    Service.HEALTH,
    Service.EDUCATION,
    Service.PROTECTION,
)
Enter = Callable[[City, AgencyRef], object]


class Standing(NamedTuple):
    """What stands at a question: the live answer, its points and the digest of the rows behind it."""

    value: AnswerValue | None
    points: Decimal
    digest: str


@dataclass(frozen=True)
class Walk:
    """What is entered, on top of what, the questions that feel it, and those of which only the rows are others."""

    before: Enter
    enter: Enter
    moved: frozenset[str]
    rows_only: frozenset[str] = frozenset()


def read(sheet: Sheet) -> Mapping[str, Standing]:
    live = read_live_answers(sheet, EDITION, on=NOW.date())
    known = {number: each.value for number, each in live.items() if each.value is not None}
    points = score_values(EDITION, known, subject_of(sheet))
    return {number: Standing(each.value, points[number], _digest(sheet, number)) for number, each in live.items()}


def _digest(sheet: Sheet, number: str) -> str:
    rows = find_fact_rows(sheet, number, may_see_people=False, on=NOW.date())
    return rows.digest if rows else ""


def enter_decree(city: City, agency: AgencyRef) -> object:
    return make_regulation(city, agency, kind="DECREE", number="9", subjects=["nutrition"], enacted_on=DAY)


def enter_budget_line(city: City, agency: AgencyRef) -> object:
    return make_budget_line(city, agency, subjects=["nutrition"], sub_activity_code="1.02.02.2.02.0015")


def enter_innovation(city: City, agency: AgencyRef) -> object:
    return make_innovation(city, agency, title="Dapur gizi", subjects=["nutrition"])


def staff_services(city: City, agency: AgencyRef) -> None:
    for service in SERVICES:
        said = {"agency_id": agency.id, "service": service.value, "people": 10, "as_of": DAY}
        add_entry(register=STAFFING, city=city, values=said, by=None, at=NOW)


def train_thirty(city: City, agency: AgencyRef) -> None:
    subjects = ["crc", "friendly_health", "friendly_school", "case_management", "child_safeguarding"]
    said = {"title": "KHA dasar", "subjects": subjects, "starts_on": DAY, "ends_on": DAY, "agency_id": agency.id}
    session = add_entry(register=TRAININGS, city=city, values=said, by=None, at=NOW)
    people = [
        ParticipantDraft(f"Contoh {service.label} {number}", agency.id, service)
        for service in SERVICES
        for number in "ABCDE"
    ]
    trainings.add_participants(training=session, drafts=people, by=None, at=NOW)


def promise(city: City, agency: AgencyRef, subject: str) -> object:
    company = make_agency(city, f"pt-{subject}".replace("_", "-"), name=f"PT {subject}", kind=AgencyKind.COMPANY)
    said = {
        "partner_id": company.id,
        "title": f"Dukungan {subject}",
        "form": "GOODS",
        "agency_id": agency.id,
        "subjects": [subject],
        "starts_on": DAY,
        "agreement_number": "MoU 1/2025",
    }
    return add_entry(register=PARTNERSHIPS, city=city, values=said, by=None, at=NOW)


def promise_and_deliver(city: City, agency: AgencyRef) -> None:
    draft = DeliveryDraft(delivered_on=DAY, value_idr=None)
    partnerships.add_delivery(partnership=promise(city, agency, "nutrition"), draft=draft, by=None, at=NOW)


def confirm_one_kelurahan(city: City, agency: AgencyRef) -> None:
    checklist = make_checklists()[SEPINGGAN]
    fill_checklist(checklist, lacking=tuple(CHECKLIST))
    confirm(checklist)


def confirm_another_kelurahan(city: City, agency: AgencyRef) -> None:
    of_year = list_of_year(city, ChecklistKind.KELURAHAN, 2025)
    damai = next(each for each in of_year if each.region.code == DAMAI)
    fill_checklist(damai)
    confirm(damai)


def keep_figures(city: City, agency: AgencyRef) -> None:
    figures.adopt_standard_series(city=city, agency_id=agency.id, by=None, at=NOW)
    write_figure(city, "immunization", 80)


def write_figure(city: City, slug: str, value: int) -> None:
    series = FigureSeries.objects.get(city=city, slug=slug)
    draft = FigureDraft("Dinkes", read_period("2025"), Decimal(value), Decimal(120))
    figures.write_figures(series=series, drafts=[draft], by=None, at=NOW)


CHECKLIST = frozenset(question.number for question in EDITION.questions if question.number.startswith("26."))
WALKS = {
    "a decree": Walk(make_regulation, enter_decree, frozenset({"1.2m", "13.4"})),
    "a budget line": Walk(make_budget_line, enter_budget_line, frozenset({"1.3q"})),
    "an innovation": Walk(make_innovation, enter_innovation, frozenset({"13.6"})),
    "thirty people of six services": Walk(
        staff_services, train_thirty, frozenset({"2.2", "4.5", "8.5", "15.4", "19.4", "21A.8"})
    ),
    "a delivery of a partner": Walk(
        lambda city, agency: promise(city, agency, "play_space"), promise_and_deliver, frozenset({"3.1d", "13.5"})
    ),
    "a figure": Walk(keep_figures, lambda city, agency: write_figure(city, "facility-births", 90), frozenset({"12.1"})),
    "a checklist of a kelurahan": Walk(
        confirm_one_kelurahan, confirm_another_kelurahan, CHECKLIST - {"26.17"}, frozenset({"26.17"})
    ),
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS.keys())
def test_what_is_entered_moves_its_questions_and_no_other(city: City, agency: AgencyRef, walk: Walk) -> None:
    sheet = make_sheet(city, edition=EDITION)
    walk.before(city, agency)
    before = read(sheet)

    walk.enter(city, agency)
    after = read(sheet)

    def moved(part: str) -> set[str]:
        return {number for number in after if getattr(before[number], part) != getattr(after[number], part)}

    assert moved("value") == walk.moved
    assert moved("points") == walk.moved
    assert moved("digest") == walk.moved | walk.rows_only


def test_the_database_is_asked_by_source_and_not_by_question(
    city: City, agency: AgencyRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = make_sheet(city, edition=EDITION)
    for walk in WALKS.values():
        walk.before(city, agency)
    wanted = {asked.request for bound in list_bound(EDITION).values() for asked in bound.asked.values()}
    one_each = {request.source: request for request in wanted}.values()

    def count(requests: Collection[FactRequest]) -> int:
        monkeypatch.setattr(facts, "_kept", KeptFacts())
        with CaptureQueriesContext(connection) as asked:
            facts.compute_facts(scope_of(sheet, on=NOW.date()), requests)
        return len(asked)

    assert len(one_each) < len(wanted) / 10
    assert count(wanted) <= count(one_each) + len(one_each)  # some questions read one thing more
