"""A child-friendly place, its life, its history and its papers."""

from __future__ import annotations

import secrets
import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.places.models.inspection import Finding
from paripurna.rooms.places.types import Access, ChangeKind, Fund, Land, LandStatus, Phase, PositionBasis

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that a person mistakes for something else on a plate


def draw_code() -> str:
    """This function will draw the short code that stands on a place's plate and in its address."""
    return "".join(secrets.choice(ALPHABET) for _each in range(8))


class PlaceQuerySet(models.QuerySet["Place"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def standing(self) -> Self:
        """Places that count: neither withdrawn nor merged into another."""
        return self.filter(withdrawn_at=None)

    def in_use(self) -> Self:
        """Places that children can use: open, and no finding that closes them waits for its repair to be confirmed."""
        return self.standing().filter(phase=Phase.OPEN).exclude(self._shut())

    def shut(self) -> Self:
        """Places that a finding keeps closed, whatever their phase."""
        return self.filter(self._shut())

    def _shut(self) -> Exists:
        return Exists(Finding.objects.shutting().filter(place=OuterRef("pk")))

    def located(self) -> Self:
        return self.filter(lon__isnull=False)


class Place(models.Model):
    """Any facility for children, from an idea to its end. `uuid` comes from the page that adds it, so that sending twice is adding once.

    `code` stands on its plate and in its address. `geometry` is GeoJSON for what is more than a point; `lon`, `lat` lie in it.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "uuid", "code", "city", "kind", "name", "aliases", "phase", "phase_since"),
                *("geometry", "lon", "lat", "position_basis", "kelurahan", "address"),
                *(
                    "land_owner",
                    "land_owner_name",
                    "land_status",
                    "agency",
                    "manager",
                    "opens_at",
                    "closes_at",
                    "hours_note",
                ),
                *("is_free", "age_from", "age_to", "access", "access_note", "capacity", "area_m2"),
                *("fund", "partner", "cost_idr", "is_hidden", "note", "source", "source_key", "license"),
                *(
                    "imported",
                    "folded",
                    "is_example",
                    "revision",
                    "created_at",
                    "changed_at",
                    "withdrawn_at",
                    "merged_into",
                ),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("created_by", "changed_by", "withdrawn_by"), PERSONAL),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=8, default=draw_code, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)  # a code of `data/kinds.yaml`
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    phase = models.CharField(max_length=8, choices=Phase.choices, default=Phase.OPEN)
    phase_since = models.DateField(null=True, blank=True)  # None: nobody knows since when

    geometry = models.JSONField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    position_basis = models.CharField(max_length=10, choices=PositionBasis.choices, default=PositionBasis.UNKNOWN)
    kelurahan = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(max_length=300, blank=True)

    land_owner = models.CharField(max_length=12, choices=Land.choices, default=Land.UNKNOWN)
    land_owner_name = models.CharField(max_length=200, blank=True)
    land_status = models.CharField(max_length=12, choices=LandStatus.choices, default=LandStatus.UNKNOWN)
    agency = models.ForeignKey(
        "network.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )  # answers for it
    manager = models.CharField(max_length=200, blank=True)  # the body that runs it day by day
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    hours_note = models.CharField(max_length=200, blank=True)
    is_free = models.BooleanField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    access = models.CharField(max_length=8, choices=Access.choices, default=Access.UNKNOWN)
    access_note = models.CharField(max_length=300, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)  # children at once
    area_m2 = models.DecimalField(max_digits=10, decimal_places=1, null=True, blank=True)

    fund = models.CharField(max_length=14, choices=Fund.choices, blank=True)
    partner = models.ForeignKey("network.Agency", models.PROTECT, null=True, blank=True, related_name="+")  # who paid
    cost_idr = models.BigIntegerField(null=True, blank=True)

    is_hidden = models.BooleanField(default=False)  # never on a public map, whatever its kind
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)  # where this is known from
    source_key = models.CharField(
        max_length=80, blank=True
    )  # how the source calls it, by which an import knows it again
    license = models.CharField(max_length=100, blank=True)
    imported = models.JSONField(
        default=dict, blank=True
    )  # what lists said of it: what it holds otherwise, a person wrote
    folded = models.TextField(blank=True)  # what the list searches in, in small letters
    is_example = models.BooleanField(default=False)

    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city", "source_key", name="place_source_once", condition=~Q(source_key="") & Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="place_position_whole",
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")), name="place_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(cost_idr=None) | Q(cost_idr__gte=0), name="place_cost_not_below_zero"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(withdrawn_at__isnull=False), name="place_merged_is_withdrawn"
            ),
        ]
        indexes = [
            models.Index("city", "kind", "phase", name="place_of_kind"),
            models.Index("city", "kelurahan", name="place_of_kelurahan"),
            GinIndex(fields=["city", "folded"], name="place_words", opclasses=["int8_ops", "gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class PlacePhase(models.Model):
    """Since when a place has been in a phase of its life; the last one is what `Place.phase` says."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "place", "phase", "since", "note", "at"), INTERNAL),
        "by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=8, choices=Phase.choices)
    since = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("city", "place", "since", name="place_phase_in_order")]


class PlaceChange(models.Model):
    """What a place held after each change: its history, and what it can be set back to."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "place", "revision", "kind", "values", "at"), INTERNAL),
        "by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    values = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("place", "revision", name="place_change_once")]


class PlaceDocument(models.Model):
    """A paper or picture of the library that belongs to a place: its decree, a photo, the title of the land."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "place", "document", "attached_at"), INTERNAL),
        "attached_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, related_name="documents")
    document = models.ForeignKey("evidence.Document", models.CASCADE, related_name="+")
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("place", "document", name="place_document_once")]
