"""An edition of an instrument, as data: the national form, a village checklist or a facility standard alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from paripurna.core.instrument.rules import Points, Rule
from paripurna.core.instrument.text import Label, Part, Standing


class Polarity(StrEnum):
    """Which way is better."""

    MORE_IS_BETTER = "MORE_IS_BETTER"
    LESS_IS_BETTER = "LESS_IS_BETTER"


class Combination(StrEnum):
    """How the parts make the whole."""

    SUM = "SUM"  # points are added
    WEIGHTED = "WEIGHTED"  # won ÷ maximum × weight, per strand; weights add up to the scale's maximum


class Source(Part):
    """Where a fact of the edition comes from."""

    code: str
    text: str


class Role(Part):
    """An office that answers, in general terms; each city maps it to an agency of its own."""

    code: str
    label: Label


class EvidenceKind(Part):
    """A kind of proof that a question may ask for."""

    code: str
    label: Label


class Theme(Part):
    """What a question is about across indicators: regulation, budget, trained staff, partnership, innovation, …"""

    code: str
    label: Label
    move: bool = False  # one of the five moves that repeat in every indicator


class Grade(Part):
    """A predicate and its band of totals; half-open at the ends that are not included.

    `low` and `high` are on the edition's scale. The bands of an edition cover 0 … maximum without gap or overlap.
    """

    code: str
    label: Label
    low: Points
    high: Points
    low_included: bool = False
    high_included: bool = True
    awarded: bool = True  # False for "no predicate"
    standing: Standing = Standing.OFFICIAL  # of the limits, the treatment of fractions among them
    source: str = ""
    note: Label | None = None

    def holds(self, total: Decimal) -> bool:
        above = total > self.low or (self.low_included and total == self.low)
        below = total < self.high or (self.high_included and total == self.high)
        return above and below


class Stage(Part):
    """A stage of a round. `marks` says whether points are given there."""

    code: str
    label: Label
    actor: Label | None = None
    output: Label | None = None
    marks: bool = True
    internal: bool = False  # the check inside the city is ours, not the ministry's
    standing: Standing = Standing.OFFICIAL
    source: str = ""


class Applicability(Part):
    """To whom a question applies; empty lists mean everyone."""

    region_types: tuple[Literal["kota", "kabupaten"], ...] = ()
    remote: bool | None = None  # True: only 3T regions; False: only others; None: both


class Gate(Part):
    """Points of this part count only if another question earned at least `at_least` points."""

    question: str
    at_least: Points


class AnomalyKind(StrEnum):
    """What contradicts what."""

    MAXIMA = "MAXIMA"  # the children's maxima do not add up to the parent's: the checker warns instead of refusing
    RECORDED = "RECORDED"  # a total written in the source against the sum of its parts
    TEXT = "TEXT"  # a wording that is lost, repeated or cut off


class Anomaly(Part):
    """A contradiction in the source that the edition declares: it warns and does not block."""

    code: str
    kind: AnomalyKind = AnomalyKind.TEXT
    text: Label
    source: str = ""


class Question(Part):
    """The smallest scored part. `number` is unique within the edition, as printed on the form ("1.2za", "21A.4a")."""

    number: str
    label: Label
    theme: str = ""
    max_points: Points
    rule: Rule
    polarity: Polarity = Polarity.MORE_IS_BETTER
    roles: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    attachment_required: bool = False
    mandatory: bool = False  # zero points here fails the whole edition
    mandatory_points: Points | None = None  # fewer points than this fails the whole edition
    applies_to: Applicability = Applicability()
    gate: Gate | None = None
    linked_indicator: str | None = None
    feeds: tuple[
        Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*:\S+$")], ...
    ] = ()  # "kla-2024:26.2": another edition's
    level: str | None = None
    standing: Standing = Standing.OFFICIAL  # of the text and the maximum, not of the rule
    source: str = ""
    anomalies: tuple[Anomaly, ...] = ()


class Indicator(Part):
    """A scored row of the form; its points are capped at `max_points` and the overflow is reported."""

    number: str
    label: Label
    max_points: Points
    questions: tuple[Question, ...]
    mandatory_points: Points | None = None  # fewer points than this fails the whole edition
    standing: Standing = Standing.OFFICIAL
    source: str = ""
    anomalies: tuple[Anomaly, ...] = ()


class Strand(Part):
    """A first-level part: Kelembagaan, the five clusters, Kelana-Dekela; or a component of a facility standard."""

    code: str
    label: Label
    max_points: Points
    indicators: tuple[Indicator, ...]
    weight: Points | None = None  # only when the edition is WEIGHTED
    cluster: str = ""  # glossary code: institutions, civil_rights, family_care, …
    standing: Standing = Standing.OFFICIAL
    source: str = ""
    anomalies: tuple[Anomaly, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for indicator in self.indicators for question in indicator.questions)


class Edition(Part):
    """A dated, immutable version of an instrument. `hash` is over its canonical JSON (see `canonical.py`)."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*(\+[a-z0-9.-]+)?$")]
    title: Label
    subject_kind: str  # "city", "kelurahan", "school", …
    standing: Standing
    issued_on: date | None = None
    note: Label | None = None
    max_points: Points
    combination: Combination = Combination.SUM
    grades: tuple[Grade, ...]
    failed_grade: str | None = None  # the grade when something mandatory is missing, whatever the score
    stages: tuple[Stage, ...] = ()
    roles: tuple[Role, ...] = ()
    evidence_kinds: tuple[EvidenceKind, ...] = ()
    themes: tuple[Theme, ...] = ()
    sources: tuple[Source, ...] = ()
    strands: tuple[Strand, ...]
    anomalies: tuple[Anomaly, ...] = ()

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for strand in self.strands for question in strand.questions)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(indicator for strand in self.strands for indicator in strand.indicators)

    @cached_property
    def question_by_number(self) -> dict[str, Question]:
        return {question.number: question for question in self.questions}

    @property
    def reference(self) -> str:
        """`id@version`: how a round names the edition that it is pinned to."""
        return f"{self.id}@{self.version}"
