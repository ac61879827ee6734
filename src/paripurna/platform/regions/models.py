"""Indonesian regions with validity, names, borders; and the cities that this installation serves."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import PUBLIC
from paripurna.platform.regions.types import Detail, Level, Measure, RegionType


class RegionQuerySet(models.QuerySet["Region"]):
    def current(self) -> RegionQuerySet:
        return self.filter(valid_to=None)

    def within(self, code: str) -> RegionQuerySet:
        """The region with this code and everything in it."""
        return self.filter(Q(code=code) | Q(code__startswith=f"{code}."))

    def with_parents(self) -> RegionQuerySet:
        return self.select_related("parent__parent__parent")


class Region(models.Model):
    """A province, kabupaten or kota, kecamatan, desa or kelurahan, as the Ministry of Home Affairs codes it."""

    FIELD_CLASSES = dict.fromkeys(
        (
            *("id", "code", "name", "level", "type", "parent", "valid_from", "valid_to", "predecessors", "bps_code"),
            *("folded", "search"),
        ),
        PUBLIC,
    )

    code = models.CharField(max_length=13, db_collation="C")  # Kemendagri, with dots: 64.71.05.1008
    name = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    type = models.CharField(max_length=10, choices=RegionType.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the last day
    predecessors = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    bps_code = models.CharField(max_length=10, blank=True)
    folded = models.CharField(max_length=120)  # name without its type, as `names.fold` writes it
    search = models.CharField(max_length=400, blank=True)  # folded full name and names of the regions above

    objects = RegionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="region_code_valid_from_unique"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="region_dates_in_order"
            ),
        ]
        indexes = [GinIndex(fields=["folded"], name="region_folded_trgm", opclasses=["gin_trgm_ops"])]

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
    detail = models.CharField(max_length=10, choices=Detail.choices)
    geometry = models.JSONField()
    label_lon = models.FloatField()
    label_lat = models.FloatField()
    source = models.CharField(max_length=400)
    license = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint("region", "detail", name="border_once")]


class RegionFigure(models.Model):
    """A count or a measure of a region, with its basis."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "region", "measure", "value", "unit", "period", "as_of", "basis", "source", "confidence"), PUBLIC
    )

    region = models.ForeignKey(Region, models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=20, choices=Measure.choices)
    value = models.DecimalField(max_digits=14, decimal_places=3)
    unit = models.CharField(max_length=20)
    period = models.CharField(max_length=20)  # as the source names it: 2024-S2
    as_of = models.DateField()
    basis = models.CharField(max_length=60)  # who counted, how: "Dukcapil DKB", "BPS proyeksi"
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("region", "measure", "basis", "period", name="region_figure_once")]


class Dataset(models.Model):
    """The reference data that was loaded last; the same data is not loaded twice."""

    FIELD_CLASSES = dict.fromkeys(("id", "title", "valid_from", "hash", "region_count", "loaded_at"), PUBLIC)

    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    hash = models.CharField(max_length=64)
    region_count = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()


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
