"""What this room registers at start: sentences of the audit, names of its subjects, its place in the navigation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.rooms.network.models import Agency

VERBS = {
    "network.agency_created": _("%(person)s added %(subject)s"),
    "network.agency_changed": _("%(person)s changed %(subject)s (%(fields)s)"),
    "network.agency_ended": _("%(person)s ended %(subject)s on %(on)s"),
    "network.agency_resumed": _("%(person)s took the end of %(subject)s back"),
    "network.agencies_imported": _("%(person)s imported agencies: %(added)s added, %(changed)s changed"),
    "network.role_set": _("%(person)s set which agencies play the role %(role)s"),
    "network.questions_assigned": _("%(person)s gave %(count)s questions to agencies by name"),
    "network.questions_unassigned": _("%(person)s gave %(count)s questions back to the roles of the instrument"),
    "network.member_joined": _("%(person)s added a person to %(subject)s"),
    "network.member_left": _("%(person)s removed a person from %(subject)s"),
}


def register() -> None:
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_subject("network.agency", name_agencies)


def name_agencies(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the abbreviation and the page of each agency that still exists."""
    agencies = Agency.objects.filter(pk__in=[key for key in keys if key.isdigit()]).select_related("city")
    return {str(agency.pk): Label(agency.abbreviation, _page(agency)) for agency in agencies}


def _page(agency: Agency) -> str:
    try:
        return reverse("network:agency_detail", kwargs={"city": agency.city.slug, "code": agency.code})
    except NoReverseMatch:
        return ""
