"""What verifiers said of answers, who looks at what just now, and who is meant to."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.assessment.verification.types import Decision, Reason


class Verdict(models.Model):
    """What one verifier said of one revision of an answer: append-only.

    `took_effect` is False for the first acceptance of two: the answer stays submitted until somebody else accepts it.
    """

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "round": INTERNAL,
        "question": INTERNAL,
        "revision": INTERNAL,
        "proof": INTERNAL,
        "decision": INTERNAL,
        "reasons": INTERNAL,
        "text": INTERNAL,
        "took_effect": INTERNAL,
        "submitted_at": INTERNAL,
        "given_by": PERSONAL,
        "given_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="verdicts")
    question = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()  # of the answer that was judged
    proof = models.CharField(max_length=64, blank=True)  # what it consisted of then, to tell whether it changed
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reasons = ArrayField(models.CharField(max_length=30, choices=Reason.choices), default=list)
    text = models.TextField(blank=True)
    took_effect = models.BooleanField(default=True)
    submitted_at = models.DateTimeField(null=True)  # since when it waited; empty: it was accepted already
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "round", "question", "revision", "given_by", name="verdict_accepts_once", condition=Q(decision="ACCEPT")
            ),
            models.CheckConstraint(
                condition=Q(decision="RETURN", took_effect=True) | Q(decision="ACCEPT", reasons=[]),
                name="verdict_reasons_of_returns",
            ),
        ]
        indexes = [models.Index("city", "round", "question", name="verdict_of_question")]


class VerificationClaim(models.Model):
    """Somebody looks at an answer just now. It keeps nobody out; it only tells."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "round": INTERNAL,
        "question": INTERNAL,
        "claimed_by": PERSONAL,
        "claimed_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="+")
    question = models.CharField(max_length=20)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("round", "question", name="verification_claim_once")]


class VerifierDuty(models.Model):
    """A verifier is meant to look at a cluster, or at the answers of an agency. It takes nobody's right away."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "round": INTERNAL,
        "verifier": PERSONAL,
        "strand": INTERNAL,
        "agency": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="+")
    verifier = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    strand = models.CharField(max_length=40, blank=True)  # code; one of the two is empty
    agency = models.ForeignKey("network.Agency", models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "round", "verifier", "strand", "agency", name="verifier_duty_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(strand="", agency__isnull=False) | (~Q(strand="") & Q(agency=None)),
                name="verifier_duty_of_one_thing",
            ),
        ]
