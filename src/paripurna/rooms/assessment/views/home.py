"""*Beranda*: where the city stands, what matters and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.registry import list_cards
from paripurna.rooms.assessment.overview import build_overview
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.queries import find_current_round


@requires(Permission.CITY_VIEW)
def go_home(request: CityRequest) -> HttpResponse:
    """This view will lead from the address of the city alone to its *Beranda*."""
    return redirect("assessment:home", city=request.city.slug)


@requires(Permission.CITY_VIEW)
def show_home(request: CityRequest) -> HttpResponse:
    found = find_current_round(request.city)
    cards = fill_cards(request)
    if found is None:
        return show_no_round(request, cards=cards)
    overview = build_overview(read_position(found, today=timezone.localdate()))
    return render(request, "assessment/home.html", {"overview": overview, "cards": cards})


def show_no_round(request: CityRequest, **context: Any) -> HttpResponse:
    """This function will say that there is no round yet, and offer to open one to whoever may."""
    may_manage = allows_for(request)(Permission.ROUND_MANAGE)
    return render(request, "assessment/home_empty.html", {"may_manage": may_manage, "cards": (), **context})


@dataclass(frozen=True, slots=True)
class FilledCard:
    """A card of another room, ready to be drawn: its template finds the context as `card`."""

    template: str
    wide: bool
    context: Any


def fill_cards(request: CityRequest) -> list[FilledCard]:
    """This function will ask the other rooms for their cards; those with nothing to say today stay away."""
    asked = ((card, card.context_fn(request)) for card in list_cards(allows_for(request)))
    return [FilledCard(card.template, card.wide, context) for card, context in asked if context is not None]
