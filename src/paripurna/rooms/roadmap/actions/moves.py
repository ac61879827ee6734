"""The catalogue: taken from the gaps, added to and changed by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.core.forecast.types import Claim
from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.model import Edition
from paripurna.core.planning import proposing
from paripurna.core.planning.catalog import get_move_catalog
from paripurna.core.planning.lifting import Lift
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap import policy
from paripurna.rooms.roadmap.models import Move, MoveEffect, MoveTie, Step
from paripurna.rooms.roadmap.telling import record
from paripurna.rooms.roadmap.types import BadMove, Effect, MoveChange, MoveChanged, MoveDraft, Origin, TieKind
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.network.types import AgencyRef

OFFICIAL = "id"  # the catalogue is the city's own paper
FIGURES = ("cost_idr", "quarters", "chance", "effort", "agency_id", "fund")
SCALARS = ("cost_idr", "quarters", "chance", "effort", "is_must", "is_held_back")
COLUMNS = (*FIGURES, "label", "note", "earliest_on", "deadline_on", "is_must", "is_held_back")


@transaction.atomic
def propose_moves(*, round: Round, claims: Iterable[Claim], by: User | None, at: datetime) -> int:
    """This function will take a move for every gap of these claims into the catalogue and return how many are new.

    What people changed keeps their figures; a move in the adopted plan stays as it was adopted; one whose gap has closed goes.
    `by` None is the demo. Raises `NotAllowed`.
    """
    if by is not None:
        policy.check_may_manage(by, round.city, on=day_in(round.city, at))
    edition = edition_of(round.sheet)
    proposals = proposing.propose_moves(
        edition, tuple(claims), catalog=get_move_catalog(edition), facts=get_fact_overlay(edition)
    )
    catalog = _Catalog(round.city, edition, at)
    new = sum(catalog.take(proposal) for proposal in proposals)
    catalog.drop_others({proposal.key for proposal in proposals})
    subject = f"assessment.round:{round.code}"
    record("roadmap.moves_proposed", round.city, subject, {"new": new}, by=by, at=at)
    return new


class _Catalog:
    """The moves of a city under one edition, read once and locked."""

    def __init__(self, city: City, edition: Edition, at: datetime) -> None:
        self.city, self.edition, self.at = city, edition, at
        found = Move.objects.of_city(city).filter(edition=edition.id).select_for_update().order_by("pk")
        self.known = {move.key: move for move in found}
        planned = Step.objects.of_city(city).filter(adoption__ended_at=None)
        self.planned = set(planned.values_list("move__key", flat=True))
        self.roles = network.list_roles(city, on=day_in(city, at))

    def take(self, proposal: proposing.Proposal) -> bool:
        """Writes a proposal; says whether it is new."""
        move = self.known.get(proposal.key)
        if move is not None and proposal.key in self.planned:
            return False
        is_new = move is None
        move = move or Move(city=self.city, edition=self.edition.id, key=proposal.key, made_at=self.at, is_example=True)
        if move.is_example:
            self._set_figures(move, proposal)
        move.origin, move.removed_at = Origin.GAP, None
        move.save()
        _set_effects(move, [_as_effect(lift) for lift in proposal.lifts])
        return is_new

    def drop_others(self, keys: set[str]) -> None:
        gone = [
            move.pk
            for key, move in self.known.items()
            if move.origin == Origin.GAP and key not in keys | self.planned and move.removed_at is None
        ]
        Move.objects.filter(pk__in=gone).update(removed_at=self.at)

    def _set_figures(self, move: Move, proposal: proposing.Proposal) -> None:
        kind, lead = proposal.kind, self._find_lead(proposal.role)
        move.kind, move.label = kind.code, proposal.label.in_language(OFFICIAL)[:300]
        move.cost_idr, move.quarters, move.effort = kind.cost_idr, kind.quarters, kind.effort
        move.chance, move.fund = Decimal(str(kind.chance)), kind.fund
        move.agency_id = lead.id if lead else None

    def _find_lead(self, role: str) -> AgencyRef | None:
        return next(iter(self.roles.get(role, ())), None)


@transaction.atomic
def add_move(*, round: Round, draft: MoveDraft, origin: Origin = Origin.CITY, by: User, at: datetime) -> Move:
    """This function will add a move of the city's own. Raises `NotAllowed` and `BadMove`."""
    city, edition = round.city, edition_of(round.sheet)
    policy.check_may_manage(by, city, on=day_in(city, at))
    policy.check_can_keep(draft, edition)
    move = build_move(city, edition, draft, origin=origin, by=by, at=at)
    move.save()
    _tie(move, draft)
    record("roadmap.move_added", city, f"roadmap.move:{move.code}", by=by, at=at)
    return move


