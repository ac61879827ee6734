"""The register of partnerships."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.description import Field, Register, Section
from paripurna.rooms.registers.kinds import ChoiceKind, DayKind, DecimalKind, Frame, MoneyKind, TextKind
from paripurna.rooms.registers.models import Partnership
from paripurna.rooms.registers.partnerships.kinds import PartnerKind
from paripurna.rooms.registers.partnerships.sections import show_deliveries
from paripurna.rooms.registers.partnerships.types import FORM_WORDS, SupportForm
from paripurna.rooms.registers.shared_fields import AGENCY, NOTE, SOURCE, SUBJECTS
from paripurna.rooms.registers.types import FieldProblem, Values


def check_partnership(values: Values, frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in a partnership."""
    if values["starts_on"] and values["ends_on"] and values["ends_on"] < values["starts_on"]:
        yield FieldProblem("ends_on", gettext("The last day lies before the first."))
    if values["partner_id"] and values["partner_id"] == values["agency_id"]:
        yield FieldProblem("partner_id", gettext("An agency is not its own partner."))
    if values["amount"] is not None and not values["unit"]:
        yield FieldProblem("unit", gettext("Say of what: hours, packages, people."))


PARTNERSHIPS: Register = Register(
    code="partnerships",
    slug="kemitraan",
    model=Partnership,
    label=_("Partnerships"),
    add=_("Add a promise"),
    lead=_("What partners promised to the children of the city, and what came of it. One promise is one entry."),
    icon="building-community",
    order=40,
    fields=(
        Field(
            name="partner_id",
            label=_("Partner"),
            kind=PartnerKind(),
            words=("mitra", "nama mitra", "perusahaan", "lembaga", "partner"),
            required=True,
            in_list=True,
            order="partner__name",
        ),
        Field(
            name="title",
            label=_("Promise"),
            kind=TextKind(longest=300),
            words=("janji", "komitmen", "uraian", "kegiatan", "promise"),
            required=True,
            help=_("What the partner gives or does, in one sentence."),
        ),
        Field(
            name="form",
            label=_("Form of support"),
            kind=ChoiceKind(choices=SupportForm, words=FORM_WORDS),
            words=("bentuk", "bentuk dukungan", "form"),
            required=True,
            in_list=True,
            is_filter=True,
        ),
        Field(
            name="amount",
            label=_("How much"),
            kind=DecimalKind(lowest=None),
            words=("jumlah", "volume", "amount"),
            width="short",
        ),
        Field(
            name="unit",
            label=_("Unit"),
            kind=TextKind(longest=40),
            words=("satuan", "unit"),
            help=_("Of what: hours, packages, people."),
            width="short",
        ),
        Field(
            name="value_idr",
            label=_("Worth in rupiah"),
            kind=MoneyKind(),
            words=("nilai", "nilai rupiah", "nilai (rp)", "value"),
            in_list=True,
            width="short",
        ),
        SUBJECTS,
        Field(
            name="agreement_number",
            label=_("Number of the agreement"),
            kind=TextKind(longest=100),
            words=("nomor perjanjian", "nomor mou", "nomor pks", "agreement"),
            help=_("MoU, PKS or letter; its paper is attached below."),
        ),
        Field(
            name="agreement_on",
            label=_("Date of the agreement"),
            kind=DayKind(),
            words=("tanggal perjanjian", "tanggal mou", "agreement date"),
            width="short",
        ),
        Field(
            name="starts_on",
            label=_("First day"),
            kind=DayKind(),
            words=("mulai", "tanggal mulai", "starts"),
            required=True,
            width="short",
            in_list=True,
        ),
        Field(
            name="ends_on",
            label=_("Last day"),
            kind=DayKind(),
            words=("selesai", "sampai", "berakhir", "ends"),
            help=_("Open while it goes on."),
            width="short",
        ),
        AGENCY,
        SOURCE,
        NOTE,
    ),
    title=lambda row: row.title,
    key=("partner_id", "agency_id", "title", "starts_on"),
    searched=("partner_name", "agreement_number", "note"),
    sort="-mulai",
    rules=(check_partnership,),
    sections=(
        Section(title=_("Deliveries"), template="registers/partnership_deliveries.html", get_context=show_deliveries),
    ),
    sources=("registers.partnerships",),
    tabs=((_("Partners"), "registers:partner_list"),),
    manual="kemitraan#mencatat-kemitraan",
)
