"""The register of series."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.description import Field, Register, Section
from paripurna.rooms.registers.figures.sections import show_figures
from paripurna.rooms.registers.kinds import FlagKind, Frame, TextKind
from paripurna.rooms.registers.models import FigureSeries
from paripurna.rooms.registers.shared_fields import AGENCY, NOTE, SOURCE, SUBJECTS
from paripurna.rooms.registers.types import FieldProblem, Values


def check_series(values: Values, frame: Frame) -> Iterator[FieldProblem]:
    """This rule will find what contradicts itself in a series."""
    if values["slug"] and slugify(values["slug"]) != values["slug"]:
        yield FieldProblem(
            "slug", gettext("Small letters, digits and hyphens only."), gettext("For example: akta-kelahiran")
        )


FIGURES: Register = Register(
    code="figures",
    slug="data-terpilah",
    model=FigureSeries,
    label=_("Figures"),
    add=_("Add a series"),
    lead=_(
        "What is counted of the children of the city: what exactly, by whom, for when and where. Sources stand side by side."
    ),
    icon="chart-bar",
    order=60,
    fields=(
        Field(
            name="title",
            label=_("Series"),
            kind=TextKind(longest=200),
            words=("seri", "nama data", "judul", "series"),
            required=True,
        ),
        Field(
            name="slug",
            label=_("Code"),
            kind=TextKind(longest=60),
            words=("kode", "code"),
            required=True,
            help=_("Short, in small letters; facts and imports name the series by it."),
            width="short",
        ),
        Field(
            name="definition",
            label=_("Definition"),
            kind=TextKind(longest=4000, rows=3),
            words=("definisi", "konsep", "definition"),
            help=_("What is counted and what is not, so that two years can be compared."),
        ),
        Field(
            name="unit",
            label=_("Unit"),
            kind=TextKind(longest=40),
            words=("satuan", "unit"),
            required=True,
            in_list=True,
            width="short",
        ),
        Field(
            name="whole",
            label=_("Share of"),
            kind=TextKind(longest=80),
            words=("penyebut", "dari", "whole"),
            help=_("What the figure is a part of; open where there is no share."),
        ),
        Field(
            name="counts_victims",
            label=_("Counts children who were hurt: small numbers are never shown in the profile"),
            kind=FlagKind(),
            words=("korban", "victims"),
        ),
        SUBJECTS,
        AGENCY,
        SOURCE,
        NOTE,
    ),
    title=lambda row: row.title,
    key=("slug",),
    searched=("slug", "definition", "note"),
    sort="seri",
    rules=(check_series,),
    sections=(Section(title=_("Figures"), template="registers/series_figures.html", get_context=show_figures),),
    sources=("registers.figure",),
    is_asked=lambda params, row: params.get("series") == row.slug,
    tabs=((_("Import figures"), "registers:figures_begin"), (_("Profile of children"), "registers:child_profile")),
    manual="data-terpilah#seri",
)
