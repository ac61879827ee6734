"""Reads of the road map: the catalogue, scenarios, and the adopted plan with its steps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, Q

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.rooms.network.queries import build_ref
from paripurna.rooms.roadmap.models import (
    Adoption,
    Move,
    MoveEffect,
    MoveTie,
    PlanStanding,
    Scenario,
    Solution,
    Step,
    StepChange,
)
from paripurna.rooms.roadmap.models.adoptions import StepQuerySet
from paripurna.rooms.roadmap.models.moves import MoveQuerySet
from paripurna.rooms.roadmap.models.scenarios import ScenarioQuerySet
from paripurna.rooms.roadmap.types import Effect, MoveDraft, StepRow, StepState, TieKind

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

SORTS = {
    "": ("kind", "key"),
    "nama": ("label", "key"),
    "biaya": ("-cost_idr", "key"),
    "peluang": ("-chance", "key"),
}


def list_moves(city: City, edition: str) -> list[Move]:
    """This function will return the moves of the catalogue with their effects, ties and agencies, in a fixed order."""
    return list(_with_parts(Move.objects.of_city(city).standing().filter(edition=edition)).order_by("kind", "key"))


def search_moves(
    city: City, edition: str, *, text: str = "", kind: str = "", agency: str = "", state: str = "", sort: str = ""
) -> MoveQuerySet:
    """This function will return the moves that match: `state` may be "wajib" (must), "ditahan" (held back), "contoh" or "sendiri"."""
    found = Move.objects.of_city(city).standing().filter(edition=edition)
    if text:
        fields = ("label", "note", "effects__question")
        found = found.filter(reduce(or_, (Q(**{f"{field}__icontains": text}) for field in fields))).distinct()
    if kind:
        found = found.filter(kind="" if kind == "sendiri" else kind)
    if agency:
        found = found.filter(agency__code=agency)
    chosen = {"wajib": Q(is_must=True), "ditahan": Q(is_held_back=True), "contoh": Q(is_example=True)}.get(state)
    found = found.filter(chosen) if chosen else found
    return _with_parts(found).order_by(*SORTS.get(sort, SORTS[""]))


def list_leads(city: City, edition: str) -> list[tuple[str, str]]:
    """This function will return code and short name of each agency that leads a move of the catalogue."""
    found = Move.objects.of_city(city).standing().filter(edition=edition, agency__isnull=False)
    return list(found.values_list("agency__code", "agency__abbreviation").distinct().order_by("agency__abbreviation"))


def get_move(city: City, code: UUID) -> Move:
    """This function will return a move of the catalogue. Raises `Stranger`."""
    return get_or_stranger(_with_parts(Move.objects.of_city(city).filter(code=code)))


def read_draft(move: Move) -> MoveDraft:
    """This function will return what was said of a move last, so that one part of it can be said anew."""
    names = ("label", "cost_idr", "quarters", "chance", "effort", "agency_id", "fund", "earliest_on", "deadline_on")
    known = {name: getattr(move, name) for name in (*names, "is_must", "is_held_back", "note")}
    ties = [(tie.kind, tie.other.key) for tie in move.ties.all()]
    return MoveDraft(
        **known,
        needs=tuple(key for kind, key in ties if kind == TieKind.NEEDS),
        excludes=tuple(key for kind, key in ties if kind == TieKind.EXCLUDES),
        effects=tuple(
            Effect(each.question, each.points_to, each.proof_to, each.check_to, each.has_fact)
            for each in move.effects.all()
        ),
    )


def list_scenarios(city: City) -> list[Scenario]:
    return list(_with_solutions(city).order_by("-made_at", "-pk"))


def get_scenario(city: City, code: UUID) -> Scenario:
    """This function will return a scenario with its round and its plans. Raises `Stranger`."""
    scenario = get_or_stranger(_with_solutions(city), code=code)
    scenario.city = scenario.round.city = scenario.round.sheet.city = city
    return scenario


def get_scenario_by_id(pk: int) -> Scenario:
    """This function will return a scenario for the job that works on it."""
    found = Scenario.objects.select_related("round__sheet__edition", "round__sheet__city__region", "city__region")
    scenario = found.get(pk=pk)
    scenario.round.city = scenario.round.sheet.city = scenario.city
    return scenario


def get_solution(scenario: Scenario, code: UUID) -> Solution:
    """This function will return a plan of the scenario. Raises `Stranger`."""
    return get_or_stranger(Solution.objects, city=scenario.city_id, scenario=scenario, code=code)


def find_adoption(city: City) -> Adoption | None:
    """This function will return the plan that stands, with its round and solution, or None where none was adopted."""
    related = ("round__sheet__edition", "solution__scenario", "adopted_by")
    adoption = Adoption.objects.of_city(city).standing().select_related(*related).first()
    if adoption is not None:
        adoption.city = adoption.round.city = adoption.round.sheet.city = city
    return adoption


def list_steps(city: City) -> list[StepRow]:
    """This function will return the steps of the plan that stands, by their start; [] where none was adopted."""
    found = _with_move(Step.objects.of_city(city).filter(adoption__ended_at=None))
    return [build_row(step) for step in found.order_by("starts_on", "-cost_idr", "move__key")]


def list_open_steps(adoption: Adoption) -> list[Step]:
    """This function will return the steps that are planned or running, with what they are to bring about."""
    return list(_with_move(Step.objects.filter(city=adoption.city_id, adoption=adoption).open()).order_by("pk"))


def list_steps_of(city: City, adoption_id: int | None) -> list[Step]:
    """This function will return every step of a plan, whatever its state."""
    return list(_with_move(Step.objects.of_city(city).filter(adoption=adoption_id)).order_by("pk"))


def list_step_changes(step: Step) -> list[StepChange]:
    """This function will return what became of a step, the newest first."""
    found = StepChange.objects.filter(city=step.city_id, step=step).select_related("by")
    return list(found.order_by("-at", "-pk"))


def list_standings(adoption: Adoption) -> list[PlanStanding]:
    """This function will return how the plan stood, day by day, the oldest first."""
    return list(PlanStanding.objects.filter(city=adoption.city_id, adoption=adoption).order_by("on"))


def list_standing_adoptions() -> list[Adoption]:
    """This function will return the plan of every city that has one, for the clock."""
    found = Adoption.objects.standing().select_related("city__region", "round__sheet__edition")
    adoptions = list(found.order_by("pk"))
    for each in adoptions:
        each.round.city = each.round.sheet.city = each.city
    return adoptions


def get_step(city: City, code: UUID) -> Step:
    """This function will return a step with its move, agency and adoption. Raises `Stranger`."""
    related = ("adoption__round__sheet__edition", "document", "done_by")
    step = get_or_stranger(_with_move(Step.objects.of_city(city).filter(code=code)).select_related(*related))
    step.city = step.adoption.city = city
    return step


def build_row(step: Step) -> StepRow:
    """This function will return the step as lists and documents need it."""
    return StepRow(
        code=step.code,
        key=step.move.key,
        label=step.move.label,
        kind=step.move.kind,
        agency=build_ref(step.agency) if step.agency else None,
        fund=step.fund,
        cost_idr=step.cost_idr,
        starts_on=step.starts_on,
        ends_on=step.ends_on,
        state=StepState(step.state),
        is_must=step.move.is_must,
        is_by_fact=step.is_by_fact,
        questions=tuple(effect.question for effect in step.move.effects.all()),
        needs=tuple((tie.other.key, tie.other.label) for tie in step.move.ties.all() if tie.kind == TieKind.NEEDS),
        budget_code=step.budget_code,
        done_on=step.done_on,
        note=step.note,
    )


def list_moves_by_key(city: City, edition: str, keys: Iterable[str]) -> list[Move]:
    """This function will return these moves, also those that were taken out since."""
    found = Move.objects.of_city(city).filter(edition=edition, key__in=set(keys))
    return list(found.select_related("agency").order_by("key"))


def _with_parts(moves: MoveQuerySet) -> MoveQuerySet:
    return moves.select_related("agency").prefetch_related(
        Prefetch("effects", MoveEffect.objects.order_by("pk")),
        Prefetch("ties", MoveTie.objects.select_related("other").order_by("pk")),
    )


def _with_move(steps: StepQuerySet) -> StepQuerySet:
    return steps.select_related("move", "agency").prefetch_related(
        Prefetch("move__effects", MoveEffect.objects.order_by("pk")),
        Prefetch("move__ties", MoveTie.objects.select_related("other").order_by("pk")),
    )


def _with_solutions(city: City) -> ScenarioQuerySet:
    plans = Solution.objects.order_by("role", "confidence")
    found = Scenario.objects.of_city(city).select_related("round__sheet__edition")
    return found.prefetch_related(Prefetch("solutions", plans))
