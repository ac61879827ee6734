"""Words of the field visit: kinds of sites, what a plan holds, and what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.assessment.types import RoundError


class SiteKind(models.TextChoices):
    """What is visited."""

    OPENING = "OPENING", _("Opening")
    CHILDREN_FORUM = "CHILDREN_FORUM", _("Children's forum")
    INFORMATION = "INFORMATION", _("Child information center (PISA)")
    FAMILY = "FAMILY", _("Family learning center (PUSPAGA)")
    PLAY_SPACE = "PLAY_SPACE", _("Play space (RBRA)")
    HEALTH = "HEALTH", _("Child-friendly health center (PRAP)")
    SCHOOL = "SCHOOL", _("Child-friendly school (SRA)")
    WORSHIP = "WORSHIP", _("Child-friendly place of worship (RIRA)")
    SERVICE = "SERVICE", _("Protection service (UPTD PPA)")
    CARE = "CARE", _("Children's home")
    KELURAHAN = "KELURAHAN", _("Child-friendly kelurahan")
    COMPANY = "COMPANY", _("Child-friendly company (APSAI)")
    MEDIA = "MEDIA", _("Media partner")
    OTHER = "OTHER", pgettext_lazy("site", "Other")


class LineResult(models.TextChoices):
    """How the online connection of a site was when it was last tried."""

    UNTRIED = "UNTRIED", _("not tried yet")
    GOOD = "GOOD", pgettext_lazy("line", "good")
    WEAK = "WEAK", pgettext_lazy("line", "weak")
    NONE = "NONE", pgettext_lazy("line", "no connection")


class AskState(models.TextChoices):
    """Where a paper is that those who visit asked for."""

    ASKED = "ASKED", _("asked for")
    BROUGHT = "BROUGHT", pgettext_lazy("ask", "brought")
    HANDED_OVER = "HANDED_OVER", _("handed over")
    CANNOT = "CANNOT", _("cannot be brought")


class AskStep(models.TextChoices):
    """What a person does with it."""

    BRING = "BRING", _("Bring")
    HAND_OVER = "HAND_OVER", _("Hand over")
    DECLINE = "DECLINE", _("Say that it cannot be brought")
    REOPEN = "REOPEN", _("Ask for it again")


A, S = AskState, AskStep
ASK_TRANSITIONS: Mapping[tuple[AskState, AskStep], AskState] = {
    (A.ASKED, S.BRING): A.BROUGHT,
    (A.BROUGHT, S.BRING): A.BROUGHT,  # a better document
    (A.ASKED, S.DECLINE): A.CANNOT,
    (A.BROUGHT, S.DECLINE): A.CANNOT,
    (A.BROUGHT, S.HAND_OVER): A.HANDED_OVER,
    (A.BROUGHT, S.REOPEN): A.ASKED,
    (A.CANNOT, S.REOPEN): A.ASKED,
    (A.HANDED_OVER, S.REOPEN): A.ASKED,
}
OPEN_ASKS = (A.ASKED, A.BROUGHT)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """The frame of the day; the day itself is the one of the stage unless another is named."""

    held_on: date | None
    begins_at: time
    ends_by: time | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """Everything that a person says of a site."""

    kind: SiteKind
    name: str
    address: str = ""
    region_id: int | None = None
    agency_id: int | None = None
    person_name: str = ""
    person_phone: str = ""
    shown: str = ""
    questions: tuple[str, ...] = ()
    online_link: str = ""
    has_children: bool = False
    script: str = ""
    minutes: int = 15
    travel: int = 0
    starts_at: time | None = None  # promised to somebody
    rain_plan: str = ""
    is_reserve: bool = False


@dataclass(frozen=True, slots=True)
class AskDraft:
    """What those who visit asked for, and who brings it."""

    title: str
    agency_id: int
    question: str = ""
    bringer_id: int | None = None
    note: str = ""
    key: UUID | None = None  # of the form: sent twice, it is one entry


@dataclass(frozen=True, slots=True)
class StepNote:
    """What a rehearsal says of one site."""

    note: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What is said with a step: the document that is brought, or why there is none."""

    document: UUID | None = None
    note: str = ""
    place: str = ""


class VisitError(RoundError):
    """Something about the visit that cannot be done now."""


class PlanExists(VisitError):
    """The round has a run sheet already."""


class PlanChanged(VisitError):
    """Somebody else changed the run sheet, or this part of it, meanwhile."""


class BadSite(VisitError):
    """What was said of a site does not fit."""


class WrongAskState(VisitError):
    """That step is not possible from where the paper is."""


class RehearsalOver(VisitError):
    """The rehearsal was ended already."""
