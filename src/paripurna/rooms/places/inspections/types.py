"""What an inspection and a finding may be, and what can go wrong with them. No Django models here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.places.types import PlaceError

SUBJECT_KIND = "inspection"
"""The kind of subject of an inspection's sheet; its edition is the newest standard of the place's kind."""


class InspectionState(models.TextChoices):
    PLANNED = "PLANNED", pgettext_lazy("inspection", "planned")
    DONE = "DONE", pgettext_lazy("inspection", "handed over")
    CANCELLED = "CANCELLED", pgettext_lazy("inspection", "cancelled")


class Severity(models.TextChoices):
    """How bad a finding is."""

    CLOSES = "CLOSES", pgettext_lazy("severity of a finding", "closes the place")
    LIMITS = "LIMITS", pgettext_lazy("severity of a finding", "limits its use")
    NOTE = "NOTE", pgettext_lazy("severity of a finding", "note")


TERMS: Mapping[Severity, timedelta] = {
    Severity.CLOSES: timedelta(days=3),
    Severity.LIMITS: timedelta(days=30),
    Severity.NOTE: timedelta(days=90),
}
"""Until when a finding is to be repaired where its inspector names no day. Our proposal; the inspector decides."""


class Topic(models.TextChoices):
    """What a finding is about. Safety blocks certificates; what is about security is told on signed-in pages alone."""

    SAFETY = "SAFETY", pgettext_lazy("topic of a finding", "safety: a child could be hurt")
    SECURITY = "SECURITY", pgettext_lazy("topic of a finding", "security: guards, locks, strangers")
    OTHER = "OTHER", pgettext_lazy("topic of a finding", "other")


class FindingState(models.TextChoices):
    DRAFT = "DRAFT", pgettext_lazy("finding", "not handed over yet")
    DROPPED = "DROPPED", pgettext_lazy("finding", "taken back")
    OPEN = "OPEN", pgettext_lazy("finding", "open")
    REPAIRED = "REPAIRED", pgettext_lazy("finding", "repaired, not confirmed")
    CONFIRMED = "CONFIRMED", pgettext_lazy("finding", "confirmed")


class FindingStep(models.TextChoices):
    """What people do to a finding that counts."""

    REPORT = "REPORT", pgettext_lazy("step of a finding", "reported")
    CHANGE = "CHANGE", pgettext_lazy("step of a finding", "changed")
    REPAIR = "REPAIR", pgettext_lazy("step of a finding", "said to be repaired")
    SEND_BACK = "SEND_BACK", pgettext_lazy("step of a finding", "sent back: not repaired")
    CONFIRM = "CONFIRM", pgettext_lazy("step of a finding", "confirmed")


F = FindingState
TRANSITIONS: Mapping[FindingStep, Mapping[FindingState, FindingState]] = {
    FindingStep.REPORT: {F.DRAFT: F.OPEN},
    FindingStep.CHANGE: {F.OPEN: F.OPEN},
    FindingStep.REPAIR: {F.OPEN: F.REPAIRED},
    FindingStep.SEND_BACK: {F.REPAIRED: F.OPEN},
    FindingStep.CONFIRM: {F.REPAIRED: F.CONFIRMED},
}


@dataclass(frozen=True, slots=True)
class FindingDraft:
    """What a person says of a finding; `owner` is the code of an agency, `due_on` None takes the usual term."""

    severity: Severity
    topic: Topic = Topic.OTHER
    text: str = ""
    owner: str = ""
    owner_name: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a writer saw before writing (0: nothing yet), and the page that it was written on."""

    revision: int
    nonce: str

    def is_newest(self, revision: int, nonce: str) -> bool:
        """This function will say whether nobody else wrote since: what stands was seen, or comes from this very page."""
        return self.revision == revision or bool(self.nonce and self.nonce == nonce)


@dataclass(frozen=True, slots=True)
class Visit:
    """Whom an inspector met, what they note, and where they stood, if they let the device say it."""

    met_with: str = ""
    note: str = ""
    lon: float | None = None
    lat: float | None = None
    accuracy_m: int | None = None
    located_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """How an inspection is handed over: a name that was typed, perhaps a signature that was drawn, and when, there."""

    name: str
    signature: bytes | None = None
    signed_at: datetime | None = None
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many places wait for something: a repair that lets them open, a paper that is renewed, a visit."""

    shut: int
    renewals: int
    visits: int

    def __bool__(self) -> bool:
        return bool(self.shut or self.renewals or self.visits)


def weigh(severity: str, topic: str) -> int:
    """This function will return 2 for what closes a place, 1 for what only blocks its certificate, 0 for the rest."""
    if severity == Severity.CLOSES:
        return 2
    return int(severity == Severity.LIMITS and topic == Topic.SAFETY)


class MilderFinding(PlaceError):
    """A finding that closes a place or blocks its certificate is made milder by who reported it or plans for the city."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Only who reported this finding, or who plans inspections for the city, may call it milder. If it is repaired, say so; another person confirms."
            )
        )


class NoStandard(PlaceError):
    """There is no standard by which a place of this kind could be inspected."""


class AlreadyPlanned(PlaceError):
    """An inspection of this place is under way; both inspectors fill the same sheet."""


class RouteChanged(PlaceError):
    """The stops of the route are others than those that were put into an order."""

    def __init__(self) -> None:
        super().__init__(_("This route has changed meanwhile. Look at it once more, then put it into order."))


class InspectionOver(PlaceError):
    """It was handed over or cancelled, so nothing on it changes."""


class WrongStep(PlaceError):
    """The step does not lead anywhere from the finding's state."""


class OwnRepair(PlaceError):
    """Who said that it is repaired does not confirm it."""

    def __init__(self) -> None:
        super().__init__(_("You said yourself that this is repaired. Another person looks and confirms."))


class FindingChanged(PlaceError):
    """Someone else changed the finding since the page was opened; what they wrote stands."""

    def __init__(self) -> None:
        super().__init__(_("Someone else changed this finding meanwhile. Look at it again."))


class NotReady(PlaceError):
    """Something is still to be written before an inspection can be handed over."""


class VisitChanged(PlaceError):
    """Someone else wrote about the visit since the page was opened."""

    def __init__(self) -> None:
        super().__init__(_("Someone else changed this while you were writing. Compare both and choose."))
