"""The answer kinds: how an answer becomes points.

A rule is data. It never names a question, and its points are `Decimal` in the points of the question that carries it
(0 ≤ points ≤ the question's maximum). `core.scoring` applies it; this module only says what a rule may hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from paripurna.core.instrument.text import Label, Part, Standing, Text

Points = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]
Number = Annotated[Decimal, Field(allow_inf_nan=False)]


class RuleBase(Part):
    """What every rule says of itself; `name` is what people call this kind of answer."""

    name: ClassVar[Text]
    standing: Standing = Standing.UNKNOWN
    source: str = ""  # key of `Edition.sources`, or several joined by "+"
    note: Label | None = None  # why it is inferred, what was observed


class Option(Part):
    """One way to answer a choice."""

    code: str
    label: Label
    points: Points


class ChoiceRule(RuleBase):
    """Exactly one of the options."""

    name: ClassVar[Text] = Text(id="pilihan", en="choice")
    kind: Literal["choice"] = "choice"
    options: tuple[Option, ...]


class Item(Part):
    """One component of a checklist. A missing mandatory item fails the whole question."""

    code: str
    label: Label
    points: Points
    mandatory: bool = False


class ChecklistRule(RuleBase):
    """Points of the ticked items are added and cut at `cap` (the question's maximum when absent)."""

    name: ClassVar[Text] = Text(id="daftar periksa", en="checklist")
    kind: Literal["checklist"] = "checklist"
    items: tuple[Item, ...]
    cap: Points | None = None


class Band(Part):
    """A range of numbers worth `points`. No `low` or `high` means open to that side.

    Half-open by default: low ≤ x < high; `low_included` and `high_included` say otherwise.
    """

    low: Number | None = None
    high: Number | None = None
    low_included: bool = True
    high_included: bool = False
    points: Points

    def holds(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (self.low_included and value == self.low)
        below = self.high is None or value < self.high or (self.high_included and value == self.high)
        return above and below


class BandsRule(RuleBase):
    """A single number (in `unit`) falls into a band."""

    name: ClassVar[Text] = Text(id="angka dalam rentang", en="number in bands")
    kind: Literal["bands"] = "bands"
    unit: str = ""
    bands: tuple[Band, ...]


class LinearRule(RuleBase):
    """Points grow linearly from 0 at `zero_at` to the maximum at `full_at`, cut at both ends.

    Reversed questions (less is better) have `full_at` < `zero_at`.
    """

    name: ClassVar[Text] = Text(id="angka di antara dua batas", en="number between two limits")
    kind: Literal["linear"] = "linear"
    unit: str = ""
    zero_at: Number
    full_at: Number


class RatioRule(RuleBase):
    """Numerator ÷ denominator × 100 falls into a band, or, with `zero_at` and `full_at`, earns linear points."""

    name: ClassVar[Text] = Text(id="perbandingan", en="share")
    kind: Literal["ratio"] = "ratio"
    numerator: Label | None = None
    denominator: Label | None = None
    bands: tuple[Band, ...] = ()
    zero_at: Number | None = None
    full_at: Number | None = None


class TrendRule(RuleBase):
    """This period's figure against the earlier one, or against `reference`.

    `improved` also when equal or better than the reference, where the answer or the rule gives one; `steady` when
    nothing changed.
    What "better" means follows the question's polarity.
    """

    name: ClassVar[Text] = Text(id="perubahan antarwaktu", en="change over time")
    kind: Literal["trend"] = "trend"
    unit: str = ""
    improved: Points
    steady: Points
    worsened: Points
    reference: Number | None = None
    reference_label: Label | None = None


class CountRule(RuleBase):
    """A whole number ≥ 0 falls into a band."""

    name: ClassVar[Text] = Text(id="jumlah", en="count")
    kind: Literal["count"] = "count"
    unit: str = ""
    bands: tuple[Band, ...]


class Column(Part):
    """A column of a matrix answer."""

    code: str
    label: Label
    required: bool = False


class MatrixRule(RuleBase):
    """Rows with every required column filled are counted, and the count falls into a band."""

    name: ClassVar[Text] = Text(id="daftar baris", en="list of rows")
    kind: Literal["matrix"] = "matrix"
    columns: tuple[Column, ...]
    bands: tuple[Band, ...]


class FreeRule(RuleBase):
    """A free mark from 0 to the question's maximum: for questions whose steps are not known."""

    name: ClassVar[Text] = Text(id="nilai bebas", en="free mark")
    kind: Literal["free"] = "free"


Rule = Annotated[
    ChoiceRule | ChecklistRule | BandsRule | LinearRule | RatioRule | TrendRule | CountRule | MatrixRule | FreeRule,
    Field(discriminator="kind"),
]
RULES: Mapping[str, type[RuleBase]] = {rule.model_fields["kind"].default: rule for rule in get_args(get_args(Rule)[0])}
"""Every kind of answer by its code."""
