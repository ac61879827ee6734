"""What inspections hand down at start: their kind of sheets and the sentences of the audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import register_verb
from paripurna.platform.notices.types import register_notice
from paripurna.platform.ui.registry import Card, Item, register_card, register_navigation
from paripurna.rooms.evidence.registry import register_calendar
from paripurna.rooms.places.inspections.calendar_days import list_days
from paripurna.rooms.places.inspections.links import finding_url
from paripurna.rooms.places.inspections.notices import SENTENCES
from paripurna.rooms.places.inspections.queries import find_blocking_findings
from paripurna.rooms.places.inspections.section import SECTION
from paripurna.rooms.places.inspections.subject import INSPECTION
from paripurna.rooms.places.inspections.types import Topic
from paripurna.rooms.places.inspections.views.card import read_card, read_waiting
from paripurna.rooms.places.pages.sections import register_place_section
from paripurna.rooms.places.standing.blocking import register_blockers
from paripurna.rooms.places.standing.types import Blocker
from paripurna.rooms.sheets.registry import register_subject_kind

if TYPE_CHECKING:
    from paripurna.rooms.places.models import Place

VERBS = {
    "places.inspection_planned": _("%(person)s planned an inspection for %(day)s"),
    "places.inspection_cancelled": _("%(person)s called an inspection off"),
    "places.route_ordered": _("%(person)s put the route of %(day)s into another order"),
    "places.visit_told": _("%(person)s wrote about the visit of an inspection"),
    "places.finding_drafted": _("%(person)s wrote a finding into an inspection"),
    "places.inspection_done": _("%(person)s handed an inspection over, with %(findings)s findings"),
    "places.finding_reported": _("%(person)s reported a finding at a place for children"),
    "places.finding_changed": _("%(person)s changed a finding"),
    "places.finding_repaired": _("%(person)s said that a finding is repaired"),
    "places.finding_confirmed": _("%(person)s confirmed the repair of a finding"),
    "places.finding_sent_back": _("%(person)s sent a finding back that is not repaired"),
    "places.upkeep_planned": _("%(person)s planned upkeep of a place"),
    "places.upkeep_done": _("%(person)s said that upkeep of a place is done"),
}


ITEMS = (
    Item("places", _("Today's route"), "inspections:route", Permission.PLACE_INSPECT, 40, icon="route", on_phone=True),
    Item("places", _("Findings"), "inspections:findings", Permission.CITY_VIEW, 50, icon="flag"),
    Item("places", _("Inspections"), "inspections:plan", Permission.PLACE_INSPECT, 60, icon="clipboard-check"),
    Item("places", _("Upkeep and renewals"), "inspections:upkeep", Permission.CITY_VIEW, 70, icon="calendar"),
)
CARDS = (
    Card("places.route", "inspections/card.html", read_card, Permission.PLACE_INSPECT, order=6),
    Card("places.waiting", "inspections/card_waiting.html", read_waiting, Permission.CITY_VIEW, order=7),
)


def list_blockers(place: Place) -> Iterator[Blocker]:
    """This function will yield the findings that keep a certificate of the place from being renewed."""
    for finding in find_blocking_findings(place):
        if finding.topic == Topic.SECURITY:  # everybody reads what stands in the way
            yield Blocker(_("A finding waits to be repaired and confirmed."))
            continue
        words = {"requirement": finding.requirement or finding.get_topic_display()}
        yield Blocker(_("A finding waits to be repaired and confirmed: %(requirement)s") % words, finding_url(finding))


def register() -> None:
    """This function will register everything; called once at start."""
    register_subject_kind(INSPECTION)
    register_blockers(list_blockers)
    register_place_section(SECTION)
    register_calendar(list_days)
    for card in CARDS:
        register_card(card)
    for item in ITEMS:
        register_navigation(item)
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    for code, told in SENTENCES.items():
        register_notice(code, told)
