"""How many statements each page asks: golden figures, changed on purpose only."""

import json
import os
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.forecasting.actions import make_forecasts
from paripurna.rooms.assessment.meetings import agenda, attending
from paripurna.rooms.assessment.visit import actions, rehearsing
from paripurna.rooms.sheets.queries import read_contents
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.assessment import NOW, make_living_city
from tests.factories.meetings import make_decision, make_meeting
from tests.factories.visit import make_ask

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-assessment.json"
OF_CITY = ("home", "tasks", "rounds", "gaps", "losses", "compare", "cities", "round_open")
OF_FORECAST = ("forecast", "forecast_questions", "forecast_what_if", "forecast_calibration")
OF_ROUND = (
    "round",
    "calendar",
    "carry",
    "import_begin",
    "export_workbook",
    "export_csv",
    "export_json",
    "export_report",
    "entry",
    "entry_scores",
)
OF_MEETING = ("meeting", "meeting_screen", "minutes", "minutes_pdf")
OF_VISIT = ("visit", "visit_print", "visit_pdf", "visit_day", "visit_asks", "visit_asks_print", "visit_rehearsals")


def find_submitted(running):
    rows = read_contents(running.sheet).answers.values()
    return next(row.question for row in rows if row.state is AnswerState.SUBMITTED)


def count(client, name, **kwargs):
    url = reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs})
    b"".join(client.get(url))  # editions are parsed once a process
    with CaptureQueriesContext(
        connection,
    ) as asked:
        b"".join(client.get(url))
    return len(asked)


def prepare_visit(running):
    """A run sheet of the proposed sites, two papers that were asked for, and a rehearsal."""
    secretary = User.objects.get(username="sekar")
    plan = actions.begin_plan(round=running, with_template=True, by=secretary, at=NOW)
    for agency in ("dinkes", "disdikbud"):
        make_ask(plan, by=secretary, agency=agency)
    rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)
    return OF_VISIT


def prepare_meeting():
    """A meeting with a proposed agenda, an office that was counted, and two decisions."""
    secretary = User.objects.get(username="sekar")
    meeting = make_meeting(City.objects.get(), by=secretary)
    agenda.propose_agenda(meeting=meeting, by=secretary, at=NOW)
    attending.note_office(meeting=meeting, office="PKK", count=3, by=secretary, at=NOW)
    for agency in ("dinkes", "disdikbud"):
        make_decision(meeting, by=secretary, agency=agency)
    return meeting


def test_each_page_asks_as_often_as_it_did(client, db):
    running = make_living_city()
    client.force_login(User.objects.get(username="sekar"))
    make_forecasts(at=NOW)

    counts = {name: count(client, name) for name in (*OF_CITY, *OF_FORECAST)}
    counts["breath_agency"] = count(client, "breath_agency", agency="dinkes")
    counts["digest"] = count(client, "digest")
    counts["breath_strand"] = count(client, "breath_strand", strand="K1")
    counts |= {name: count(client, name, code=running.code) for name in OF_ROUND}
    counts["entry_question"] = count(client, "entry_question", code=running.code, question="1.1")
    counts |= {name: count(client, name, code=running.code) for name in prepare_visit(running)}
    meeting = prepare_meeting()
    counts |= {name: count(client, name) for name in ("meetings", "meeting_call", "decisions")}
    counts |= {name: count(client, name, code=meeting.code) for name in OF_MEETING}
    stage = {"code": running.code, "stage": "evaluasi_mandiri"}
    counts["papers"] = count(client, "papers", **stage)
    counts["paper"] = count(client, "paper", kind="berita-acara", **stage)
    counts["paper_templates"] = count(client, "paper_templates")
    client.force_login(User.objects.get(username="vera"))
    counts["verification"] = count(client, "verification")
    counts["verification_item"] = count(client, "verification_item", question=find_submitted(running))

    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")
    assert counts == json.loads(GOLDEN.read_text(encoding="utf-8"))
