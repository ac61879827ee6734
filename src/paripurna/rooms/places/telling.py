"""What this room hands down to every page, and how its doings are told in the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb
from paripurna.rooms.places.standing import telling as standing

VERBS = {
    "places.place_added": _("%(person)s added a place for children"),
    "places.place_changed": _("%(person)s changed a place for children: %(fields)s"),
    "places.place_imported": _("%(person)s imported a place for children"),
    "places.place_restored": _("%(person)s set a place for children back to an earlier state"),
    "places.place_merged": _("%(person)s merged two places for children"),
    "places.place_withdrawn": _("%(person)s withdrew a place for children"),
    "places.place_returned": _("%(person)s took a place for children back in"),
}


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    standing.register()
