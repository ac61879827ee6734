"""How the road map is told: kinds of moves, funds, effects, quarters, and why a move is in or out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition
from paripurna.core.planning.catalog import MoveCatalog, get_move_catalog
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.roadmap.models import MoveEffect
from paripurna.rooms.roadmap.quarters import number_of

WHY = {
    "MUST": gettext_lazy("a must: people insist on it"),
    "NEEDED": gettext_lazy("without it the chance asked for is missed"),
    "NEEDED_BY": gettext_lazy("other moves of the plan wait for it"),
    "SPARE": gettext_lazy("the plan would hold without it"),
    "HELPS": gettext_lazy("would raise the chance above what is asked for, at more cost"),
    "NO_GAIN": gettext_lazy("would add nothing to this plan"),
    "EXCLUDED": gettext_lazy("another move of the plan excludes it"),
    "TOO_LATE": gettext_lazy("cannot end in time to count"),
    "NO_QUARTER": gettext_lazy("its money flows too late for it to end within the plan"),
    "CAPACITY": gettext_lazy("its agency has no hours left"),
    "MONEY": gettext_lazy("its fund has no money left in that year"),
    "BUDGET": gettext_lazy("the budget is spent"),
    "NEEDS": gettext_lazy("what it waits for is not in the plan, or ends too late"),
}
FAULTS = {
    "UNREACHABLE": gettext_lazy("Even with every move of the catalogue the chance asked for is not reached."),
    "LIMITS": gettext_lazy(
        "The chance can be reached, but not within these limits, or not in the time that was given."
    ),
    "NO_QUARTER": gettext_lazy("A must has no quarter in which its money flows early enough."),
    "CYCLE": gettext_lazy("Moves wait for each other in a circle."),
    "TANGLED": gettext_lazy("Too many moves hang together for an exact chance. Hold some back."),
    "TARGET_ABOVE_MAXIMUM": gettext_lazy("The total asked for lies above the maximum of the instrument."),
}
OTHER_FAULT = gettext_lazy("The catalogue holds something that cannot be planned with. Look at the moves named here.")
BOUNDS = {
    "CAPACITY": gettext_lazy("hours of an agency"),
    "MONEY": gettext_lazy("money of a fund in a year"),
    "BUDGET": gettext_lazy("the budget"),
    "FLOOR": gettext_lazy("the floor of a cluster"),
    "MUST": gettext_lazy("a must"),
    "DEADLINE": gettext_lazy("the last day that counts"),
    "CONFIDENCE": gettext_lazy("the chance asked for"),
}
CHANGES = {
    "added": gettext_lazy("steps taken in"),
    "dropped": gettext_lazy("steps given up"),
    "moved": gettext_lazy("steps in another quarter"),
}
PROOF = {"COMPLETE": pgettext_lazy("effect", "proof complete"), "CHECKED": pgettext_lazy("effect", "proof checked")}
CHECK = {"ACCEPTED": pgettext_lazy("effect", "verified inside the city")}


def language() -> str:
    return get_language() or "id"


def name_kinds(edition: Edition) -> dict[str, str]:
    """This function will return what each kind of move is called; "" is the city's own."""
    kinds = {kind.code: kind.label.in_language(language()) for kind in get_move_catalog(edition).kinds}
    return kinds | {"": _("Own move")}


def name_funds(edition: Edition) -> dict[str, str]:
    """This function will return what each fund is called; an unknown code is told as it is."""
    catalog: MoveCatalog = get_move_catalog(edition)
    return {fund.code: fund.label.in_language(language()) for fund in catalog.funds}


def say_effects(effects: Iterable[MoveEffect], maxima: Mapping[str, object]) -> list[tuple[str, str]]:
    """This function will return each question that a move lifts, and to what."""
    return [(effect.question, _say_effect(effect, maxima)) for effect in effects]


def _say_effect(effect: MoveEffect, maxima: Mapping[str, object]) -> str:
    if effect.points_to is not None:
        points = {"points": format_points(effect.points_to, language()), "most": maxima.get(effect.question, "–")}
        return _("%(points)s of %(most)s points") % points
    return str(PROOF.get(effect.proof_to) or CHECK.get(effect.check_to) or "")


def say_quarter(day: date) -> str:
    """This function will name the quarter that a day lies in: Tw 1 2027."""
    return _("Q%(number)s %(year)s") % {"number": number_of(day), "year": day.year}
