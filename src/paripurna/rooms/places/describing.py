"""What is said of a place, field by field: its name on every page, its help under the form, and its value in words. Described once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.places import wording
from paripurna.rooms.places.types import Access, Fund, Land, LandStatus, Phase, PositionBasis
from paripurna.rooms.places.wording import Tell, tell_choice


class Group(TextChoices):
    """The parts of a form and of a page, in their order."""

    WHAT = "WHAT", pgettext_lazy("place", "What it is")
    WHERE = "WHERE", _("Where it is")
    LAND = "LAND", _("The land")
    USE = "USE", _("Opening and use")
    MONEY = "MONEY", _("Money and partner")
    NOTES = "NOTES", _("Notes and source")


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a place. `tell` puts a value into words; "" is nothing to say."""

    name: str
    label: Promise
    group: Group
    tell: Tell
    help: Promise | str = ""


FIELDS: tuple[Said, ...] = (
    Said("kind", pgettext_lazy("place", "Kind"), Group.WHAT, wording.tell_kind),
    Said("name", _("Name"), Group.WHAT, wording.tell_text, _("As people there call it.")),
    Said("aliases", _("Other names"), Group.WHAT, wording.tell_aliases, _("One per line: older or official names.")),
    Said("phase", pgettext_lazy("life of a place", "State"), Group.WHAT, tell_choice(Phase)),
    Said(
        "phase_since",
        _("Since"),
        Group.WHAT,
        wording.tell_day,
        _("The day on which it came into this state, if known."),
    ),
    Said("lat", _("Latitude"), Group.WHERE, wording.tell_coordinate),
    Said("lon", _("Longitude"), Group.WHERE, wording.tell_coordinate),
    Said("position_basis", _("How the position is known"), Group.WHERE, tell_choice(PositionBasis)),
    Said("geometry", _("Shape"), Group.WHERE, wording.tell_shape),
    Said(
        *("kelurahan_id", _("Kelurahan"), Group.WHERE, wording.tell_kelurahan),
        _("Found from the position. Choose it only where no position is known yet."),
    ),
    Said("address", _("Address"), Group.WHERE, wording.tell_text),
    Said("land_owner", _("Owner of the land"), Group.LAND, tell_choice(Land)),
    Said(
        "land_owner_name",
        _("Name of the owner"),
        Group.LAND,
        wording.tell_text,
        _("An office or body. No names of private people."),
    ),
    Said("land_status", _("Status of the land"), Group.LAND, tell_choice(LandStatus)),
    Said("agency_id", _("Agency that answers for it"), Group.USE, wording.tell_agency),
    Said(
        "manager",
        _("Who runs it day by day"),
        Group.USE,
        wording.tell_text,
        _("A body or office, such as a school or a group of residents."),
    ),
    Said("opens_at", _("Opens at"), Group.USE, wording.tell_clock),
    Said("closes_at", _("Closes at"), Group.USE, wording.tell_clock),
    Said(
        "hours_note",
        _("Note on opening hours"),
        Group.USE,
        wording.tell_text,
        _("For example: every day, or closed on Mondays."),
    ),
    Said("is_free", _("Charge"), Group.USE, wording.tell_free),
    Said("age_from", _("Youngest age"), Group.USE, wording.tell_number, _("In years, 0 to 17.")),
    Said("age_to", _("Oldest age"), Group.USE, wording.tell_number, _("In years, 0 to 17.")),
    Said("access", _("Access for children with disabilities"), Group.USE, tell_choice(Access)),
    Said(
        "access_note",
        _("Note on access"),
        Group.USE,
        wording.tell_text,
        _("What is there, and what is missing: ramps, toilets, guiding paths."),
    ),
    Said("capacity", _("Room for children at once"), Group.USE, wording.tell_number),
    Said("area_m2", _("Area"), Group.USE, wording.tell_area, _("In square meters.")),
    Said("fund", _("Source of funds"), Group.MONEY, tell_choice(Fund)),
    Said("partner_id", _("Partner who paid"), Group.MONEY, wording.tell_agency),
    Said("cost_idr", _("Cost"), Group.MONEY, wording.tell_money, _("In whole rupiah, of building or upgrading it.")),
    Said(
        *("is_hidden", _("On public maps"), Group.NOTES, wording.tell_hidden),
        _("A shelter, a care home or the home of a volunteer must never be found by strangers."),
    ),
    Said("note", _("Note"), Group.NOTES, wording.tell_text),
    Said(
        "source",
        _("Source"),
        Group.NOTES,
        wording.tell_text,
        _("Where this is known from: a decree, a report, a visit."),
    ),
    Said("source_key", _("Number at the source"), Group.NOTES, wording.tell_text),
    Said("license", _("License of the data"), Group.NOTES, wording.tell_text),
)
BY_NAME: Mapping[str, Said] = {one.name: one for one in FIELDS}
