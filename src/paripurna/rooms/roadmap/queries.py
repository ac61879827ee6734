"""Reads of the road map: the catalogue, scenarios, and the adopted plan with its steps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Prefetch, Q
from django.http import Http404

from paripurna.rooms.network.queries import build_ref
from paripurna.rooms.roadmap.models import Adoption, Move, MoveEffect, MoveTie, Scenario, Solution, Step
from paripurna.rooms.roadmap.models.adoptions import StepQuerySet
from paripurna.rooms.roadmap.models.moves import MoveQuerySet
from paripurna.rooms.roadmap.models.scenarios import ScenarioQuerySet
from paripurna.rooms.roadmap.types import StepRow, StepState

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


def get_move(city: City, code: UUID) -> Move:
    """This function will return a move of the catalogue. Raises `Http404`."""
    move = _with_parts(Move.objects.of_city(city).filter(code=code)).first()
    if move is None:
        raise Http404
    return move


def list_scenarios(city: City) -> list[Scenario]:
    return list(_with_solutions(city).order_by("-made_at", "-pk"))


def get_scenario(city: City, code: UUID) -> Scenario:
    """This function will return a scenario with its round and its plans. Raises `Http404`."""
    scenario = _with_solutions(city).filter(code=code).first()
    if scenario is None:
        raise Http404
    return scenario


def get_solution(scenario: Scenario, code: UUID) -> Solution:
    """This function will return a plan of the scenario. Raises `Http404`."""
    solution = Solution.objects.filter(city=scenario.city_id, scenario=scenario, code=code).first()
    if solution is None:
        raise Http404
    return solution


def find_adoption(city: City) -> Adoption | None:
    """This function will return the plan that stands, with its round and solution, or None where none was adopted."""
    found = Adoption.objects.of_city(city).standing().select_related("round__sheet__edition", "solution__scenario")
    return found.first()


def list_adoptions(city: City) -> list[Adoption]:
    """This function will return every plan that was ever adopted, the newest first."""
    return list(Adoption.objects.of_city(city).select_related("adopted_by").order_by("-adopted_at", "-pk"))


def list_steps(city: City) -> list[StepRow]:
    """This function will return the steps of the plan that stands, by their start; [] where none was adopted."""
    found = _with_move(Step.objects.of_city(city).filter(adoption__ended_at=None))
    return [build_row(step) for step in found.order_by("starts_on", "move__kind", "move__key")]


def get_step(city: City, code: UUID) -> Step:
    """This function will return a step with its move, agency and adoption. Raises `Http404`."""
    step = _with_move(Step.objects.of_city(city).filter(code=code)).select_related("adoption__round").first()
    if step is None:
        raise Http404
    step.city = step.adoption.city = city
    return step


def build_row(step: Step) -> StepRow:
    """This function will return the step as lists and documents need it."""
    return StepRow(
        code=step.code,
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
        budget_code=step.budget_code,
        done_on=step.done_on,
        note=step.note,
    )


def name_moves(city: City, edition: str, keys: Iterable[str]) -> dict[str, str]:
    """This function will return what each move is called, also those that were taken out since."""
    found = Move.objects.of_city(city).filter(edition=edition, key__in=set(keys))
    return dict(found.values_list("key", "label"))


def _with_parts(moves: MoveQuerySet) -> MoveQuerySet:
    return moves.select_related("agency").prefetch_related(
        Prefetch("effects", MoveEffect.objects.order_by("pk")),
        Prefetch("ties", MoveTie.objects.select_related("other").order_by("pk")),
    )


def _with_move(steps: StepQuerySet) -> StepQuerySet:
    return steps.select_related("move", "agency").prefetch_related(
        Prefetch("move__effects", MoveEffect.objects.order_by("pk"))
    )


def _with_solutions(city: City) -> ScenarioQuerySet:
    plans = Solution.objects.order_by("role", "confidence")
    found = Scenario.objects.of_city(city).select_related("round__sheet__edition")
    return found.prefetch_related(Prefetch("solutions", plans))