@transaction.atomic
def change_move(*, round: Round, move: Move, draft: MoveDraft, base_revision: int, by: User, at: datetime) -> Move:
    """This function will write a move anew; its figures are the city's from then on. Raises `NotAllowed`, `MoveChanged`, `BadMove`."""
    policy.check_may_manage(by, round.city, on=day_in(round.city, at))
    policy.check_can_keep(draft, edition_of(round.sheet))
    found = Move.objects.select_for_update().get(pk=move.pk, city=round.city)
    if found.revision != base_revision:
        raise MoveChanged(_("Somebody else changed this move meanwhile. Look at theirs, then save yours again."))
    found.revision += 1
    found.is_example = False
    _fill(found, draft, by=by)
    found.save()
    _tie(found, draft)
    record("roadmap.move_changed", round.city, f"roadmap.move:{found.code}", by=by, at=at)
    return found


@transaction.atomic
def change_moves(*, round: Round, changes: Sequence[MoveChange], by: User, at: datetime) -> int:
    """This function will write the figures of many moves anew, all or none, and return how many moves changed.

    Raises `NotAllowed`, `MoveChanged` and `BadMove`.
    """
    city, edition = round.city, edition_of(round.sheet)
    policy.check_may_manage(by, city, on=day_in(city, at))
    found = Move.objects.of_city(city).standing().filter(edition=edition.id, key__in=[each.key for each in changes])
    moves = {move.key: move for move in found.select_for_update().order_by("pk")}
    for change in changes:
        move = moves.get(change.key)
        if move is None or move.revision != change.revision:
            raise MoveChanged(
                _("Somebody else changed “%(move)s” meanwhile. Choose the file once more.") % {"move": change.label}
            )
        for figure in change.figures:
            setattr(move, figure.name, figure.after)
        policy.check_can_keep(MoveDraft(move.label, **{name: getattr(move, name) for name in SCALARS}), edition)
        move.revision, move.is_example, move.changed_by = move.revision + 1, False, by
    Move.objects.bulk_update(moves.values(), (*SCALARS, "revision", "is_example", "changed_by"))
    details: dict[str, Any] = {"moves": len(moves)}
    record("roadmap.moves_changed", city, f"assessment.round:{round.code}", details, by=by, at=at)
    return len(moves)


@transaction.atomic
def remove_move(*, move: Move, by: User, at: datetime) -> None:
    """This function will take a move out of the catalogue; plans that hold it keep it. Raises `NotAllowed`."""
    policy.check_may_manage(by, move.city, on=day_in(move.city, at))
    Move.objects.filter(pk=move.pk, removed_at=None).update(removed_at=at)
    record("roadmap.move_removed", move.city, f"roadmap.move:{move.code}", by=by, at=at)


def build_move(city: City, edition: Edition, draft: MoveDraft, *, origin: Origin, by: User, at: datetime) -> Move:
    """This function will return a new move with the figures of a draft, unsaved and tied to nothing."""
    move = Move(city=city, edition=edition.id, key=f"{origin.lower()}:{uuid4().hex[:8]}", origin=origin, made_at=at)
    _fill(move, draft, by=by)
    return move


def _fill(move: Move, draft: MoveDraft, *, by: User) -> None:
    columns: dict[str, Any] = {name: getattr(draft, name) for name in COLUMNS}
    for name, value in columns.items():
        setattr(move, name, value.strip() if isinstance(value, str) else value)
    move.changed_by = by


def _tie(move: Move, draft: MoveDraft) -> None:
    _set_effects(move, draft.effects)
    _set_ties(move, draft)


def _set_effects(move: Move, effects: Iterable[Effect]) -> None:
    move.effects.all().delete()
    MoveEffect.objects.bulk_create(
        MoveEffect(
            city_id=move.city_id,
            move=move,
            question=effect.question,
            points_to=effect.points_to,
            proof_to=effect.proof_to,
            check_to=effect.check_to,
            has_fact=effect.has_fact,
        )
        for effect in effects
    )


def _set_ties(move: Move, draft: MoveDraft) -> None:
    others = {m.key: m for m in Move.objects.filter(city=move.city_id, edition=move.edition).standing()}
    wanted = {(TieKind.NEEDS, key) for key in draft.needs} | {(TieKind.EXCLUDES, key) for key in draft.excludes}
    if unknown := {key for _kind, key in wanted} - others.keys():
        raise BadMove(_("There is no move %(key)s in the catalogue.") % {"key": min(unknown)})
    needs: dict[str, list[str]] = {key: [] for key in others}
    known = MoveTie.objects.filter(city=move.city_id, kind=TieKind.NEEDS).exclude(move=move)
    for key, other in known.values_list("move__key", "other__key"):
        needs.setdefault(key, []).append(other)
        needs.setdefault(other, [])
    policy.check_can_tie(move.key, {**needs, move.key: list(draft.needs)})
    move.ties.all().delete()
    MoveTie.objects.bulk_create(
        MoveTie(city_id=move.city_id, move=move, other=others[key], kind=kind) for kind, key in sorted(wanted)
    )


def _as_effect(lift: Lift) -> Effect:
    proof, check = lift.proof_to, lift.check_to
    return Effect(
        lift.question, lift.points_to, proof.value if proof else "", check.value if check else "", lift.has_fact
    )
