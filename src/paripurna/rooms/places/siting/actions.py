"""Candidates and scenarios: written, worked out by a job, stopped, adopted, thrown away."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.regions.clock import day_in
from paripurna.platform.regions.locating import find_kelurahan_at
from paripurna.platform.regions.queries import find_region_id
from paripurna.rooms.places import policy
from paripurna.rooms.places.models import Place, SiteCandidate, SitingScenario
from paripurna.rooms.places.once import take_turns_in
from paripurna.rooms.places.siting.types import (
    BadQuestion,
    BadSite,
    Question,
    ScenarioBusy,
    ScenarioState,
    Site,
    SiteDraft,
    Told,
)
from paripurna.rooms.places.types import FACT_GROUP

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.siting.solving import Outcome

SOLVE = "places.find_sites"
LONGEST = 15  # years


@transaction.atomic
def keep_site(
    *, city: City, site: Site | None = None, draft: SiteDraft, by: User | None, at: datetime
) -> SiteCandidate:
    """This function will write a candidate: a new row of the city's own, or the figures of `site`. Raises `NotAllowed` and `BadSite`.

    A place of the register keeps its own name and position.
    """
    policy.check_may_keep_in(by, city, "", on=day_in(city, at))
    take_turns_in(city, "sites")
    row = _find_row(city, site) or SiteCandidate(city=city)
    for name, value in asdict(draft).items():
        setattr(row, name, value)
    if site and site.place_code:
        row.place = Place.objects.of_city(city.pk).get(code=site.place_code)
        row.name, row.lon, row.lat = site.name, site.lon, site.lat
    row.kelurahan_id = _find_kelurahan(city, row)
    row.changed_by, row.changed_at = by, at
    row.save()
    mark_changed(city_id=city.pk, group=FACT_GROUP)
    audit.record(verb="places.site_kept", city=city, subject=f"places.site:{row.code}", by=by, at=at)
    return row


@transaction.atomic
def add_scenario(
    *, city: City, title: str, question: Question, is_example: bool = False, by: User | None, at: datetime
) -> SitingScenario:
    """This function will keep a question. Raises `NotAllowed` and `BadQuestion`."""
    _check_may_plan(by, city, at)
    take_turns_in(city, "siting")
    check_can_ask(city, title, question)
    scenario = SitingScenario.objects.create(
        city=city, title=title.strip(), question=asdict(question), is_example=is_example, made_by=by, made_at=at
    )
    _record("places.siting_added", scenario, by=by, at=at)
    return scenario


@transaction.atomic
def begin_solving(*, scenario: SitingScenario, by: User, at: datetime) -> UUID:
    """This function will have a worker look for the sites, and return where its progress stands. Raises `NotAllowed` and `ScenarioBusy`."""
    _check_may_plan(by, scenario.city, at)
    found = _lock(scenario)
    check_is_free(found)
    progress = jobs.start(get_job(SOLVE), ids={"scenario": found.pk}, city=scenario.city, by=by, at=at)
    found.progress, found.state, found.standing, found.wants_stop = progress.pk, ScenarioState.SOLVING, {}, False
    found.save(update_fields=["progress", "state", "standing", "wants_stop"])
    _record("places.siting_begun", scenario, by=by, at=at)
    return progress.pk


@transaction.atomic
def stop_solving(*, scenario: SitingScenario, by: User, at: datetime) -> None:
    """This function will ask a running search to end and keep its best. Raises `NotAllowed`."""
    _check_may_plan(by, scenario.city, at)
    running = SitingScenario.objects.filter(pk=scenario.pk, state=ScenarioState.SOLVING, wants_stop=False)
    if running.update(wants_stop=True):
        _record("places.siting_stopped", scenario, by=by, at=at)


def tell_standing(*, scenario: SitingScenario, standing: Told) -> bool:
    """This function will show what a search has found so far, and say whether somebody wants it to stop. No line in the audit."""
    SitingScenario.objects.filter(pk=scenario.pk).update(standing=standing)
    return SitingScenario.objects.filter(pk=scenario.pk, wants_stop=True).exists()


@transaction.atomic
def keep_outcome(*, scenario: SitingScenario, outcome: Outcome, at: datetime) -> SitingScenario:
    """This function will keep what came of a scenario in place of what came of it before."""
    found = _lock(scenario)
    found.result, found.fault, found.fault_detail = outcome.result, outcome.fault or "", outcome.detail
    found.state = ScenarioState.STUCK if outcome.fault else ScenarioState.SOLVED
    found.solved_at, found.standing = at, {}
    found.save(update_fields=["result", "fault", "fault_detail", "state", "solved_at", "standing"])
    _record("places.siting_solved", scenario, {"state": found.state}, by=None, at=at)
    return found


@transaction.atomic
def give_up_solving(*, scenario: SitingScenario) -> None:
    """This function will free a scenario whose work broke off without an outcome; no line in the audit: nothing came of it."""
    running = SitingScenario.objects.filter(pk=scenario.pk, state=ScenarioState.SOLVING)
    running.update(state=ScenarioState.DRAFT, standing={})


@transaction.atomic
def adopt_plan(*, scenario: SitingScenario, note: str, by: User, at: datetime) -> SitingScenario:
    """This function will make the plan of a scenario the city's, with the reason why; the one before it ends.

    Raises `NotAllowed`, `BadQuestion` without a note, and `ScenarioBusy` where there is no plan.
    """
    _check_may_plan(by, scenario.city, at)
    if not note.strip():
        raise BadQuestion(_("Say why this plan: who decided, and what spoke for it."))
    take_turns_in(scenario.city, "siting")
    found = _lock(scenario)
    if found.state != ScenarioState.SOLVED:
        raise ScenarioBusy(_("There is no plan here yet that could be adopted."))
    SitingScenario.objects.of_city(found.city_id).adopted().exclude(pk=found.pk).update(ended_at=at)
    found.adopted_by, found.adopted_at, found.ended_at, found.note = by, at, None, note.strip()
    found.save(update_fields=["adopted_by", "adopted_at", "ended_at", "note"])
    _record("places.siting_adopted", scenario, {"sites": len(found.result["sites"])}, by=by, at=at)
    return found


@transaction.atomic
def remove_scenario(*, scenario: SitingScenario, by: User, at: datetime) -> None:
    """This function will throw a scenario away. Raises `NotAllowed` and `ScenarioBusy`."""
    _check_may_plan(by, scenario.city, at)
    found = _lock(scenario)
    check_is_free(found)
    _record("places.siting_removed", scenario, by=by, at=at)
    found.delete()


def check_can_ask(city: City, title: str, question: Question) -> None:
    """This function will raise `BadQuestion` for a question that cannot be put."""
    if not title.strip():
        raise BadQuestion(_("Give the scenario a name."))
    if SitingScenario.objects.of_city(city.pk).filter(title=title.strip()).exists():
        raise BadQuestion(_("There is a scenario of this name already."))
    if not 0 < len(question.years) <= LONGEST:
        raise BadQuestion(_("The last year lies after the first, by fifteen years at most."))
    if question.budget_idr is None and question.sites is None:
        raise BadQuestion(
            _("Say how much money or how many sites there are in a year; without a limit everything would be built.")
        )


def check_is_free(scenario: SitingScenario) -> None:
    """This function will raise `ScenarioBusy` while the scenario is worked out, and once it was adopted."""
    if scenario.state == ScenarioState.SOLVING:
        raise ScenarioBusy(_("This scenario is being worked out. Wait for it, or stop it first."))
    if scenario.adopted_at:
        raise ScenarioBusy(_("The plan of this scenario was adopted, so it stays as it is. Make a new scenario."))


def _check_may_plan(by: User | None, city: City, at: datetime) -> None:
    """`by` None is the demo."""
    if by is not None:
        check_may(by, Permission.ROADMAP_MANAGE, city, on=day_in(city, at))


def _lock(scenario: SitingScenario) -> SitingScenario:
    return SitingScenario.objects.of_city(scenario.city_id).select_for_update().get(pk=scenario.pk)


def _find_row(city: City, site: Site | None) -> SiteCandidate | None:
    if site is None:
        return None
    rows = SiteCandidate.objects.filter(city=city).select_for_update(of=("self",))
    return rows.filter(place__code=site.place_code).first() if site.place_code else rows.filter(code=site.code).first()


def _find_kelurahan(city: City, row: SiteCandidate) -> int:
    code = find_kelurahan_at(city.code, lat=row.lat, lon=row.lon)
    found = find_region_id(code, within=city.code) if code else None
    if found is None:
        raise BadSite(
            _("This position lies outside %(city)s. Point on the map, or check both numbers.") % {"city": city.name}
        )
    return found


def _record(
    verb: str, scenario: SitingScenario, details: dict[str, Any] | None = None, *, by: User | None, at: datetime
) -> None:
    subject = f"places.siting:{scenario.code}"
    audit.record(verb=verb, city=scenario.city, subject=subject, details=details, by=by, at=at)
