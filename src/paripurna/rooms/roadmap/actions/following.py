"""Following the plan by the clock: facts that arrived, how the chance stands, and a word when it falls."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from paripurna.platform.access.types import Permission
from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap.actions.adoptions import arrive_facts
from paripurna.rooms.roadmap.following import Today, list_arrived, weigh_chances
from paripurna.rooms.roadmap.models import Adoption, PlanStanding, Step
from paripurna.rooms.roadmap.queries import list_open_steps
from paripurna.rooms.roadmap.telling import CHANCE_FELL
from paripurna.rooms.roadmap.types import StepState

if TYPE_CHECKING:
    from datetime import date

FALL = Decimal("0.05")  # of the chance with the plan, since it was last told or adopted


@transaction.atomic
def follow_plan(*, adoption: Adoption, today: Today, at: datetime) -> PlanStanding:
    """This function will set steps to done whose facts arrived, keep how the plan stands that day, and tell of a fall."""
    on = day_in(adoption.city, at)
    arrived = list_arrived(list_open_steps(adoption), today)
    arrive_facts(adoption=adoption, codes=[step.code for step in arrived], at=at)
    chances = weigh_chances(today, [step.move for step in list_open_steps(adoption)], adoption.target)
    steps = Step.objects.of_city(adoption.city).filter(adoption=adoption).exclude(state=StepState.DROPPED)
    figures = {
        "chance_now": round(Decimal(chances.now), 8),
        "chance_with_plan": round(Decimal(chances.with_plan), 8),
        "done": steps.filter(state=StepState.DONE).count(),
        "due": steps.filter(ends_on__lt=on).count(),
        "total": steps.count(),
    }
    before = _find_reference(adoption, on)
    standing, _made = PlanStanding.objects.update_or_create(
        city=adoption.city, adoption=adoption, on=on, defaults=figures
    )
    if before is not None and standing.chance_with_plan <= before - FALL:
        _tell_fall(standing, before, at=at)
    return standing


def _find_reference(adoption: Adoption, on: date) -> Decimal | None:
    """The chance that people know: of the last fall they were told of, else the one that was adopted."""
    told = PlanStanding.objects.filter(adoption=adoption, told=True, on__lt=on).order_by("-on").first()
    return told.chance_with_plan if told else adoption.chance


def _tell_fall(standing: PlanStanding, before: Decimal, *, at: datetime) -> None:
    city = standing.city
    people = [person for person, _own in network.list_holders(city, Permission.ROADMAP_MANAGE, on=standing.on)]
    params = {"before": round(100 * before), "now": round(100 * standing.chance_with_plan)}
    link = reverse("roadmap:plan", kwargs={"city": city.slug})
    key = f"chance-fell:{standing.adoption_id}:{standing.on}"
    notify(people=people, code=CHANCE_FELL, params=params, city=city, link=link, dedup_key=key, at=at)
    standing.told = True
    standing.save(update_fields=["told"])
