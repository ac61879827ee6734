"""What this room hands down to every page, and how the audit tells what is done here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.platform.ui.registry import (
    Hit,
    Item,
    Search,
    Section,
    register_navigation,
    register_search,
    register_section,
)
from paripurna.rooms.places import queries
from paripurna.rooms.places.coverage import telling as coverage
from paripurna.rooms.places.describing import BY_NAME
from paripurna.rooms.places.duplicates import telling as duplicates
from paripurna.rooms.places.importing import telling as importing
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping import telling as mapping
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.queries import Asked
from paripurna.rooms.places.siting import telling as siting
from paripurna.rooms.places.standing import telling as standing
from paripurna.rooms.places.writing import FIELD

VERBS = {
    "places.place_added": _("%(person)s added %(subject)s"),
    "places.place_changed": _("%(person)s changed %(subject)s (%(fields)s)"),
    "places.place_imported": _("%(person)s imported %(subject)s"),
    "places.place_restored": _("%(person)s set %(subject)s back to an earlier state (%(fields)s)"),
    "places.place_merged": _("%(person)s merged %(subject)s with another place"),
    "places.place_withdrawn": _("%(person)s withdrew %(subject)s"),
    "places.place_returned": _("%(person)s took %(subject)s back in"),
    "places.document_attached": _("%(person)s attached %(document)s to %(subject)s"),
    "places.document_detached": _("%(person)s detached %(document)s from %(subject)s"),
}


def find_hits(request: HttpRequest, words: str, limit: int) -> list[Hit]:
    """This function will find places, for the search of the top bar."""
    city = request.city  # type: ignore[attr-defined]
    return [
        Hit(place.name, place_url(place, city), _describe(place))
        for place in queries.list_places(city, Asked(text=words))[:limit]
    ]


def _describe(place: queries.Place) -> str:
    kind = list_kinds().get(place.kind)
    return " · ".join(filter(None, (kind.name if kind else "", place.kelurahan.name if place.kelurahan else "")))


SECTION = Section("places", _("Places for children"), "mood-kid", 50)
PLACES = Item("places", _("Register of places"), "places:place_list", Permission.CITY_VIEW, 10, icon="list-details")
SEARCH = Search("places.places", SECTION.label, find_hits, Permission.CITY_VIEW, order=45)


def register() -> None:
    """This function will register everything; called once at start."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_subject("places.place", name_places)
    register_subject(FIELD, name_fields)
    register_section(SECTION)
    register_navigation(PLACES)
    register_search(SEARCH)
    standing.register()
    coverage.register()
    siting.register()
    mapping.register()
    importing.register()
    duplicates.register()


def name_places(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return what each place is called, and its page."""
    return {str(one.uuid): Label(one.name, place_url(one, one.city)) for one in queries.list_by_uuids(keys)}


def name_fields(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return what the fields of a place are called."""
    return {key: Label(str(BY_NAME[key].label)) for key in keys if key in BY_NAME}
