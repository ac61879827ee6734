"""What the API hands out about facts."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Field, Schema


class FactPartOut(Schema):
    """One fact: of the period, of an earlier one (`earlier`), or of an item of a checklist (its code)."""

    part: str
    params: dict[str, Any]
    value: Decimal | None = Field(description="A count, a share from 0 to 1, or a figure; null when nothing is known")
    numerator: Decimal | None
    denominator: Decimal | None
    row_count: int
    as_of: datetime | None = Field(description="The last change of a row behind it")
    is_example: bool


class FactOut(Schema):
    """A question that a register answers, beside what is recorded of it."""

    question: str
    source: str
    facts: list[FactPartOut]
    answer: dict[str, Any] = Field(description="What the facts give, in the form of the question; empty: nothing known")
    points: Decimal | None = Field(description="What that answer would earn by the rule")
    maximum: Decimal
    recorded: dict[str, Any]
    recorded_points: Decimal
    state: str
    agreement: str = Field(description="SAME, DIFFERENT, UNANSWERED, or UNKNOWN when no register knows anything")
    differs: bool
    has_moved: bool = Field(description="True when registers changed after the facts were kept with the answer")


class FactColumnOut(Schema):
    code: str
    label: str


class FactRowsPartOut(Schema):
    part: str
    starts_on: date
    ends_on: date
    columns: list[FactColumnOut]
    rows: list[list[str | None]]
    digest: str = Field(description="SHA-256 of the rows: another one, other rows")


class FactRowsOut(Schema):
    """The rows behind the facts of a question, never with a name of a person."""

    question: str
    source: str
    parts: list[FactRowsPartOut]
