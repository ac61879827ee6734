"""Writes to the run sheet. One function = one transaction = one audit line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.visit import policy
from paripurna.rooms.assessment.visit.models import VisitPlan, VisitSite
from paripurna.rooms.assessment.visit.queries import list_sites, overlay_of
from paripurna.rooms.assessment.visit.types import (
    BadSite,
    LineResult,
    PlanChanged,
    PlanDraft,
    PlanExists,
    SiteDraft,
    SiteKind,
)
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.core.instrument.visit_overlay import SiteIdea
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.network.responsibility import Responsible

COPIED = (
    *("kind", "name", "address", "region_id", "agency_id", "person_name", "person_phone", "shown", "online_link"),
    *("has_children", "script", "minutes", "travel", "starts_at", "rain_plan", "is_reserve", "is_example"),
)


@transaction.atomic
def begin_plan(*, round: Round, with_template: bool, by: User | None, at: datetime) -> VisitPlan:
    """This function will begin the run sheet of a round, with the sites that the edition's overlay proposes or empty.

    Raises `PlanExists` and `RoundNotRunning`. `by` None is the system (the demo).
    """
    plan = _begin(round, by=by, at=at)
    if with_template:
        overlay, roles = overlay_of(round.sheet), network.list_roles(round.city, on=day_in(round.city, at))
        drafts = [_draft_idea(idea, roles, overlay.children_script) for idea in overlay.template]
        VisitSite.objects.bulk_create(
            _build_site(plan, draft, position=position, is_example=True, at=at)
            for position, draft in enumerate(drafts, start=1)
        )
    _tell("assessment.visit_begun", plan, {"sites": plan.sites.count()}, by=by, at=at)
    return plan


@transaction.atomic
def copy_plan(*, round: Round, earlier: VisitPlan, by: User, at: datetime) -> VisitPlan:
    """This function will begin the run sheet with the sites of another round; lines are untried and nothing is ticked.

    Numbers of questions that this edition has not are left out. Raises `PlanExists` and `RoundNotRunning`.
    """
    plan = _begin(round, by=by, at=at)
    plan.begins_at, plan.ends_by, plan.note = earlier.begins_at, earlier.ends_by, earlier.note
    plan.save(update_fields=["begins_at", "ends_by", "note"])
    known = edition_of(round.sheet).question_by_number
    VisitSite.objects.bulk_create(
        VisitSite(
            city=plan.city,
            plan=plan,
            position=site.position,
            questions=[number for number in site.questions if number in known],
            changed_at=at,
            **{name: getattr(site, name) for name in COPIED},
        )
        for site in list_sites(earlier)
    )
    _tell("assessment.visit_begun", plan, {"sites": plan.sites.count()}, by=by, at=at)
    return plan


@transaction.atomic
def change_plan(*, plan: VisitPlan, draft: PlanDraft, base_revision: int, by: User, at: datetime) -> VisitPlan:
    """This function will set day, hours and note of the visit. Raises `PlanChanged` and `BadSite`."""
    found = _lock(plan, base_revision, by=by, at=at)
    if draft.ends_by and draft.ends_by <= draft.begins_at:
        raise BadSite(_("The visit ends before it begins. Check the hours."))
    found.held_on, found.begins_at, found.ends_by = draft.held_on, draft.begins_at, draft.ends_by
    found.note = draft.note.strip()
    _touch(found, by=by, at=at)
    _tell("assessment.visit_changed", found, {}, by=by, at=at)
    return found


@transaction.atomic
def add_site(*, plan: VisitPlan, draft: SiteDraft, by: User, at: datetime) -> VisitSite:
    """This function will put a site at the end of the plan. Raises `BadSite` and `RoundNotRunning`."""
    found = _lock(plan, None, by=by, at=at)
    policy.check_can_visit(draft, edition_of(found.round.sheet))
    last: int = found.sites.aggregate(last=Max("position"))["last"] or 0
    site = _build_site(found, draft, position=last + 1, is_example=False, at=at)
    site.save()
    _touch(found, by=by, at=at)
    _tell("assessment.visit_site_added", found, {"site": str(site.code)}, by=by, at=at)
    return site


@transaction.atomic
def change_site(*, site: VisitSite, draft: SiteDraft, base_revision: int, by: User, at: datetime) -> VisitSite:
    """This function will change what is said of a site. Raises `PlanChanged`, `BadSite` and `RoundNotRunning`."""
    plan = _lock(site.plan, None, by=by, at=at)
    policy.check_can_visit(draft, edition_of(plan.round.sheet))
    found = _lock_site(site)
    if found.revision != base_revision:
        raise PlanChanged(_("Somebody else changed this site meanwhile. Look at theirs, then save yours again."))
    is_moved = found.online_link != draft.online_link
    for name, value in _fields_of(draft).items():
        setattr(found, name, value)
    if is_moved:
        found.line_result, found.line_tested_at, found.line_tested_by, found.line_note = (
            LineResult.UNTRIED,
            None,
            None,
            "",
        )
    _save_site(found, at=at)
    _touch(plan, by=by, at=at)
    _tell("assessment.visit_site_changed", plan, {"site": str(found.code)}, by=by, at=at)
    return found


@transaction.atomic
def remove_site(*, site: VisitSite, by: User, at: datetime) -> None:
    """This function will take a site out of the plan; rehearsals keep what they said of it. Raises `RoundNotRunning`."""
    plan = _lock(site.plan, None, by=by, at=at)
    gone, _rows = VisitSite.objects.filter(city=plan.city_id, plan=plan, pk=site.pk).delete()
    if not gone:
        return
    _renumber(plan, [row.pk for row in list_sites(plan)])
    _touch(plan, by=by, at=at)
    _tell("assessment.visit_site_removed", plan, {"site": str(site.code)}, by=by, at=at)


@transaction.atomic
def order_sites(*, plan: VisitPlan, codes: Sequence[UUID], base_revision: int, by: User, at: datetime) -> VisitPlan:
    """This function will put the sites into this order. Raises `PlanChanged` when it is not the plan that was looked at."""
    found = _lock(plan, base_revision, by=by, at=at)
    ids = {row.code: row.pk for row in list_sites(found)}
    if set(ids) != set(codes) or len(ids) != len(codes):
        raise PlanChanged(_("Somebody else changed the run sheet meanwhile. Look at it again, then order it."))
    _renumber(found, [ids[code] for code in codes])
    _touch(found, by=by, at=at)
    _tell("assessment.visit_ordered", found, {"sites": len(codes)}, by=by, at=at)
    return found


@transaction.atomic
def note_line(*, site: VisitSite, result: LineResult, note: str, by: User, at: datetime) -> VisitSite:
    """This function will note how the online connection of a site is. Raises `RoundNotRunning`."""
    plan = _lock(site.plan, None, by=by, at=at)
    found = _lock_site(site)
    tried = result is not LineResult.UNTRIED
    found.line_result, found.line_note = result, note.strip()[:300]
    found.line_tested_at, found.line_tested_by = (at, by) if tried else (None, None)
    _save_site(found, at=at)
    _tell("assessment.visit_line_tested", plan, {"site": str(found.code), "result": result.value}, by=by, at=at)
    return found


@transaction.atomic
def tick_site(*, site: VisitSite, done: bool, by: User, at: datetime) -> VisitSite:
    """This function will note that a site was visited, or take that back. Sent twice, the first instant stands."""
    plan = _lock(site.plan, None, by=by, at=at)
    found = _lock_site(site)
    if bool(found.done_at) == done:
        return found
    found.done_at, found.done_by = (at, by) if done else (None, None)
    found.save(update_fields=["done_at", "done_by"])
    verb = "assessment.visit_site_done" if done else "assessment.visit_site_undone"
    _tell(verb, plan, {"site": str(found.code)}, by=by, at=at)
    return found


def _begin(round: Round, *, by: User | None, at: datetime) -> VisitPlan:
    if by is not None:
        check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    known = {"changed_by": by, "changed_at": at, "is_example": round.sheet.is_example}
    plan, is_new = VisitPlan.objects.get_or_create(city=round.city, round=round, defaults=known)
    if not is_new:
        raise PlanExists(_("This round has a run sheet already."))
    return plan


def _lock(plan: VisitPlan, base_revision: int | None, *, by: User, at: datetime) -> VisitPlan:
    """The plan, locked, where the person may change it and it is the one that was looked at."""
    check_may(by, Permission.ROUND_MANAGE, plan.city, on=day_in(plan.city, at))
    check_running(plan.round)
    found = VisitPlan.objects.select_for_update().get(pk=plan.pk, city=plan.city_id)
    if base_revision is not None and found.revision != base_revision:
        raise PlanChanged(_("Somebody else changed the run sheet meanwhile. Look at it again, then save yours."))
    found.round, found.city = plan.round, plan.city
    return found


def _lock_site(site: VisitSite) -> VisitSite:
    return VisitSite.objects.select_for_update().get(pk=site.pk, city=site.city_id)


def _touch(plan: VisitPlan, *, by: User | None, at: datetime) -> None:
    plan.revision += 1
    plan.changed_by, plan.changed_at = by, at
    plan.save()


def _save_site(site: VisitSite, *, at: datetime) -> None:
    site.revision += 1
    site.changed_at = at
    site.save()


def _renumber(plan: VisitPlan, ids: Sequence[int]) -> None:
    """Places are checked when the transaction ends, so that they may be taken twice on the way."""
    for position, pk in enumerate(ids, start=1):
        VisitSite.objects.filter(city=plan.city_id, plan=plan, pk=pk).exclude(position=position).update(
            position=position
        )


def _draft_idea(idea: SiteIdea, roles: Mapping[str, Responsible], script: str) -> SiteDraft:
    leading = next(iter(roles.get(idea.role, ())), None)
    return SiteDraft(
        kind=SiteKind(idea.kind),
        name=idea.name,
        agency_id=leading.id if leading else None,
        shown=idea.shown,
        questions=idea.questions,
        has_children=idea.children,
        script=script if idea.children else "",
        minutes=idea.minutes,
        travel=idea.travel,
        is_reserve=idea.reserve,
    )


def _build_site(plan: VisitPlan, draft: SiteDraft, *, position: int, is_example: bool, at: datetime) -> VisitSite:
    known: dict[str, Any] = {"position": position, "is_example": is_example, "changed_at": at}
    return VisitSite(city=plan.city, plan=plan, **_fields_of(draft), **known)


def _fields_of(draft: SiteDraft) -> dict[str, Any]:
    values = {name: getattr(draft, name) for name in SiteDraft.__dataclass_fields__}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()} | {
        "kind": draft.kind,
        "questions": list(draft.questions),
    }


def _tell(verb: str, plan: VisitPlan, details: dict[str, str | int], *, by: User | None, at: datetime) -> None:
    subject = f"assessment.round:{plan.round.code}"
    audit.record(verb=verb, city=plan.city, subject=subject, details=details, by=by, at=at)
