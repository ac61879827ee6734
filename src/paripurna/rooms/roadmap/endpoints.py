"""The API of the road map: the plan that stands, and the scenarios it was chosen from. Read only."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router

from paripurna.platform.access.programs import REFUSALS, open_city
from paripurna.platform.access.types import Permission
from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.schemas import PlanOut, ScenarioOut, build_plan, build_scenario

router = Router(tags=["roadmap"])


@router.get("/cities/{slug:city}/roadmap", response={200: PlanOut, **REFUSALS}, summary="The adopted plan")
def get_plan(request: HttpRequest, city: str) -> PlanOut:
    """With its steps, by their start, and how it stood last; 404 while no plan is adopted."""
    found = open_city(request, city, Permission.CITY_VIEW)
    adoption = queries.find_adoption(found)
    if adoption is None:
        raise Http404
    standings = queries.list_standings(adoption)
    return build_plan(adoption, queries.list_steps(found), standings[-1] if standings else None)


@router.get(
    "/cities/{slug:city}/roadmap/scenarios",
    response={200: list[ScenarioOut], **REFUSALS},
    summary="Scenarios of the road map, the newest first",
)
def get_scenarios(request: HttpRequest, city: str) -> list[ScenarioOut]:
    return [build_scenario(each) for each in queries.list_scenarios(open_city(request, city, Permission.CITY_VIEW))]


@router.get(
    "/cities/{slug:city}/roadmap/scenarios/{scenario}",
    response={200: ScenarioOut, **REFUSALS},
    summary="One scenario with its plans",
)
def get_scenario(request: HttpRequest, city: str, scenario: UUID) -> ScenarioOut:
    return build_scenario(queries.get_scenario(open_city(request, city, Permission.CITY_VIEW), scenario))
