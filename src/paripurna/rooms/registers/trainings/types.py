"""Services, and participants on their way into a training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.types import RegisterError


class Service(models.TextChoices):
    """What people in a post do for children: the groups for which the instrument asks who was trained."""

    TASK_FORCE = "TASK_FORCE", _("Members of the KLA task force")
    CIVIL_REGISTRATION = "CIVIL_REGISTRATION", _("Civil registration")
    CHILD_INFORMATION = "CHILD_INFORMATION", _("Child-friendly information (ILA, PISA)")
    FAMILY_CONSULTATION = "FAMILY_CONSULTATION", _("Family consultation (Puspaga)")
    EARLY_CHILDHOOD = "EARLY_CHILDHOOD", _("Holistic early childhood posts (PAUD-HI)")
    ALTERNATIVE_CARE = "ALTERNATIVE_CARE", _("Alternative care (LKSA, foster care)")
    PLAY_SPACE = "PLAY_SPACE", _("Play spaces (RBRA)")
    SAFE_ROUTE = "SAFE_ROUTE", _("Safe routes to school (RASS)")
    HEALTH = "HEALTH", _("Health facilities")
    EDUCATION = "EDUCATION", _("Teachers and school staff")
    CREATIVITY = "CREATIVITY", _("Creativity centers and places of worship (PKA, RIRA)")
    PROTECTION = "PROTECTION", _("Special protection services")
    OTHER = "OTHER", _("Another service")


SERVICE_WORDS = {
    "gugus tugas": "TASK_FORCE",
    "dukcapil": "CIVIL_REGISTRATION",
    "pencatatan sipil": "CIVIL_REGISTRATION",
    "pisa": "CHILD_INFORMATION",
    "ila": "CHILD_INFORMATION",
    "perpustakaan": "CHILD_INFORMATION",
    "puspaga": "FAMILY_CONSULTATION",
    "paud": "EARLY_CHILDHOOD",
    "paud hi": "EARLY_CHILDHOOD",
    "lksa": "ALTERNATIVE_CARE",
    "panti": "ALTERNATIVE_CARE",
    "rbra": "PLAY_SPACE",
    "rass": "SAFE_ROUTE",
    "puskesmas": "HEALTH",
    "kesehatan": "HEALTH",
    "rumah sakit": "HEALTH",
    "sekolah": "EDUCATION",
    "guru": "EDUCATION",
    "pendidikan": "EDUCATION",
    "pka": "CREATIVITY",
    "rira": "CREATIVITY",
    "uptd ppa": "PROTECTION",
    "ppa": "PROTECTION",
    "perlindungan": "PROTECTION",
    "lainnya": "OTHER",
}


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """An adult who took part. No identity number, ever."""

    name: str
    agency_id: int
    service: Service
    post: str = ""
    region_id: int | None = None
    certified_until: date | None = None
    has_certificate: bool = False


class SessionInFuture(RegisterError):
    """Nobody took part in what has not been held yet."""

    def __init__(self) -> None:
        super().__init__(_("The training has not been held yet. Enter participants afterwards."))


class NamesErased(RegisterError):
    """Its names are past the day until which they may be kept."""

    def __init__(self) -> None:
        super().__init__(_("The names of this training were deleted, as its date says. No new ones can be entered."))


class NumberInName(RegisterError):
    """A name holds what looks like an identity number."""

    def __init__(self) -> None:
        super().__init__(_("This looks like an identity number. Enter names only."))
