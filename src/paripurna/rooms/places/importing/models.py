"""A list on its way into the register."""

from __future__ import annotations

from django.db import models

from paripurna.platform.access.classes import INTERNAL
from paripurna.platform.tables.imports import RowsImport


class PlaceImport(RowsImport):
    """A file of places. `kind`, `source` and `license` are of rows that do not say."""

    FIELD_CLASSES = RowsImport.FIELD_CLASSES | dict.fromkeys(("kind", "source", "license"), INTERNAL)

    kind = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=300)
    license = models.CharField(max_length=100, blank=True)
