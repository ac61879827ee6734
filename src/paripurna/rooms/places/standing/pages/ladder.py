"""The section of a place's page: the ladder of steps, where the place stands on it, and what the next step needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.platform.ui.components.formatting import points
from paripurna.rooms.places.standing import policy, queries
from paripurna.rooms.places.standing.blocking import list_blockers
from paripurna.rooms.places.standing.links import attainment_url, step_url
from paripurna.rooms.places.standing.pages.board import TONES
from paripurna.rooms.places.standing.pages.missing import MissingItem, read_sheet
from paripurna.rooms.places.standing.standards import Standard, find_standard, say
from paripurna.rooms.places.standing.types import Blocker, Span, Standing, StandingState, Step

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Attainment, Place


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder. `taken` is the newest one that was neither renewed nor revoked; `is_held` whether it holds today."""

    label: str
    note: str
    issuers: str
    taken: Attainment | None
    url: str
    is_held: bool
    is_expired: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The next step: what it asks, who may issue it, what is missing and what stands in the way."""

    label: str
    issuers: str
    needs: tuple[str, ...]
    missing: tuple[MissingItem, ...]
    blockers: tuple[Blocker, ...]
    url: str
    is_renewal: bool


@dataclass(frozen=True, slots=True)
class Ladder:
    standard: Standard
    standing: Standing
    rungs: tuple[Rung, ...]
    next: Next | None
    filling_url: str
    assess_url: str
    earlier: tuple[tuple[str, str], ...]

    @property
    def state(self) -> StandingState:
        return self.standing.state

    @property
    def tone(self) -> str:
        return TONES[self.state]


def get_context(place: Place, user: User, on: date) -> Mapping[str, Any] | None:
    """This function will gather the section of a place whose kind has a standard."""
    standard = find_standard(place.kind)
    return {"ladder": build_ladder(place, standard, user, on=on)} if standard else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a place when its ladder is drawn; `current` are the steps neither renewed nor revoked."""

    place: Place
    standard: Standard
    standing: Standing
    current: Mapping[Step, Attainment]
    on: date


def build_ladder(place: Place, standard: Standard, user: User, *, on: date) -> Ladder:
    """This function will read every step of the place, and say where it stands."""
    taken = queries.list_of_place(place)
    current = {Step(each.step): each for each in taken if each.is_current and each.issued_on}
    known = _Known(place, standard, _tell(taken, on), current, on)
    filling = next((each for each in taken if each.is_filling), None)
    may_assess = not place.is_withdrawn and policy.may_take(user, place, Step.SELF_ASSESSED, on=on)
    return Ladder(
        standard=standard,
        standing=known.standing,
        rungs=tuple(_build_rung(known, step) for step in standard.steps),
        next=None if place.is_withdrawn else _build_next(known, user),
        filling_url=attainment_url(filling, place.city) if filling else "",
        assess_url=step_url(place, Step.SELF_ASSESSED, place.city) if may_assess and not filling else "",
        earlier=tuple((_name(each), attainment_url(each, place.city)) for each in taken if not each.is_current),
    )


def _tell(taken: Iterable[Attainment], on: date) -> Standing:
    spans: dict[Step, list[Span]] = {}
    for each in taken:
        if span := each.span:
            spans.setdefault(Step(each.step), []).append(span)
    return queries.tell_standing(spans, on)


def _name(attainment: Attainment) -> str:
    day = attainment.issued_on.isoformat() if attainment.issued_on else attainment.created_at.date().isoformat()
    words = {"step": Step(attainment.step).label, "day": day}
    if attainment.revoked_at:
        return _("%(step)s, %(day)s (revoked)") % words
    return _("%(step)s, %(day)s (renewed since)") % words


def _build_rung(known: _Known, step: Step) -> Rung:
    found, taken = known.standard.find_step(step), known.current.get(step)
    return Rung(
        label=str(step.label),
        note=say(found.note) if found and found.note else "",
        issuers=_say_issuers(known.standard, step),
        taken=taken,
        url=attainment_url(taken, known.place.city) if taken else "",
        is_held=step in known.standing.held,
        is_expired=bool(taken and taken.span and taken.span.is_expired(known.on)),
    )


def _say_issuers(standard: Standard, step: Step) -> str:
    return ", ".join(str(issuer.label) for issuer in standard.list_issuers(step))


def find_next(standard: Standard, standing: Standing) -> Step:
    """This function will return the first step above the furthest that holds; above the last there is its renewal."""
    if standing.expired_on and not standing.is_certified:
        return Step.STANDARDIZED
    reached = max((standard.steps.index(step) for step in standing.held if step in standard.steps), default=-1)
    return standard.steps[min(reached + 1, len(standard.steps) - 1)]


def _build_next(known: _Known, user: User) -> Next:
    step, place = find_next(known.standard, known.standing), known.place
    assessed, is_last = known.current.get(Step.SELF_ASSESSED), step is Step.STANDARDIZED
    missing = _list_missing(assessed, place) if assessed and is_last else ()
    is_renewal = is_last and step in known.current
    return Next(
        label=str(step.label),
        issuers=_say_issuers(known.standard, step),
        needs=tuple(_list_needs(known.standard, step, assessed, len(missing))),
        missing=tuple(missing),
        blockers=list_blockers(place) if is_renewal else (),
        url=step_url(place, step, place.city) if policy.may_take(user, place, step, on=known.on) else "",
        is_renewal=is_renewal,
    )


def _list_missing(assessed: Attainment, place: Place) -> Sequence[MissingItem]:
    reading = read_sheet(assessed, place.city) if assessed.missing else None
    return reading.missing if reading else ()


def _list_needs(standard: Standard, step: Step, assessed: Attainment | None, missing: int) -> list[str]:
    if step is Step.DECLARED:
        return [_("A signed declaration of who runs the place.")]
    if step is Step.DECREE:
        return [_("A signed decree with its number and day.")]
    if step is Step.SELF_ASSESSED:
        return [_say_sheet(standard)]
    return [
        _say_assessment(assessed, missing),
        _("The certificate with its number and day, and the last day where it names one."),
    ]


def _say_sheet(standard: Standard) -> str:
    words = {
        "all": len(standard.edition.questions),
        "points": points(standard.item_points),
        "mandatory": len(standard.list_mandatory()),
        "least": points(standard.add_mandatory()),
    }
    return (
        _(
            "A sheet of %(all)s questions worth %(points)s points; %(mandatory)s of them, %(least)s points, are mandatory: one missing is not to standard."
        )
        % words
    )


def _say_assessment(assessed: Attainment | None, missing: int) -> str:
    if assessed is None:
        return _("A self-assessment first: it shows what is missing before somebody comes to look.")
    if missing:
        return ngettext(
            "The last self-assessment is not to standard: %(count)s mandatory item is not met yet.",
            "The last self-assessment is not to standard: %(count)s mandatory items are not met yet.",
            missing,
        ) % {"count": missing}
    return _("The last self-assessment meets every mandatory item.")
