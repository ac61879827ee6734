"""The registers of trainings, and of how many people are in a post of each service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.actions import mark_changed
from paripurna.rooms.registers.description import Field, Register, Section
from paripurna.rooms.registers.kinds import ChoiceKind, DayKind, Frame, TextKind, WholeKind
from paripurna.rooms.registers.models import Entry, Staffing, Training
from paripurna.rooms.registers.shared_fields import AGENCY, NOTE, SOURCE, SUBJECTS
from paripurna.rooms.registers.trainings.sections import show_participants
from paripurna.rooms.registers.trainings.types import SERVICE_WORDS, Service
from paripurna.rooms.registers.types import FieldProblem, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


def check_training(values: Values, frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in a training."""
    starts, ends = values["starts_on"], values["ends_on"]
    if starts and ends and ends < starts:
        yield FieldProblem("ends_on", gettext("The last day lies before the first."))
    if ends and values["erase_on"] and values["erase_on"] <= ends:
        yield FieldProblem("erase_on", gettext("Names are deleted after the training, not before its end."))
    children = (values["girls"] or 0) + (values["boys"] or 0)
    if (values["disabled_children"] or 0) > children:
        yield FieldProblem("disabled_children", gettext("These are more than all girls and boys."))


def check_staffing(values: Values, frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in a count of people."""
    if values["as_of"] and values["as_of"] > frame.on:
        yield FieldProblem("as_of", gettext("This day has not come yet."))


def tell_coverage(*, entry: Entry, by: User | None, at: datetime) -> None:
    """This function will have coverage computed anew: it is measured against these counts."""
    mark_changed(city_id=entry.city_id, group=TRAININGS.group)


TRAININGS: Register = Register(
    code="trainings",
    slug="pelatihan",
    model=Training,
    label=_("Trainings"),
    add=_("Add a training"),
    lead=_("Who learned what, and how many of those in a post have learned it. Children are counted, never named."),
    icon="certificate",
    order=30,
    fields=(
        Field(
            name="title",
            label=_("Training"),
            kind=TextKind(longest=200),
            words=("pelatihan", "nama pelatihan", "nama kegiatan", "judul", "kegiatan", "title"),
            required=True,
        ),
        SUBJECTS,
        Field(
            name="starts_on",
            label=_("First day"),
            kind=DayKind(),
            words=("mulai", "tanggal mulai", "tanggal", "starts"),
            required=True,
            width="short",
            in_list=True,
        ),
        Field(
            name="ends_on",
            label=_("Last day"),
            kind=DayKind(),
            words=("selesai", "tanggal selesai", "sampai", "ends"),
            required=True,
            width="short",
        ),
        Field(
            name="hours",
            label=_("Hours of lessons (JP)"),
            kind=WholeKind(lowest=None),
            words=("jp", "jam pelajaran", "jam", "hours"),
            width="short",
            in_list=True,
        ),
        Field(
            name="trainer",
            label=_("Taught by"),
            kind=TextKind(longest=200),
            words=("pelatih", "penyelenggara", "narasumber", "trainer"),
            help=_("The office or body, not a person."),
        ),
        Field(name="place", label=_("Place"), kind=TextKind(longest=200), words=("tempat", "lokasi", "place")),
        Field(
            name="certified_until",
            label=_("Certificates hold until"),
            kind=DayKind(),
            words=("sertifikat berlaku sampai", "masa berlaku sertifikat", "certified until"),
            help=_("For those who got a certificate without a day of its own; open if it does not end."),
            width="short",
        ),
        Field(
            name="girls",
            label=_("Girls who took part"),
            kind=WholeKind(),
            words=("anak perempuan", "girls"),
            help=_("Children are counted and never named."),
            width="short",
        ),
        Field(
            name="boys",
            label=_("Boys who took part"),
            kind=WholeKind(),
            words=("anak laki-laki", "anak laki laki", "boys"),
            width="short",
        ),
        Field(
            name="disabled_children",
            label=_("Of them children with a disability"),
            kind=WholeKind(),
            words=("anak disabilitas", "disabled children"),
            width="short",
        ),
        Field(
            name="erase_on",
            label=_("Delete names on"),
            kind=DayKind(),
            words=("hapus nama pada", "retensi", "erase on"),
            help=_("Left open, five years after the last day. The counts stay."),
            width="short",
        ),
        AGENCY,
        SOURCE,
        NOTE,
    ),
    title=lambda training: training.title,
    key=("agency_id", "title", "starts_on"),
    searched=("trainer", "place", "note"),
    sort="-mulai",
    rules=(check_training,),
    sections=(
        Section(
            title=_("Participants"), template="registers/training_participants.html", get_context=show_participants
        ),
    ),
    sources=("registers.trained_staff", "registers.trained_children"),
    tabs=((_("Coverage"), "registers:training_coverage"),),
    manual="pelatihan#mencatat-pelatihan",
)

STAFFING: Register = Register(
    code="staffing",
    slug="petugas",
    model=Staffing,
    label=_("People in post"),
    add=_("Add a count of people"),
    lead=_("How many people each agency has in a post of each service. What was trained is measured against this."),
    icon="users",
    order=32,
    fields=(
        AGENCY,
        Field(
            name="service",
            label=_("Service"),
            kind=ChoiceKind(choices=Service, words=SERVICE_WORDS),
            words=("layanan", "jenis layanan", "service"),
            required=True,
            is_filter=True,
        ),
        Field(
            name="people",
            label=_("People in post"),
            kind=WholeKind(),
            words=("jumlah petugas", "jumlah orang", "petugas", "people"),
            required=True,
            width="short",
            in_list=True,
        ),
        Field(
            name="as_of",
            label=_("As of"),
            kind=DayKind(),
            words=("per tanggal", "tanggal", "as of"),
            required=True,
            width="short",
            in_list=True,
        ),
        SOURCE,
        NOTE,
    ),
    title=lambda row: str(Service(row.service).label),
    key=("agency_id", "service"),
    searched=("note", "source"),
    sort="layanan",
    rules=(check_staffing,),
    after_write=tell_coverage,
    sources=("registers.trained_staff",),
    is_asked=lambda params, row: row.service in params.get("services", ()),
    manual="pelatihan#mencatat-pelatihan",
)
