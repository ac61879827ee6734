"""The register of regulations: what the city has laid down for its children, and what still holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers import queries, writing
from paripurna.rooms.registers.description import Field, Register, Section, StateMachine, Step
from paripurna.rooms.registers.kinds import (
    AddressKind,
    ArticlesKind,
    ChoiceKind,
    DayKind,
    EntryKind,
    FlagKind,
    Frame,
    TextKind,
    WholeKind,
)
from paripurna.rooms.registers.models import Entry, Regulation
from paripurna.rooms.registers.pages.listing import entry_url
from paripurna.rooms.registers.shared_fields import AGENCY, NOTE, SOURCE, SUBJECTS
from paripurna.rooms.registers.types import ChangeKind, FieldProblem, RegulationKind, RegulationState, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

KIND_WORDS = {
    "perda": "PERDA",
    "peraturan daerah": "PERDA",
    "perwali": "PERKADA",
    "perbup": "PERKADA",
    "perkada": "PERKADA",
    "peraturan wali kota": "PERKADA",
    "peraturan walikota": "PERKADA",
    "peraturan bupati": "PERKADA",
    "sk": "DECREE",
    "keputusan": "DECREE",
    "keputusan wali kota": "DECREE",
    "keputusan walikota": "DECREE",
    "surat keputusan": "DECREE",
    "instruksi": "INSTRUCTION",
    "se": "CIRCULAR",
    "surat edaran": "CIRCULAR",
    "peraturan kepala dinas": "AGENCY_RULE",
    "sop": "SOP",
    "lainnya": "OTHER",
}
STATE_WORDS = {
    "rancangan": "DRAFT",
    "draf": "DRAFT",
    "berlaku": "IN_FORCE",
    "masih berlaku": "IN_FORCE",
    "dicabut": "REPLACED",
    "diganti": "REPLACED",
    "tidak berlaku": "REPLACED",
}
STATES = StateMachine(
    attribute="state",
    states=RegulationState,
    steps=(
        Step("ENACT", _("Put in force"), ("DRAFT",), "IN_FORCE", icon="gavel"),
        Step("REPLACE", _("Replaced or revoked"), ("IN_FORCE",), "REPLACED", icon="archive"),
        Step("REVIVE", _("It is in force after all"), ("REPLACED",), "IN_FORCE", icon="arrow-back-up"),
    ),
    tones={"DRAFT": "quiet", "IN_FORCE": "green", "REPLACED": "amber"},
)
FIRST_YEAR = 1945
# What the words before the number of a regulation are in a title, by kind.
SHORT = {
    "PERDA": "Perda",
    "PERKADA": "Perkada",
    "DECREE": "SK",
    "INSTRUCTION": "Instruksi",
    "CIRCULAR": "SE",
    "AGENCY_RULE": "Peraturan PD",
    "SOP": "SOP",
}


def name_regulation(regulation: Regulation) -> str:
    """This function will name a regulation as people cite it: "Perda 6/2023 Penyelenggaraan KLA"."""
    number = re.sub(r"\s+", "", regulation.number)
    place = f"{number}/{regulation.year}" if number and not number.endswith(f"/{regulation.year}") else number
    return " ".join(filter(None, (SHORT.get(regulation.kind, ""), place or str(regulation.year), regulation.title)))


def check_regulation(values: Values, frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in a regulation."""
    in_force = values["state"] == RegulationState.IN_FORCE
    if in_force and not values["enacted_on"]:
        yield FieldProblem("enacted_on", gettext("Say since when it is in force."), gettext("Or leave it a draft."))
    if values["enacted_on"] and values["ends_on"] and values["ends_on"] < values["enacted_on"]:
        yield FieldProblem("ends_on", gettext("The last day lies before the first."))
    if values["enacted_on"] and in_force and values["enacted_on"] > frame.on:
        yield FieldProblem("enacted_on", gettext("This day has not come yet."), gettext("Leave it a draft until then."))
    if values["year"] and not FIRST_YEAR <= values["year"] <= frame.on.year + 1:
        yield FieldProblem("year", gettext("This is not a year of a regulation."), gettext("Write it as 2026."))
    if strange := set(values["articles"]) - set(values["subjects"]):
        sentence = gettext("Articles are named for a subject that is not chosen: %(subjects)s.")
        yield FieldProblem("articles", sentence % {"subjects": ", ".join(sorted(strange))})


