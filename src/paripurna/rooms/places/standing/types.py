"""The steps of a standard that a place takes, how it stands by them, and what can go wrong. No Django models here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.places.types import PlaceError

RENEW_WITHIN = timedelta(days=90)
SUBJECT_KIND = "self_assessment"
"""The kind of subject of an assessment's sheet; its edition is the standard of the place's kind."""


class Step(models.TextChoices):
    """From a promise to a proof, in this order: the steps of `core.instrument.standard_overlay`, as people read them."""

    DECLARED = "DECLARED", pgettext_lazy("step of a standard", "declared")
    DECREE = "DECREE", pgettext_lazy("step of a standard", "named by decree")
    SELF_ASSESSED = "SELF_ASSESSED", pgettext_lazy("step of a standard", "self-assessed")
    STANDARDIZED = "STANDARDIZED", pgettext_lazy("step of a standard", "to standard")

    @property
    def is_paper(self) -> bool:
        """Whether it is entered from a paper; the other one is a sheet that somebody fills."""
        return self is not Step.SELF_ASSESSED


class IssuerKind(models.TextChoices):
    """Who may take a step: the issuers of `core.instrument.standard_overlay`, as people read them."""

    PLACE = "PLACE", pgettext_lazy("issuer", "the place itself")
    VILLAGE = "VILLAGE", pgettext_lazy("issuer", "kelurahan")
    CITY = "CITY", pgettext_lazy("issuer", "city government")
    PROVINCE = "PROVINCE", pgettext_lazy("issuer", "province")
    MINISTRY = "MINISTRY", pgettext_lazy("issuer", "ministry (KPPPA)")
    CERTIFIER = "CERTIFIER", pgettext_lazy("issuer", "certification body")

    @property
    def is_ours(self) -> bool:
        """Whether the city or a part of it says so itself: then its own sheet must bear it out."""
        return self in {IssuerKind.CITY, IssuerKind.VILLAGE}


class StandingState(models.TextChoices):
    """How a place stands on a day, told by the furthest step that holds then."""

    CERTIFIED = "CERTIFIED", pgettext_lazy("standing of a place", "to standard")
    EXPIRED = "EXPIRED", pgettext_lazy("standing of a place", "certificate expired")
    ASSESSED = "ASSESSED", pgettext_lazy("standing of a place", "self-assessed")
    DECREED = "DECREED", pgettext_lazy("standing of a place", "named by decree")
    DECLARED = "DECLARED", pgettext_lazy("standing of a place", "declared")
    NONE = "NONE", pgettext_lazy("standing of a place", "no step yet")


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a step holds. Without `valid_to` it holds until somebody ends it; from `revoked_on` on it does not."""

    issued_on: date
    valid_to: date | None = None
    revoked_on: date | None = None

    def holds(self, on: date) -> bool:
        begun = self.issued_on <= on
        return begun and (self.valid_to is None or on <= self.valid_to) and not self.is_revoked(on)

    def is_revoked(self, on: date) -> bool:
        return self.revoked_on is not None and self.revoked_on <= on

    def is_expired(self, on: date) -> bool:
        """This method will tell whether it ended by itself before this day."""
        return self.valid_to is not None and self.valid_to < on and not self.is_revoked(on)


@dataclass(frozen=True, slots=True)
class Held:
    """That a step holds, and until when; `until` None where no last day is known."""

    until: date | None = None

    def covers(self, other: Held) -> bool:
        return self.until is None or (other.until is not None and self.until >= other.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a place stands on a day. `expired_on` is the last day of the newest certificate, where none holds any more."""

    held: Mapping[Step, Held] = field(default_factory=dict)
    expired_on: date | None = None

    @property
    def is_certified(self) -> bool:
        return Step.STANDARDIZED in self.held

    @property
    def state(self) -> StandingState:
        if not self.is_certified and self.expired_on:
            return StandingState.EXPIRED
        furthest = (_STATES[step] for step in reversed(Step) if step in self.held)
        return next(furthest, StandingState.NONE)

    @property
    def until(self) -> date | None:
        """The last day of the certificate that holds, where one is known."""
        held = self.held.get(Step.STANDARDIZED)
        return held.until if held else None

    def is_expiring(self, on: date, within: timedelta = RENEW_WITHIN) -> bool:
        """This method will tell whether the certificate holds on this day and ends soon after."""
        return self.until is not None and on <= self.until <= on + within


NO_STANDING = Standing()
_STATES = {
    Step.DECLARED: StandingState.DECLARED,
    Step.DECREE: StandingState.DECREED,
    Step.SELF_ASSESSED: StandingState.ASSESSED,
    Step.STANDARDIZED: StandingState.CERTIFIED,
}


@dataclass(frozen=True, slots=True)
class StepDraft:
    """What a paper says of a step. Without `valid_to` the standard's own years count, if it has any."""

    step: Step
    issuer: IssuerKind
    issued_on: date
    issuer_name: str = ""
    number: str = ""
    valid_to: date | None = None
    level: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a sheet of a standard says. One missing mandatory item is not to standard, whatever the points."""

    points: Decimal
    max_points: Decimal
    grade: str
    missing: tuple[str, ...] = ()  # numbers of the mandatory questions, in the order of the edition
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a certificate cannot be renewed now: a sentence, and the page where it can be mended."""

    sentence: Promise | str
    url: str = ""


class NoStandard(PlaceError):
    """No standard is known for this kind of place."""

    def __init__(self) -> None:
        super().__init__(_("No standard is known for this kind of place yet."))


class RenewalBlocked(PlaceError):
    """Open findings stand in the way of a certificate of the city's own, or of a renewal."""

    def __init__(self, blockers: tuple[Blocker, ...]) -> None:
        super().__init__(
            _("The certificate cannot be issued or renewed while a finding is open. Mend it and have it confirmed.")
        )
        self.blockers = blockers


class AssessmentOpen(PlaceError):
    """A sheet of this standard is being filled already, or the asked one is not finished."""


class AssessmentClosed(PlaceError):
    """The assessment is finished or was given up; its answers stand as they are."""


class StepRevoked(PlaceError):
    """The step was revoked already."""
