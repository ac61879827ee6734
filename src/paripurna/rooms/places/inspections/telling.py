"""What inspections hand down at start: their kind of sheets and the sentences of the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb
from paripurna.rooms.places.inspections.subject import INSPECTION
from paripurna.rooms.sheets.registry import register_subject_kind

VERBS = {
    "places.inspection_planned": _("%(person)s planned an inspection for %(day)s"),
    "places.inspection_cancelled": _("%(person)s called an inspection off"),
    "places.visit_told": _("%(person)s wrote about the visit of an inspection"),
    "places.finding_drafted": _("%(person)s wrote a finding at question %(question)s"),
    "places.inspection_done": _("%(person)s handed an inspection over, with %(findings)s findings"),
    "places.finding_reported": _("%(person)s reported a finding at a place for children"),
    "places.finding_changed": _("%(person)s changed a finding"),
    "places.finding_repaired": _("%(person)s said that a finding is repaired"),
    "places.finding_confirmed": _("%(person)s confirmed the repair of a finding"),
    "places.finding_sent_back": _("%(person)s sent a finding back that is not repaired"),
    "places.upkeep_planned": _("%(person)s planned upkeep of a place"),
    "places.upkeep_done": _("%(person)s said that upkeep of a place is done"),
}


def register() -> None:
    """This function will register everything; called once at start."""
    register_subject_kind(INSPECTION)
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
