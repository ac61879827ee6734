"""What this room hands down to every page, and how its doings are told in the audit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.types import register_verb

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.audit.actions import Detail
    from paripurna.platform.regions.models import City

VERBS = {
    "roadmap.moves_proposed": _("%(person)s took %(new)s moves from the gaps into the catalogue"),
    "roadmap.move_added": _("%(person)s added a move to the catalogue"),
    "roadmap.move_changed": _("%(person)s changed a move of the catalogue"),
    "roadmap.move_removed": _("%(person)s took a move out of the catalogue"),
}


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)


def record(
    verb: str, city: City, subject: str, details: dict[str, Detail] | None = None, *, by: User | None, at: datetime
) -> None:
    audit.record(verb=verb, city=city, subject=subject, details=details or {}, by=by, at=at)
