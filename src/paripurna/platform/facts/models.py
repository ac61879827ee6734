"""Which state the registers of a city are in: the key under which computed facts, and what else is read often, are kept."""

from __future__ import annotations

from django.db import models

from paripurna.platform.access.classes import INTERNAL


class GroupRevision(models.Model):
    """Changes with every write of a register. A random token, so that one of a rolled-back write never comes again."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "group", "token"), INTERNAL)

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    group = models.CharField(max_length=60)
    token = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "group", name="facts_revision_of_group")]

    def __str__(self) -> str:
        return f"{self.group} {self.token}"
