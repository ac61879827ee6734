"""The reads of rounds that everything else in this room stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paripurna.rooms.assessment.models import Round, RoundQuerySet, RoundStage

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def list_rounds(city: City) -> list[Round]:
    return [place(found, city) for found in list_with_sheets(city).order_by("-year", "-opened_at")]


def get_round_by_id(round_id: int) -> Round:
    """This function will return the round that a job was asked to work on. Raises `Round.DoesNotExist`."""
    return with_regions(Round.objects.all()).get(pk=round_id)


def with_regions(found: RoundQuerySet) -> RoundQuerySet:
    """This function will have rounds read with their sheet, its edition, and their city with its region."""
    return found.select_related("sheet__edition", "sheet__city__region", "city__region")


def list_stages(round: Round) -> list[RoundStage]:
    return list(RoundStage.objects.filter(city=round.city_id, round=round).order_by("position"))


def list_with_sheets(city: City) -> RoundQuerySet:
    """This function will return the rounds of the city, each with its sheet, edition and the round before it."""
    return Round.objects.of_city(city).select_related("sheet__edition", "previous__sheet__edition")


def place(found: Round, city: City) -> Round:
    """This function will hand the city to a round: it is there already, with its region; joined in, it would be read four times."""
    for each in (found, found.previous):
        if each is not None:
            each.city = each.sheet.city = city
    return found
