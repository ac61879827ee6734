"""What the API hands out about rounds. Points are text with two decimals ("766.50"), so that nothing is rounded on the way."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Field, Schema

from paripurna.platform.access.programs import Problem


class StageOut(Schema):
    code: str
    label: str
    starts_on: date | None
    ends_on: date | None
    gives_marks: bool
    is_frozen: bool
    total: Decimal | None = None
    grade: str | None = None
    mark_count: int = 0


class RoundOut(Schema):
    """A round in the list."""

    code: str
    label: str
    year: int
    state: str
    edition: str = Field(description="The edition the round is pinned to, as id@version")
    edition_hash: str
    is_example: bool = Field(description="True when the answers are invented")


class RoundDetailOut(RoundOut):
    city: str
    revision: int
    stages: list[StageOut]


class PartOut(Schema):
    number: str
    label: str
    points: Decimal
    maximum: Decimal
    lost: Decimal
    unanswered: Decimal
    overflow: Decimal


class ContradictionOut(Schema):
    kind: str
    place: str
    expected: Decimal | None
    found: Decimal | None
    declared: bool = Field(description="True when the edition itself declares this anomaly")
    sentence: str


class QuestionScoreOut(Schema):
    number: str
    points: Decimal
    maximum: Decimal
    basis: str
    standing: str


class ScoreOut(Schema):
    """A total with everything that it is made of."""

    stage: str
    revision: int
    total: Decimal
    maximum: Decimal
    grade: str
    grade_label: str
    next_grade: str | None
    distance: Decimal | None
    strands: list[PartOut]
    indicators: list[PartOut]
    questions: list[QuestionScoreOut]
    contradictions: list[ContradictionOut]


class MarkOut(Schema):
    stage: str
    points: Decimal
    reason: str
    marked_at: datetime


class AnswerOut(Schema):
    """An answer; `ETag` holds its revision."""

    question: str
    state: str
    data: dict[str, Any]
    note: str
    revision: int
    points: Decimal
    maximum: Decimal
    marks: list[MarkOut]


class TheirAnswerOut(Schema):
    question: str
    state: str
    data: dict[str, Any]
    note: str
    revision: int


class ConflictProblem(Problem):
    """Someone else changed the answer: here is theirs, with the revision to send as If-Match next."""

    theirs: TheirAnswerOut


class AnswerIn(Schema):
    """What to save. Send the revision that you saw as `If-Match: "3"`, `"0"` when there was nothing."""

    data: dict[str, Any] = Field(description="The answer in the form of its kind; an empty object takes it away")
    note: str = ""


class GapOut(Schema):
    question: str
    label: str
    strand: str
    kind: str
    points: Decimal
    won: Decimal
    agencies: list[str]
    reason: str


class EditionOut(Schema):
    id: str
    version: str
    reference: str
    title: str
    standing: str
    question_count: int
    maximum: Decimal
    hash: str
