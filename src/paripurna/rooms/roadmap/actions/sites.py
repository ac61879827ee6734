"""Sites of play spaces that the city has adopted, taken into the catalogue as moves: a move each, the same however often they are taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.core.forecast.types import Claim
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.places import queries as places
from paripurna.rooms.places.queries import AdoptedSite
from paripurna.rooms.roadmap import policy
from paripurna.rooms.roadmap.models import Move, MoveEffect, Step
from paripurna.rooms.roadmap.telling import record
from paripurna.rooms.roadmap.types import BadMove, Origin
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

KIND, PREFIX = "play_space", "site:"
QUARTERS, CHANCE = 4, Decimal("0.90")
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class _Common:
    """What all sites share: agency, fund and effects of the catalogue's own move for play spaces, where it has one."""

    move: Move | None
    effects: Mapping[str, Decimal]  # points that one site alone lifts each question to


@transaction.atomic
def take_sites(*, round: Round, claims: Iterable[Claim], by: User, at: datetime) -> int:
    """This function will take the sites of the adopted plan into the catalogue and return how many are new.

    What people changed keeps their figures, a move in the adopted road map stays as it was adopted, and a site that is no longer in the plan goes.
    Raises `NotAllowed`, and `BadMove` where no plan of sites is adopted.
    """
    city, edition = round.city, edition_of(round.sheet).id
    policy.check_may_manage(by, city, on=day_in(city, at))
    plan = places.find_adopted_plan(city)
    if plan is None:
        raise BadMove(_("No plan of sites is adopted yet. Adopt one on “Next sites” first."))
    moves = Move.objects.of_city(city).filter(edition=edition).select_for_update().order_by("pk")
    known = {move.key: move for move in moves if move.key.startswith(PREFIX)}
    planned = set(Step.objects.of_city(city).filter(adoption__ended_at=None).values_list("move__key", flat=True))
    common = _read_common(moves, claims, len(plan.sites))
    for site in plan.sites:
        if site.key not in planned:
            move = known.get(site.key) or Move(city=city, edition=edition, key=site.key, made_at=at, origin=Origin.CITY)
            _write(move, site, common, by=by)
    gone = known.keys() - {site.key for site in plan.sites} - planned
    Move.objects.filter(pk__in=[known[key].pk for key in gone], removed_at=None).update(removed_at=at)
    new = sum(site.key not in known for site in plan.sites)
    details: dict[str, Any] = {"new": new, "plan": plan.code}
    record("roadmap.sites_taken", city, f"assessment.round:{round.code}", details, by=by, at=at)
    return new


def _read_common(moves: Iterable[Move], claims: Iterable[Claim], count: int) -> _Common:
    """The gap of play spaces is parted evenly: a site alone closes its part, and no more is said of several."""
    own = next(
        (move for move in moves if move.kind == KIND and move.removed_at is None and not move.key.startswith(PREFIX)),
        None,
    )
    if own is None:
        return _Common(None, {})
    points = {claim.question: claim.points for claim in claims}
    lifts = {each.question: each.points_to for each in own.effects.all() if each.points_to is not None}
    effects = {
        question: (now + (to - now) / count).quantize(HUNDREDTH)
        for question, to in lifts.items()
        if to > (now := points.get(question, Decimal(0)))
    }
    return _Common(own, effects)


def _write(move: Move, site: AdoptedSite, common: _Common, *, by: User) -> None:
    if move.revision == 1:  # nobody has written other figures
        words = {"site": site.name, "kelurahan": site.kelurahan}
        move.kind = KIND
        move.label = (gettext("Play space: %(site)s, %(kelurahan)s") % words)[:300]
        move.note = gettext("%(children)s children newly reached; keeper: %(keeper)s.") % {
            "children": site.children,
            "keeper": site.keeper or "–",
        }
        move.cost_idr, move.quarters, move.chance = site.own_idr, QUARTERS, CHANCE
        move.earliest_on = date(site.year, 1, 1)
        if common.move:
            move.agency_id, move.fund = common.move.agency_id, common.move.fund
    move.removed_at, move.changed_by = None, by
    move.save()
    move.effects.all().delete()
    MoveEffect.objects.bulk_create(
        MoveEffect(city_id=move.city_id, move=move, question=question, points_to=points)
        for question, points in common.effects.items()
    )