def show_chain(regulation: Regulation, frame: Frame, _user: User) -> dict[str, Any] | None:
    """This function will return the regulations before and after one; None where it stands alone."""
    before = [(gettext("replaces"), one) for one in queries.list_replaced(regulation)]
    after = [(gettext("was replaced by"), one) for one in queries.list_successors(regulation)]
    lines = [
        (word, REGULATIONS.title(one), entry_url(REGULATIONS, one, frame.city), one) for word, one in before + after
    ]
    return {"lines": lines} if lines else None


def settle_replaced(*, entry: Entry, by: User | None, at: datetime) -> None:
    """This function will end the regulation that one which is now in force replaces, the day before it begins."""
    if not isinstance(entry, Regulation) or entry.state != RegulationState.IN_FORCE or entry.replaces_id is None:
        return
    old = Regulation.objects.select_for_update(of=("self",)).select_related("city").get(pk=entry.replaces_id)
    if old.state == RegulationState.IN_FORCE:
        change = {"state": RegulationState.REPLACED.value, "ends_on": _last_day(old, entry.enacted_on)}
        writing.write_change(REGULATIONS, old, change, ChangeKind.CHANGED, by=by, at=at)


def _last_day(old: Regulation, begins_on: date | None) -> date | None:
    if begins_on is None or old.ends_on:
        return old.ends_on
    day = begins_on - timedelta(days=1)
    return max(day, old.enacted_on) if old.enacted_on else day


REGULATIONS: Register = Register(
    code="regulations",
    slug="peraturan",
    model=Regulation,
    label=_("Regulations"),
    add=_("Add a regulation"),
    lead=_("What the city has laid down for its children: what is in force, what it says about which subject."),
    icon="gavel",
    order=10,
    fields=(
        Field(
            name="kind",
            label=_("Kind"),
            kind=ChoiceKind(choices=RegulationKind, words=KIND_WORDS),
            words=("jenis", "bentuk", "kind"),
            required=True,
            is_filter=True,
        ),
        Field(
            name="number",
            label=_("Number"),
            kind=TextKind(longest=60),
            words=("nomor", "no", "number"),
            width="short",
        ),
        Field(
            name="year",
            label=_("Year"),
            kind=WholeKind(is_year=True),
            words=("tahun", "year"),
            required=True,
            width="short",
            in_list=True,
        ),
        Field(
            name="title",
            label=_("About"),
            kind=TextKind(longest=400),
            words=("tentang", "judul", "title", "nama"),
            required=True,
            help=_("As on the paper, without the kind and the number."),
        ),
        Field(
            name="state",
            label=_("State"),
            kind=ChoiceKind(choices=RegulationState, words=STATE_WORDS),
            words=("keadaan", "status", "state"),
            required=True,
            initial=RegulationState.IN_FORCE.value,
            in_list=True,
            is_filter=True,
        ),
        Field(
            name="enacted_on",
            label=_("In force since"),
            kind=DayKind(),
            words=("berlaku sejak", "tanggal", "ditetapkan", "tanggal penetapan", "enacted"),
            width="short",
        ),
        Field(
            name="ends_on",
            label=_("Last day in force"),
            kind=DayKind(),
            words=("berlaku sampai", "sampai", "berakhir", "ends"),
            help=_("Left open, it holds until it is replaced."),
            width="short",
        ),
        SUBJECTS,
        Field(
            name="articles",
            label=_("Articles for each subject"),
            kind=ArticlesKind(),
            words=("pasal", "articles"),
            help=_("A line for each subject: akta kelahiran: Pasal 4–7."),
        ),
        Field(
            name="replaces_id",
            label=_("Replaces"),
            kind=EntryKind(register=lambda: REGULATIONS),
            words=("mengganti", "menggantikan", "replaces"),
            help=_("When this one is in force, the one that it replaces ends by itself."),
        ),
        Field(
            name="heard_children",
            label=_("The children's forum was heard when it was drafted"),
            kind=FlagKind(),
            words=("forum anak dilibatkan", "suara anak", "heard children"),
        ),
        AGENCY,
        Field(
            name="address",
            label=_("Where it can be read"),
            kind=AddressKind(),
            words=("alamat", "tautan", "jdih", "url"),
            help=_("The page of the JDIH, if there is one."),
        ),
        SOURCE,
        NOTE,
    ),
    title=name_regulation,
    key=("kind", "number", "year", "agency_id"),
    searched=("number", "note"),
    sort="-tahun",
    states=STATES,
    rules=(check_regulation,),
    after_write=settle_replaced,
    sections=(Section(_("What it replaces and what replaced it"), "registers/regulation_chain.html", show_chain),),
    sources=("registers.regulations_in_force",),
    manual="data-program#peraturan",
)
