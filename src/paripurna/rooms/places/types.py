"""What a place may be, its life, and what can go wrong with it. No Django models here."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.access.types import Refused
from paripurna.platform.tables import FieldProblem as FieldProblem

Values = dict[str, Any]
"""What is said of a place, by the names of the model's fields."""

FACT_GROUP = "places"


class Phase(models.TextChoices):
    """The life of a place, in its usual order; a closed one may open again."""

    IDEA = "IDEA", pgettext_lazy("phase of a place", "idea")
    LAND = "LAND", pgettext_lazy("phase of a place", "land secured")
    DESIGN = "DESIGN", pgettext_lazy("phase of a place", "designed")
    BUILT = "BUILT", pgettext_lazy("phase of a place", "built, not open yet")
    OPEN = "OPEN", pgettext_lazy("phase of a place", "open")
    CLOSED = "CLOSED", pgettext_lazy("phase of a place", "closed")

    @property
    def is_there(self) -> bool:
        """Whether one can go and look at it."""
        return self in {Phase.BUILT, Phase.OPEN, Phase.CLOSED}


# From each phase to those that may follow. A plan may skip steps forward, be given up, and fall back one.
PHASES: dict[Phase, tuple[Phase, ...]] = {
    Phase.IDEA: (Phase.LAND, Phase.DESIGN, Phase.BUILT, Phase.OPEN, Phase.CLOSED),
    Phase.LAND: (Phase.IDEA, Phase.DESIGN, Phase.BUILT, Phase.OPEN, Phase.CLOSED),
    Phase.DESIGN: (Phase.LAND, Phase.BUILT, Phase.OPEN, Phase.CLOSED),
    Phase.BUILT: (Phase.OPEN, Phase.CLOSED),
    Phase.OPEN: (Phase.CLOSED,),
    Phase.CLOSED: (Phase.OPEN, Phase.IDEA),
}


class Land(models.TextChoices):
    """Whose ground it stands on."""

    CITY = "CITY", pgettext_lazy("owner of the land", "city government")
    GOVERNMENT = "GOVERNMENT", pgettext_lazy("owner of the land", "province or central government")
    WAQF = "WAQF", pgettext_lazy("owner of the land", "waqf or religious body")
    PRIVATE = "PRIVATE", pgettext_lazy("owner of the land", "private or company")
    COMMUNITY = "COMMUNITY", pgettext_lazy("owner of the land", "community")
    UNKNOWN = "UNKNOWN", pgettext_lazy("owner of the land", "not known")


class LandStatus(models.TextChoices):
    """How sure it is that the ground may be used."""

    CERTIFIED = "CERTIFIED", pgettext_lazy("status of the land", "certificate of title")
    AGREED = "AGREED", pgettext_lazy("status of the land", "agreement to use it")
    IN_PROCESS = "IN_PROCESS", pgettext_lazy("status of the land", "being arranged")
    DISPUTED = "DISPUTED", pgettext_lazy("status of the land", "disputed")
    UNKNOWN = "UNKNOWN", pgettext_lazy("status of the land", "not known")


class Access(models.TextChoices):
    """Whether children with disabilities can use it."""

    FULL = "FULL", pgettext_lazy("access for children with disabilities", "yes")
    PARTIAL = "PARTIAL", pgettext_lazy("access for children with disabilities", "in part")
    NONE = "NONE", pgettext_lazy("access for children with disabilities", "no")
    UNKNOWN = "UNKNOWN", pgettext_lazy("access for children with disabilities", "not known")


class Fund(models.TextChoices):
    """Where the money for a place came from."""

    APBD = "APBD", _("APBD: budget of the city")
    APBD_PROVINCE = "APBD_PROVINCE", _("APBD of the province")
    APBN = "APBN", _("APBN: budget of the state")
    CSR = "CSR", _("CSR: a company")
    COMMUNITY = "COMMUNITY", _("Community")
    OTHER = "OTHER", _("Other source of funds")


class PositionBasis(models.TextChoices):
    """How the position is known."""

    MEASURED = "MEASURED", pgettext_lazy("position of a place", "measured there")
    MAP = "MAP", pgettext_lazy("position of a place", "drawn on the map")
    SOURCE = "SOURCE", pgettext_lazy("position of a place", "from the source")
    ESTIMATED = "ESTIMATED", pgettext_lazy("position of a place", "estimated")
    UNKNOWN = "UNKNOWN", pgettext_lazy("position of a place", "not known")


class ChangeKind(models.TextChoices):
    """What happened to a place, for its history."""

    ADDED = "ADDED", pgettext_lazy("place", "added")
    CHANGED = "CHANGED", pgettext_lazy("place", "changed")
    IMPORTED = "IMPORTED", pgettext_lazy("place", "imported")
    RESTORED = "RESTORED", pgettext_lazy("place", "set back to an earlier state")
    MERGED = "MERGED", pgettext_lazy("place", "merged")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("place", "withdrawn")
    RETURNED = "RETURNED", pgettext_lazy("place", "taken back in")


class PlaceError(Refused):
    """Something that cannot be done now; `sentence` says what and what to do instead."""


class PlaceChanged(PlaceError):
    """Someone else changed the place since the page was opened."""


class PlaceWithdrawn(PlaceError):
    """A withdrawn or merged place counts for nothing and is not changed."""
