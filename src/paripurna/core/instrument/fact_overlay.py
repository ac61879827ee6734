"""Which facts answer which questions of an edition: an overlay beside it, with a hash of its own.

A binding names a source of facts, its parameters and the form in which the fact becomes an answer of the question's
kind (`fact_answer`). Sources belong to rooms; this module knows none. Questions that no register can answer stand in
`manual`, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay
from paripurna.core.instrument.problem import EditionError, Finding, Places, Problem, problem_in_file
from paripurna.core.instrument.rules import Number, Points
from paripurna.core.instrument.shape import explain
from paripurna.core.instrument.text import Label, Part, Standing
from paripurna.core.instrument.yaml_tree import read_tree

FILE = "facts.yaml"
Params = Mapping[str, object]


class OptionStep(Part):
    """From this value on, this option."""

    at_least: Number
    option: str


class StepsForm(Part):
    """A choice by the fact's value: the highest step that it reaches."""

    give: Literal["steps"] = "steps"
    steps: tuple[OptionStep, ...]


class CodesForm(Part):
    """A choice by the fact's code, for registers that know the strongest of their rows; `otherwise` without any row."""

    give: Literal["codes"] = "codes"
    options: Mapping[str, str]
    otherwise: str


class ItemWish(Part):
    """An item of a checklist is ticked when the fact with these parameters reaches `at_least`."""

    item: str
    params: Params = {}
    at_least: Number


class ItemsForm(Part):
    """A checklist, one fact an item."""

    give: Literal["items"] = "items"
    items: tuple[ItemWish, ...]


class NumberForm(Part):
    """A measure or a count: the fact's value × `scale` (100 for a share that is asked for in per cent)."""

    give: Literal["number"] = "number"
    scale: Number = Field(default=1, validate_default=True)


class ShareForm(Part):
    """A ratio: the fact's numerator and denominator."""

    give: Literal["share"] = "share"


class ChangeForm(Part):
    """A trend: the fact of this period and of the one so many years before."""

    give: Literal["change"] = "change"
    years: int = 1
    scale: Number = Field(default=1, validate_default=True)


class RowsForm(Part):
    """A matrix: columns of the answer from columns of the rows; rows with the same `distinct` cell become one."""

    give: Literal["rows"] = "rows"
    columns: Mapping[str, str]
    distinct: str = ""


class MarkStep(Part):
    """From this value on, these points."""

    at_least: Number
    points: Points


class MarkForm(Part):
    """A suggested mark for a question whose steps nobody published: by steps, or growing evenly up to `full_at`."""

    give: Literal["mark"] = "mark"
    rule: Label  # why so many points: it is a suggestion, and says so
    steps: tuple[MarkStep, ...] = ()
    full_at: Annotated[Number, Field(gt=0)] | None = None


class NamedForm(Part):
    """A form that the overlay defines once for many questions; written as its name alone."""

    give: Literal["named"] = "named"
    name: str


def _as_form(value: object) -> object:
    return {"give": "named", "name": value} if isinstance(value, str) else value


Form = StepsForm | CodesForm | ItemsForm | NumberForm | ShareForm | ChangeForm | RowsForm | MarkForm
OwnForm = Annotated[Form, Field(discriminator="give")]
AnyForm = Annotated[Annotated[Form | NamedForm, Field(discriminator="give")], BeforeValidator(_as_form)]
PLAIN_FORMS: Mapping[str, Form] = {"share": ShareForm(), "number": NumberForm(), "change": ChangeForm()}
"""Forms without settings: a binding may write their name alone."""
FITS: Mapping[str, frozenset[str]] = {
    "steps": frozenset({"choice"}),
    "codes": frozenset({"choice"}),
    "items": frozenset({"checklist"}),
    "number": frozenset({"bands", "linear", "count"}),
    "share": frozenset({"ratio"}),
    "change": frozenset({"trend"}),
    "rows": frozenset({"matrix"}),
    "mark": frozenset({"free"}),
}
"""Form → the kinds of questions that it answers."""


class Binding(Part):
    """What answers one question. `answer` is a form, or the name of one."""

    source: str
    params: Params = {}
    answer: AnyForm
    standing: Standing = Standing.INFERRED
    note: Label | None = None


class Manual(Part):
    """Questions that people answer, and why no register does."""

    why: Label
    questions: tuple[str, ...]


class FactOverlay(Overlay):
    """Question number → binding. `forms` are named so that many questions share one."""

    standing: Standing = Standing.INFERRED
    forms: Annotated[Mapping[str, OwnForm], BeforeValidator(lambda written: written or {})] = {}
    bindings: Annotated[Mapping[str, Binding], BeforeValidator(lambda written: written or {})] = {}
    manual: Annotated[tuple[Manual, ...], BeforeValidator(lambda written: written or ())] = ()

    def find_form(self, binding: Binding) -> Form | None:
        """This function will return the binding's form, or None for a name that the overlay does not know."""
        if not isinstance(binding.answer, NamedForm):
            return binding.answer
        return self.forms.get(binding.answer.name) or PLAIN_FORMS.get(binding.answer.name)


@dataclass(frozen=True, slots=True)
class OverlayReading:
    """What the file holds: the overlay (None without a usable shape), problems so far, and where everything stands."""

    overlay: FactOverlay | None
    problems: tuple[Problem, ...]
    places: Places


def get_fact_overlay(edition: Edition, root: Path = OVERLAYS) -> FactOverlay:
    """This function will return the overlay of the edition, an empty one where none is written. Raises `EditionError`."""
    file = root / edition.id / FILE
    stamp = file.stat().st_mtime_ns if file.exists() else 0
    return _load(file, edition.id, stamp)


def read_fact_overlay(file: Path, edition: str) -> OverlayReading:
    """This function will read the file with every problem of its shape; it raises nothing."""
    if not file.exists():
        return OverlayReading(FactOverlay(edition=edition), (), Places())
    tree = read_tree(file)
    places = Places({route: (str(file), line) for route, line in tree.lines.items()})
    if tree.problems or not isinstance(tree.data, dict):
        return OverlayReading(None, tuple(tree.problems), places)
    try:
        overlay = FactOverlay.model_validate(tree.data)
    except ValidationError as error:
        findings = (_as_ours(finding) for finding in explain(error, tree.data))
        return OverlayReading(None, tuple(map(places.tell, findings)), places)
    if overlay.edition != edition:
        wrong = problem_in_file("OTHER_EDITION", file, 1, text=overlay.edition, wanted=edition)
        return OverlayReading(None, (wrong,), places)
    return OverlayReading(overlay, (), places)


def _as_ours(finding: Finding) -> Finding:
    return replace(finding, code="FORM_UNKNOWN") if finding.code == "KIND_UNKNOWN" else finding


@lru_cache(maxsize=32)
def _load(file: Path, edition: str, _stamp: int) -> FactOverlay:
    reading = read_fact_overlay(file, edition)
    if reading.overlay is None:
        raise EditionError(reading.problems)
    return reading.overlay
