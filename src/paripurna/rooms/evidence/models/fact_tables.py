"""Tables of facts that the house made of the rows of a register, and the person who signed them off."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from paripurna.platform.access.classes import INTERNAL, PERSONAL


class SignedTable(models.Model):
    """What a version of a document of the kind FACT_TABLE was made of, so that its source can be looked at again."""

    FIELD_CLASSES = {
        **dict.fromkeys(("version", "city", "sheet", "question", "digest", "row_count", "signed_at"), INTERNAL),
        "signed_by": PERSONAL,
    }

    version = models.OneToOneField(
        "evidence.DocumentVersion", models.CASCADE, primary_key=True, related_name="signed_table"
    )
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.CASCADE, related_name="+")
    question = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)  # of the rows behind every fact of the question, without persons
    row_count = models.PositiveIntegerField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("city", "sheet", "question", name="signed_table_of_question")]

    def __str__(self) -> str:
        return f"{self.question} {self.digest[:8]}"
