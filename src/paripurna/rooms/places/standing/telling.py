"""What this part of the room hands down at start: its kind of subject and its sentences of the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import register_verb
from paripurna.platform.ui.registry import Item, register_navigation
from paripurna.rooms.places.pages.sections import PlaceSection, register_place_section
from paripurna.rooms.places.standing import facts
from paripurna.rooms.places.standing.pages.ladder import get_context
from paripurna.rooms.places.standing.subject import KIND
from paripurna.rooms.sheets.registry import register_subject_kind

VERBS = {
    "places.step_taken": _("%(person)s entered a step of the standard %(standard)s for a place"),
    "places.assessment_begun": _("%(person)s began the self-assessment of a place by the standard %(standard)s"),
    "places.assessment_finished": _("%(person)s finished the self-assessment of a place by the standard %(standard)s"),
    "places.step_revoked": _("%(person)s revoked a step of the standard %(standard)s for a place"),
}
STANDARDS = Item(
    "places", _("Standards and certificates"), "places:standing", Permission.CITY_VIEW, 50, icon="certificate"
)
SECTION = PlaceSection("standar", _("Standard and certificate"), "places/standing_section.html", get_context, 20)


def register() -> None:
    """This function will register everything; called once at start."""
    register_subject_kind(KIND)
    register_navigation(STANDARDS)
    register_place_section(SECTION)
    facts.register()
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
