"""How imports are told in the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb

VERBS = {
    "places.import_begun": _("%(person)s chose a list of places to import"),
    "places.import_done": _("%(person)s imported places: %(added)s new, %(changed)s changed"),
}


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
