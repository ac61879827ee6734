"""Run sheets, their sites, and what was asked for: made by actions."""

from __future__ import annotations

from typing import Any

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.visit import actions, asking
from paripurna.rooms.assessment.visit.models import VisitAsk, VisitPlan, VisitSite
from paripurna.rooms.assessment.visit.types import AskDraft, SiteDraft, SiteKind
from paripurna.rooms.network import queries as network
from tests.factories.assessment import NOW


def make_site(plan: VisitPlan, *, by: User, **fields: Any) -> VisitSite:
    """This function will put a school at the end of the run sheet."""
    known = {"kind": SiteKind.SCHOOL, "name": "SD Contoh 1", "questions": ("1.1",)}
    return actions.add_site(plan=plan, draft=SiteDraft(**{**known, **fields}), by=by, at=NOW)


def make_ask(plan: VisitPlan, *, by: User, agency: str = "dinkes", **fields: Any) -> VisitAsk:
    """This function will note a paper that an agency is asked for."""
    known = {"title": "SK tim (contoh)", "agency_id": network.get_agency(plan.city, agency).ref.id}
    return asking.add_ask(plan=plan, draft=AskDraft(**{**known, **fields}), by=by, at=NOW)
