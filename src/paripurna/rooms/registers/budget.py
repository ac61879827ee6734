"""The register of budget lines: how far a line has come is one question, where its money comes from another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.registers.description import Field, Register
from paripurna.rooms.registers.kinds import ChoiceKind, Frame, MoneyKind, PercentKind, TextKind, WholeKind
from paripurna.rooms.registers.models import BudgetLine
from paripurna.rooms.registers.shared_fields import AGENCY, NOTE, SOURCE, SUBJECTS
from paripurna.rooms.registers.sipd import SHAPES, CodeVersion, activity_of, program_of, version_of_year
from paripurna.rooms.registers.types import BudgetFund, BudgetStage, FieldProblem, Values

STAGE_WORDS = {
    "rkpd": "RKPD",
    "rka": "RKA",
    "dpa": "DPA",
    "dppa": "DPPA",
    "dpa perubahan": "DPPA",
    "apbd": "DPA",
    "apbd p": "DPPA",
    "apbd perubahan": "DPPA",
    "lra": "REALIZATION",
}
FUND_WORDS = {
    "pad": "PAD",
    "dau": "DAU",
    "dak": "DAK",
    "dak fisik": "DAK",
    "dak non fisik": "DAK",
    "dbh": "DBH",
    "lainnya": "OTHER",
}
VERSION_WORDS = {"1317": "2023-1317", "5889": "2021-5889", "3708": "2020-3708"}
YEARS = range(2015, 2100)


@dataclass(frozen=True)
class CodeKind(TextKind):
    """A code of SIPD: digits in groups, with points between them."""

    longest: int = 30
    remedy: ClassVar[Promise] = _("Copy the code from SIPD with its points, as text: 2.08.02.2.01.0001.")

    def read(self, cell: Any, frame: Frame) -> str:
        text = text_of(cell).replace(" ", "").strip(".").upper()
        if not all(part.isdigit() or set(part) == {"X"} for part in text.split(".")):
            raise BadCell(gettext("“%(text)s” is not a code of SIPD.") % {"text": text[:40]}, self.remedy)
        return text


def name_line(line: BudgetLine) -> str:
    """This function will name a line as people find it: year, stage and what it does."""
    return f"{line.year} · {BudgetStage(line.stage).label.partition(':')[0]} · {line.sub_activity}"


def check_line(values: Values, _frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in a budget line."""
    if values["year"] and values["year"] not in YEARS:
        yield FieldProblem("year", gettext("This is not a year of a budget."), gettext("Write it as 2026."))
    yield from _check_codes(values)
    realized, ceiling = values["realized_idr"], values["ceiling_idr"]
    if values["stage"] == BudgetStage.REALIZATION and realized is None:
        yield FieldProblem("realized_idr", gettext("Say what was spent."), gettext("Write 0 where nothing was."))
    if realized is not None and ceiling is not None and realized > ceiling:
        sentence = gettext("More was spent than the ceiling allows.")
        yield FieldProblem("realized_idr", sentence, gettext("Correct one of the two amounts."))


def _check_codes(values: Values) -> Iterator[FieldProblem]:
    shape, code = SHAPES.get(values["codes"]), values["sub_activity_code"]
    if shape is None or not code:
        return
    if not shape.sub_activity.fullmatch(code):
        sentence = gettext("“%(code)s” does not look like a sub-activity of this nomenclature.") % {"code": code}
        remedy = gettext("It looks like %(example)s; check the code or choose another nomenclature.")
        yield FieldProblem("sub_activity_code", sentence, remedy % {"example": shape.example})
        return
    for name, whole in (("program_code", program_of(code)), ("activity_code", activity_of(code))):
        if values[name] and values[name] != whole:
            sentence = gettext("The code of the sub-activity belongs under %(code)s.") % {"code": whole}
            yield FieldProblem(name, sentence, gettext("Leave it empty, or correct one of the two codes."))


def fill_codes(values: Values) -> Values:
    """This function will take what was left open of the codes from the sub-activity and the year."""
    code, year = values["sub_activity_code"], values["year"]
    return values | {
        "program_code": values["program_code"] or program_of(code),
        "activity_code": values["activity_code"] or activity_of(code),
        "codes": values["codes"] or (version_of_year(year) if year else ""),
    }


