"""Levels and types of regions, and what the queries hand out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    PROVINCE = 1, _("Province")
    CITY = 2, _("City or regency")
    KECAMATAN = 3, _("Kecamatan")
    KELURAHAN = 4, _("Kelurahan or desa")


class RegionType(models.TextChoices):
    """As the reference data writes them."""

    PROVINSI = "provinsi", _("Provinsi")
    KABUPATEN = "kabupaten", _("Kabupaten")
    KOTA = "kota", _("Kota")
    KECAMATAN = "kecamatan", _("Kecamatan")
    KELURAHAN = "kelurahan", _("Kelurahan")
    DESA = "desa", _("Desa")
    DESA_ADAT = "desa adat", _("Desa adat")


class Measure(models.TextChoices):
    """What a figure of a region counts."""

    POPULATION = "POPULATION", _("Population")
    POPULATION_MALE = "POPULATION_MALE", _("Population, male")
    POPULATION_FEMALE = "POPULATION_FEMALE", _("Population, female")
    CHILDREN = "CHILDREN", _("Children aged 0–17")
    AREA = "AREA", _("Area")


class Detail(models.TextChoices):
    """How closely a border is drawn."""

    FULL = "full", _("Full")
    SIMPLE = "simple", _("Simplified")


@dataclass(frozen=True, slots=True)
class RegionRef:
    """A region as a list or a link needs it. `above` names its province … parent, nearest last."""

    code: str
    name: str
    level: Level
    type: RegionType
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its basis; figures of different bases are never added or compared without saying so."""

    measure: Measure
    value: Decimal
    unit: str
    period: str
    as_of: date
    basis: str
    source: str
    confidence: str = ""

    @property
    def source_url(self) -> str:
        return self.source if self.source.startswith("https://") and " " not in self.source else ""

    @property
    def source_host(self) -> str:
        return self.source_url.removeprefix("https://").partition("/")[0]


@dataclass(frozen=True, slots=True)
class RegionDetail:
    """A region as its page shows it."""

    ref: RegionRef
    bps_code: str
    valid_from: date
    valid_to: date | None
    ancestors: tuple[RegionRef, ...]
    predecessors: tuple[RegionRef, ...]
    successors: tuple[RegionRef, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """What a name of an import means: one region, or candidates to choose from, nearest first."""

    region: RegionRef | None
    candidates: tuple[RegionRef, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        return self.region is None and len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load of the reference data did."""

    title: str
    changed: bool
    regions: int
    closed: int = 0


class RegionNotFound(Exception):
    """No region has this code."""


class NotACity(Exception):
    """Only a kabupaten or kota, of level 2, can be enabled."""


class SlugTaken(Exception):
    """Another city has this slug."""


class OlderData(Exception):
    """The loaded reference data is newer; the message names it."""
