"""Levels and types of regions."""

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
