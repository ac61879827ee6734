"""The fields that every register has, in the words that all of them use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.description import Field
from paripurna.rooms.registers.kinds import AgencyKind, SubjectsKind, TextKind

AGENCY = Field(
    name="agency_id",
    label=_("Agency"),
    kind=AgencyKind(),
    words=("perangkat daerah", "pd", "opd", "skpd", "agency", "pengampu", "dinas"),
    required=True,
    help=_("Who keeps this entry."),
    in_list=True,
    order="agency__abbreviation",
)
SUBJECTS = Field(
    name="subjects",
    label=_("Subjects"),
    kind=SubjectsKind(),
    words=("pokok bahasan", "subjek", "subjects", "tema", "topik"),
    required=True,
    help=_("What it is about: by these it answers questions of the assessment."),
    in_list=True,
    order="",
)
NOTE = Field(
    name="note",
    label=_("Note"),
    kind=TextKind(longest=4000, rows=2),
    words=("catatan", "keterangan", "note"),
)
SOURCE = Field(
    name="source",
    label=_("Source"),
    kind=TextKind(longest=300),
    words=("sumber", "source"),
    help=_("Where this is known from, for whoever checks it"),
)
