"""What was said of the papers of a stage, the city's own templates, and every freezing of a stage."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.assessment.signing.types import PaperKind, Signer


class StagePaper(models.Model):
    """One paper of one stage: what a person said of it, and the signed scan once there is one."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "round", "stage", "kind", "number", "dated_on", "place", "recipient"), INTERNAL),
        **dict.fromkeys(("changed_at", "document", "signed_at"), INTERNAL),
        **dict.fromkeys(("signers", "changed_by", "signed_by"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="papers")
    stage = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField(null=True)
    place = models.CharField(max_length=120, blank=True)
    recipient = models.CharField(max_length=300, blank=True)
    signers = models.JSONField(default=list)  # [{name, post, nip}]
    document = models.ForeignKey("evidence.Document", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)  # when the scan was linked
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "round", "stage", "kind", name="stage_paper_once"),
            models.CheckConstraint(
                condition=Q(document=None, signed_at=None) | Q(document__isnull=False, signed_at__isnull=False),
                name="stage_paper_signed_with_instant",
            ),
        ]
        indexes = [models.Index(fields=["city", "kind", "-changed_at"], name="stage_paper_newest")]

    @property
    def people(self) -> tuple[Signer, ...]:
        return tuple(Signer(**signer) for signer in self.signers)


class PaperTemplate(models.Model):
    """A template of the city's own. At most one of a kind is in use; without one, the default is."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "kind", "version", "file", "filename", "is_used", "uploaded_at"), INTERNAL),
        "uploaded_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    version = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    is_used = models.BooleanField(default=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "kind", "version", name="paper_template_version_once"),
            models.UniqueConstraint("city", "kind", name="paper_template_one_used", condition=Q(is_used=True)),
        ]


class StageFreeze(models.Model):
    """One freezing of a stage, with the signed minutes or the reason why without; and its end, if it was thawed."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "round", "stage", "document", "reason", "total", "sheet_revision"), INTERNAL),
        **dict.fromkeys(("frozen_at", "thawed_at", "thaw_reason"), INTERNAL),
        **dict.fromkeys(("frozen_by", "thawed_by"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="freezes")
    stage = models.CharField(max_length=40)
    document = models.ForeignKey("evidence.Document", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)  # why without signed minutes
    total = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    sheet_revision = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    thawed_at = models.DateTimeField(null=True)
    thawed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    thaw_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city", "round", "stage", name="stage_freeze_one_standing", condition=Q(thawed_at=None)
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reason=""), name="stage_freeze_with_paper_or_reason"
            ),
            models.CheckConstraint(
                condition=Q(thawed_at=None, thaw_reason="") | (Q(thawed_at__isnull=False) & ~Q(thaw_reason="")),
                name="stage_freeze_thawed_with_reason",
            ),
        ]
