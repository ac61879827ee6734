"""Indonesian regions with validity, names, borders; and the cities that this installation serves."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import PUBLIC
from paripurna.platform.regions.types import Level, RegionType


class Region(models.Model):
    """A province, kabupaten or kota, kecamatan, desa or kelurahan, as the Ministry of Home Affairs codes it."""

    FIELD_CLASSES = dict.fromkeys(
        (
            "id",
            "code",
            "name",
            "level",
            "type",
            "parent",
            "valid_from",
            "valid_to",
            "predecessors",
            "bps_code",
            "search",
        ),
        PUBLIC,
    )

    code = models.CharField(max_length=13)  # Kemendagri, with dots: 64.71.05.1008
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    type = models.CharField(max_length=10, choices=RegionType.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    bps_code = models.CharField(max_length=10, blank=True)
    search = models.CharField(max_length=400, blank=True)  # folded name and names of the regions above, for trigrams

    class Meta:
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="region_code_valid_from_unique"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="region_dates_in_order"
            ),
        ]
        indexes = [GinIndex(fields=["search"], name="region_search_trgm", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class RegionAlias(models.Model):
    """Another name or spelling of a region, by which imports find it."""

    FIELD_CLASSES = dict.fromkeys(("id", "region", "name", "folded", "source"), PUBLIC)

    region = models.ForeignKey(Region, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("region", "folded", name="region_alias_once")]


class Border(models.Model):
    """The border of a region as GeoJSON geometry, with its source and a point for its label."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "region", "detail", "geometry", "label_lon", "label_lat", "source", "license"), PUBLIC
    )

    region = models.ForeignKey(Region, models.CASCADE, related_name="borders")
    detail = models.CharField(max_length=10)  # "full" or "simple"
    geometry = models.JSONField()
    label_lon = models.FloatField()
    label_lat = models.FloatField()
    source = models.CharField(max_length=400)
    license = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint("region", "detail", name="border_once")]


class City(models.Model):
    """A kabupaten or kota enabled on this installation. Every row of a room carries one."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "region", "code", "slug", "name", "time_zone", "is_remote", "is_published_only", "enabled_at"), PUBLIC
    )

    region = models.OneToOneField(Region, models.PROTECT, related_name="city")
    code = models.CharField(max_length=5, unique=True)  # of the region: 64.71
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=40, default="Asia/Makassar")
    is_remote = models.BooleanField(default=False)  # 3T: terdepan, terluar, tertinggal
    is_published_only = models.BooleanField(default=False)  # known by published results; nobody works here
    enabled_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
