"""What this part of the room hands down at start: its kind of subject and its sentences of the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb
from paripurna.rooms.places.standing.subject import KIND
from paripurna.rooms.sheets.registry import register_subject_kind

VERBS = {
    "places.step_taken": _("%(person)s entered a step of the standard %(standard)s for a place"),
    "places.assessment_begun": _("%(person)s began the self-assessment of a place by the standard %(standard)s"),
    "places.assessment_finished": _("%(person)s finished the self-assessment of a place by the standard %(standard)s"),
    "places.step_revoked": _("%(person)s revoked a step of the standard %(standard)s for a place"),
}


def register() -> None:
    """This function will register everything; called once at start."""
    register_subject_kind(KIND)
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