BUDGET: Register = Register(
    code="budget",
    slug="anggaran",
    model=BudgetLine,
    label=_("Budget"),
    add=_("Add a budget line"),
    lead=_(
        "What the city plans, approves and spends for its children: how far each line has come, and from which funds."
    ),
    icon="cash",
    order=20,
    fields=(
        Field(
            name="year",
            label=_("Year"),
            kind=WholeKind(is_year=True),
            words=("tahun", "tahun anggaran", "year"),
            required=True,
            width="short",
            in_list=True,
        ),
        Field(
            name="stage",
            label=_("Stage"),
            kind=ChoiceKind(choices=BudgetStage, words=STAGE_WORDS),
            words=("tahap", "tahapan", "dokumen", "stage"),
            required=True,
            help=_("How far the line has come: plan, approved budget, or spent."),
            is_filter=True,
            in_list=True,
        ),
        Field(
            name="fund",
            label=_("Source of funds"),
            kind=ChoiceKind(choices=BudgetFund, words=FUND_WORDS),
            words=("sumber dana", "sumber pendanaan", "fund"),
            required=True,
            is_filter=True,
        ),
        Field(
            name="sub_activity_code",
            label=_("Code of the sub-activity"),
            kind=CodeKind(),
            words=("kode sub kegiatan", "kode subkegiatan", "kode", "kode rekening"),
            required=True,
            help=_("As SIPD writes it: 2.08.02.2.01.0001"),
        ),
        Field(
            name="sub_activity",
            label=_("Sub-activity"),
            kind=TextKind(longest=400),
            words=("sub kegiatan", "subkegiatan", "nama sub kegiatan", "uraian"),
            required=True,
        ),
        Field(
            name="activity_code",
            label=_("Code of the activity"),
            kind=CodeKind(),
            words=("kode kegiatan",),
            help=_("Left open, it is taken from the sub-activity."),
        ),
        Field(name="activity", label=_("Activity"), kind=TextKind(longest=300), words=("kegiatan", "nama kegiatan")),
        Field(
            name="program_code",
            label=_("Code of the program"),
            kind=CodeKind(),
            words=("kode program",),
            help=_("Left open, it is taken from the sub-activity."),
        ),
        Field(name="program", label=_("Program"), kind=TextKind(longest=300), words=("program", "nama program")),
        Field(
            name="codes",
            label=_("Nomenclature of the codes"),
            kind=ChoiceKind(choices=CodeVersion, words=VERSION_WORDS),
            words=("nomenklatur", "versi kode"),
            help=_("Left open, it is the one that budgets of the year use."),
        ),
        Field(
            name="ceiling_idr",
            label=_("Ceiling"),
            kind=MoneyKind(),
            words=("pagu", "anggaran", "pagu anggaran", "jumlah", "nilai"),
            required=True,
            width="short",
            in_list=True,
        ),
        Field(
            name="realized_idr",
            label=_("Realization"),
            kind=MoneyKind(),
            words=("realisasi", "realisasi anggaran"),
            width="short",
            in_list=True,
        ),
        Field(
            name="children_pct",
            label=_("Share that serves children (%)"),
            kind=PercentKind(),
            words=("persen untuk anak", "porsi anak", "% anak"),
            help=_("100 for what is for children alone; less where children are some of those served."),
            initial=Decimal(100),
            width="short",
        ),
        Field(
            name="basis",
            label=_("How this share was reckoned"),
            kind=TextKind(longest=300),
            words=("dasar porsi", "dasar perhitungan"),
        ),
        SUBJECTS,
        AGENCY,
        SOURCE,
        NOTE,
    ),
    title=name_line,
    key=("year", "stage", "fund", "sub_activity_code", "agency_id"),
    searched=("sub_activity_code", "activity", "program", "note"),
    sort="-tahun",
    rules=(check_line,),
    fill=fill_codes,
    sources=("registers.budget_lines",),
    tabs=((_("For children, by cluster"), "registers:children_budget"),),
    manual="data-program#anggaran",
)
