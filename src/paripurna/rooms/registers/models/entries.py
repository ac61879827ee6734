"""What every register keeps of an entry: whose it is, what it is about, and all that happened to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.platform.tables.imports import RowsImport
from paripurna.rooms.registers.types import ChangeKind


class EntryQuerySet(models.QuerySet["Entry"]):
    """What every register can be asked; the models of registers get their manager from here."""

    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def about(self, subjects: Iterable[str]) -> Self:
        """Entries that are about one of the subjects at least."""
        return self.filter(subjects__overlap=list(subjects))


class Entry(models.Model):
    """A row of a register. `code` is given by the page that adds it, so that sending twice is adding once."""

    ENTRY_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "agency", "subjects", "note", "source", "folded", "is_example", "revision"),
                *("created_at", "changed_at", "withdrawn_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("created_by", "changed_by", "withdrawn_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")  # who keeps the entry
    subjects = ArrayField(models.CharField(max_length=40), default=list)  # codes of `data/subjects.yaml`
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)  # where this is known from
    folded = models.TextField(blank=True)  # what the list searches in, in small letters
    is_example = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index("city", "agency", name="%(class)s_of_agency"),
            GinIndex(fields=["city", "subjects"], name="%(class)s_subjects", opclasses=["int8_ops", "array_ops"]),
            GinIndex(fields=["city", "folded"], name="%(class)s_words", opclasses=["int8_ops", "gin_trgm_ops"]),
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class EntryChange(models.Model):
    """What an entry held after each change: its history, and what it can be set back to."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "register", "entry", "revision", "kind", "at"), INTERNAL),
        **dict.fromkeys(("values", "by"), PERSONAL),  # a register may hold the name of a contact
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    entry = models.UUIDField()
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    values = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "entry", "revision", name="entry_change_once")]


class EntryDocument(models.Model):
    """A document of the library that belongs to an entry: the decree itself, the extract of the budget."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "register", "entry", "document", "attached_at"), INTERNAL),
        "attached_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    register = models.CharField(max_length=40)
    entry = models.UUIDField()
    document = models.ForeignKey("evidence.Document", models.CASCADE, related_name="+")
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "entry", "document", name="entry_document_once")]


class EntryImport(RowsImport):
    """A file on its way into a register."""

    FIELD_CLASSES = RowsImport.FIELD_CLASSES | dict.fromkeys(("register", "agency"), INTERNAL)

    register = models.CharField(max_length=40)
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")  # of rows that name none
