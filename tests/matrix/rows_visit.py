"""The field visit and the hand-over. A round without a run sheet offers to begin one; what hangs on a run sheet needs one."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from paripurna.rooms.assessment.handover.long_files import KEPT_FOR
from paripurna.rooms.assessment.handover.models import EntryFile
from paripurna.rooms.assessment.visit import actions, rehearsing
from paripurna.rooms.assessment.visit.models import VisitPlan
from tests.factories.assessment import NOW, make_round
from tests.factories.network import make_agency
from tests.factories.visit import make_ask, make_site
from tests.matrix.table import CITY, EVERY_INSIDER, Visitor, World, page

MANAGERS = "SECRETARIAT"
READERS = "SECRETARIAT OFFICER VERIFIER HEAD"
NOTHING = CITY | {"code": UUID(int=0)}


def a_plan_of(world: World) -> VisitPlan:
    make_agency(world.city, "dinkes")
    return actions.begin_plan(round=make_round(world.city), with_template=False, by=None, at=NOW)


def a_plan(world: World) -> dict[str, Any]:
    return CITY | {"code": a_plan_of(world).round.code}


def a_site(world: World) -> dict[str, Any]:
    plan = a_plan_of(world)
    site = make_site(plan, by=world.people[Visitor.SECRETARIAT])
    return CITY | {"code": plan.round.code, "site": site.code}


def an_ask(world: World) -> dict[str, Any]:
    """Of an agency that nobody of the world works for."""
    plan = a_plan_of(world)
    ask = make_ask(plan, by=world.people[Visitor.SECRETARIAT])
    return CITY | {"code": plan.round.code, "ask": ask.code}


def a_rehearsal(world: World) -> dict[str, Any]:
    plan, secretary = a_plan_of(world), world.people[Visitor.SECRETARIAT]
    make_site(plan, by=secretary)
    rehearsal = rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)
    return CITY | {"code": plan.round.code, "rehearsal": rehearsal.code}


def a_step(world: World) -> dict[str, Any]:
    return a_rehearsal(world) | {"position": 1}


def a_question(world: World) -> dict[str, Any]:
    return a_plan(world) | {"question": "1.1"}


def a_made_file(world: World) -> dict[str, Any]:
    plan = a_plan_of(world)
    asked = EntryFile.objects.create(
        city=world.city,
        round=plan.round,
        question="1.1",
        plan_key="x",
        asked_by=world.people[Visitor.SECRETARIAT],
        asked_at=timezone.now(),
        expires_at=timezone.now() + KEPT_FOR,
    )
    return CITY | {"code": plan.round.code, "question": "1.1", "file": asked.code}


ROWS = [
    page("assessment:visit", NOTHING, EVERY_INSIDER, ok=404),
    page("assessment:visit_begin", NOTHING, MANAGERS, ok=404, method="post"),
    page("assessment:visit_edit", a_plan, MANAGERS),
    page("assessment:visit_order", a_plan, MANAGERS, ok=302, method="post"),
    page("assessment:visit_print", a_plan, EVERY_INSIDER),
    page("assessment:visit_pdf", a_plan, EVERY_INSIDER),
    page("assessment:visit_day", a_plan, EVERY_INSIDER),
    page("assessment:visit_site_add", a_plan, MANAGERS),
    page("assessment:visit_site", a_site, MANAGERS),
    page("assessment:visit_site_remove", a_site, MANAGERS, ok=302, method="post"),
    page("assessment:visit_line", a_site, MANAGERS, ok=302, method="post"),
    page("assessment:visit_site_done", a_site, MANAGERS, ok=302, method="post"),
    page("assessment:visit_asks", a_plan, f"{READERS} KELURAHAN"),
    page("assessment:visit_asks_print", a_plan, f"{READERS} KELURAHAN"),
    page("assessment:visit_ask_add", a_plan, MANAGERS, ok=422, method="post"),
    page("assessment:visit_hours", a_plan, MANAGERS, ok=302, method="post"),
    page("assessment:visit_ask", an_ask, MANAGERS, ok=302, method="post", data={"step": "DECLINE"}),
    page("assessment:visit_ask_document", an_ask, MANAGERS),
    page("assessment:entry", a_plan, MANAGERS),
    page("assessment:entry_rule", a_plan, MANAGERS, ok=302, method="post"),
    page("assessment:entry_scores", a_plan, MANAGERS),
    page("assessment:entry_scores_keep", a_plan, MANAGERS, ok=302, method="post"),
    page("assessment:entry_question", a_question, MANAGERS),
    page("assessment:entry_tick", a_question, MANAGERS, ok=302, method="post"),
    page("assessment:entry_file", a_question, MANAGERS, ok=302, method="post"),
    page("assessment:entry_made", a_made_file, MANAGERS),
    page("assessment:entry_made_file", a_made_file, MANAGERS, ok=404),  # nobody has made it yet
    page("assessment:visit_rehearsals", a_plan, MANAGERS),
    page("assessment:visit_rehearsal_begin", a_plan, MANAGERS, ok=302, method="post"),
    page("assessment:visit_rehearsal", a_rehearsal, MANAGERS),
    page("assessment:visit_rehearsal_end", a_rehearsal, MANAGERS, ok=302, method="post"),
    page("assessment:visit_rehearsal_time", a_step, MANAGERS, ok=302, method="post"),
    page("assessment:visit_rehearsal_note", a_step, MANAGERS, ok=302, method="post"),
    page("assessment:visit_rehearsal_request", a_step, MANAGERS, ok=302, method="post"),
]
