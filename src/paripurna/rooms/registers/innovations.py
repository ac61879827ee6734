"""The register of innovations: a problem, an idea, and figures before and after."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.description import Field, Register, Section, StateMachine, Step
from paripurna.rooms.registers.kinds import AddressKind, ChoiceKind, DayKind, DecimalKind, Frame, TextKind, WholeKind
from paripurna.rooms.registers.models import Innovation
from paripurna.rooms.registers.shared_fields import AGENCY, NOTE, SOURCE, SUBJECTS
from paripurna.rooms.registers.types import FieldProblem, InnovationState, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

STATE_WORDS = {
    "ide": "IDEA",
    "uji coba": "TRIAL",
    "pilot": "TRIAL",
    "berjalan": "RUNNING",
    "aktif": "RUNNING",
    "selesai": "ENDED",
}
STATES = StateMachine(
    attribute="state",
    states=InnovationState,
    steps=(
        Step("TRY", _("It is tried out"), ("IDEA",), "TRIAL", icon="flask"),
        Step("RUN", _("It runs"), ("IDEA", "TRIAL"), "RUNNING", icon="rocket"),
        Step("END", _("It has ended"), ("TRIAL", "RUNNING"), "ENDED", icon="archive"),
        Step("RESUME", _("It runs again"), ("ENDED",), "RUNNING", icon="arrow-back-up"),
    ),
    tones={"IDEA": "quiet", "TRIAL": "amber", "RUNNING": "green", "ENDED": "quiet"},
)
FIGURES = (("before_value", "before_year"), ("after_value", "after_year"))


def is_complete(values: Values) -> bool:
    """This function will say whether an innovation tells what the assessment asks: running or run, with a result in figures."""
    told_of = all(values[name] for name in ("problem", "idea", "result", "measure"))
    measured = values["before_value"] is not None and values["after_value"] is not None
    return bool(told_of and measured and values["state"] != InnovationState.IDEA)


def check_innovation(values: Values, frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in an innovation."""
    if values["state"] != InnovationState.IDEA and not values["started_on"]:
        yield FieldProblem("started_on", gettext("Say since when it runs."), gettext("Or leave it an idea."))
    if values["started_on"] and values["ended_on"] and values["ended_on"] < values["started_on"]:
        yield FieldProblem("ended_on", gettext("The last day lies before the first."))
    for value, year in FIGURES:
        if values[value] is not None and values[year] is None:
            yield FieldProblem(year, gettext("Say of which year the figure is."))
        if values[value] is not None and not values["measure"]:
            yield FieldProblem("measure", gettext("Say what the figures count."))
    before, after = values["before_year"], values["after_year"]
    if before and after and after < before:
        yield FieldProblem("after_year", gettext("The figure after is older than the one before."))


def show_result(innovation: Innovation, _frame: Frame, _user: User) -> dict[str, Any]:
    """This function will return the figures before and after, and what the assessment still misses."""
    before, after = innovation.before_value, innovation.after_value
    return {
        "one": innovation,
        "change": after - before if before is not None and after is not None else None,
        "is_complete": is_complete(INNOVATIONS.values_of(innovation)),
    }


INNOVATIONS: Register = Register(
    code="innovations",
    slug="inovasi",
    model=Innovation,
    label=_("Innovations"),
    add=_("Add an innovation"),
    lead=_("What was not done before: the problem, the idea, and what came of it in figures."),
    icon="bulb",
    order=50,
    fields=(
        Field(
            name="title",
            label=_("Name"),
            kind=TextKind(longest=200),
            words=("nama inovasi", "inovasi", "nama", "judul"),
            required=True,
        ),
        Field(
            name="state",
            label=_("State"),
            kind=ChoiceKind(choices=InnovationState, words=STATE_WORDS),
            words=("keadaan", "status", "state"),
            required=True,
            initial=InnovationState.RUNNING.value,
            in_list=True,
            is_filter=True,
        ),
        Field(
            name="problem",
            label=_("Problem"),
            kind=TextKind(longest=4000, rows=3),
            words=("masalah", "latar belakang", "problem"),
            required=True,
            help=_("What was not good for children, for whom and how much."),
        ),
        Field(
            name="idea",
            label=_("Idea"),
            kind=TextKind(longest=4000, rows=3),
            words=("gagasan", "ide", "uraian", "idea"),
            required=True,
            help=_("What is done differently now, and by whom."),
        ),
        SUBJECTS,
        Field(
            name="started_on",
            label=_("Since"),
            kind=DayKind(),
            words=("mulai", "sejak", "tanggal mulai"),
            width="short",
            in_list=True,
        ),
        Field(name="ended_on", label=_("Last day"), kind=DayKind(), words=("selesai", "sampai"), width="short"),
        Field(
            name="result",
            label=_("Result"),
            kind=TextKind(longest=4000, rows=3),
            words=("hasil", "manfaat", "result"),
        ),
        Field(
            name="measure",
            label=_("What the figures count"),
            kind=TextKind(longest=200),
            words=("ukuran", "indikator hasil"),
            help=_("For example: toddlers who are stunted."),
        ),
        Field(name="unit", label=_("Unit"), kind=TextKind(longest=40), words=("satuan", "unit"), width="short"),
        Field(
            name="before_value",
            label=_("Figure before"),
            kind=DecimalKind(lowest=Decimal(0)),
            words=("angka sebelum", "sebelum"),
            width="short",
        ),
        Field(
            name="before_year",
            label=_("Year of the figure before"),
            kind=WholeKind(is_year=True),
            words=("tahun sebelum",),
            width="short",
        ),
        Field(
            name="after_value",
            label=_("Figure after"),
            kind=DecimalKind(lowest=Decimal(0)),
            words=("angka sesudah", "sesudah"),
            width="short",
        ),
        Field(
            name="after_year",
            label=_("Year of the figure after"),
            kind=WholeKind(is_year=True),
            words=("tahun sesudah",),
            width="short",
        ),
        Field(
            name="replicated_in",
            label=_("Where others do it too"),
            kind=TextKind(longest=400),
            words=("direplikasi di", "replikasi"),
        ),
        Field(
            name="replicated_count",
            label=_("In how many places"),
            kind=WholeKind(lowest=Decimal(0), highest=Decimal(100_000)),
            words=("jumlah replikasi",),
            initial=0,
            width="short",
        ),
        AGENCY,
        Field(
            name="address",
            label=_("Where it can be seen"),
            kind=AddressKind(),
            words=("alamat", "tautan", "url"),
        ),
        SOURCE,
        NOTE,
    ),
    title=lambda innovation: innovation.title,
    key=("title", "agency_id"),
    searched=("problem", "idea", "result", "note"),
    sort="nama-inovasi",
    states=STATES,
    rules=(check_innovation,),
    sections=(Section(_("What came of it"), "registers/innovation_result.html", show_result),),
    sources=("registers.innovations",),
    manual="data-program#inovasi",
)
