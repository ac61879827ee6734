"""Numbers that fall into bands: a measured value, a count, the filled rows of a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import Band, BandsRule, CountRule, MatrixRule
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Counted, Measured, Rows
from paripurna.core.scoring.kinds.contract import Kind, Refused, require_number
from paripurna.core.scoring.result import Step
from paripurna.core.scoring.sentences import say

IN_BAND = Text(
    id="{value} {unit} berada pada rentang {band}: bernilai {points} dari maksimum {maximum}.",
    en="{value} {unit} lies in the band {band}: worth {points} of at most {maximum}.",
)
ROWS_COUNTED = Text(
    id="{complete} dari {rows} baris terisi lengkap dan dihitung.",
    en="{complete} of {rows} rows are complete and counted.",
)
FROM = Text(id="{sign} {low}", en="{sign} {low}")
BETWEEN = Text(id="{low_sign} {low} dan {high_sign} {high}", en="{low_sign} {low} and {high_sign} {high}")
ANY = Text(id="berapa pun", en="any number")
ROW = Text(id="baris", en="rows")


def get_band(bands: Sequence[Band], value: Decimal, field: str) -> Band:
    """This function will return the band that holds `value`, or raise `Refused` when none does."""
    for band in bands:
        if band.holds(value):
            return band
    raise Refused(field, "outside_bands", found=value)


def describe_band(band: Band) -> Text:
    """This function will return the limits of a band in words: "≥ 50 and < 75"."""
    low_sign, high_sign = "≥" if band.low_included else ">", "≤" if band.high_included else "<"
    if band.low is None and band.high is None:
        return ANY
    if band.low is None:
        return say(FROM, {"sign": high_sign, "low": band.high})
    if band.high is None:
        return say(FROM, {"sign": low_sign, "low": band.low})
    return say(BETWEEN, {"low_sign": low_sign, "low": band.low, "high_sign": high_sign, "high": band.high})


def build_band_step(band: Band, value: Decimal, unit: str | Text, question: Question) -> Step:
    """This function will return the line that says which band held the value and what it is worth."""
    values = {
        "value": value,
        "unit": unit,
        "band": describe_band(band),
        "points": band.points,
        "maximum": question.max_points,
    }
    return Step(IN_BAND, values, band.points)


def _measure(rule: BandsRule, answer: Measured) -> Band:
    return get_band(rule.bands, require_number(answer.value, "value"), "value")


def _measured_points(rule: BandsRule, _question: Question, answer: Measured) -> Decimal:
    return _measure(rule, answer).points


def _measured_steps(rule: BandsRule, question: Question, answer: Measured) -> tuple[Step, ...]:
    return (build_band_step(_measure(rule, answer), answer.value, rule.unit, question),)


def _count(rule: CountRule, answer: Counted) -> Band:
    if type(answer.count) is not int or answer.count < 0:
        raise Refused("count", "not_a_count")
    return get_band(rule.bands, Decimal(answer.count), "count")


def _counted_points(rule: CountRule, _question: Question, answer: Counted) -> Decimal:
    return _count(rule, answer).points


def _counted_steps(rule: CountRule, question: Question, answer: Counted) -> tuple[Step, ...]:
    return (build_band_step(_count(rule, answer), Decimal(answer.count), rule.unit, question),)


def count_complete_rows(rule: MatrixRule, answer: Rows) -> int:
    """This function will return how many rows have every required column filled, or any column when none is required."""
    required = [column.code for column in rule.columns if column.required]
    anything = [column.code for column in rule.columns]
    if required:
        return sum(all(row.get(code, "").strip() for code in required) for row in answer.rows)
    return sum(any(row.get(code, "").strip() for code in anything) for row in answer.rows)


def _matrix_points(rule: MatrixRule, _question: Question, answer: Rows) -> Decimal:
    return get_band(rule.bands, Decimal(count_complete_rows(rule, answer)), "rows").points


def _matrix_steps(rule: MatrixRule, question: Question, answer: Rows) -> tuple[Step, ...]:
    complete = Decimal(count_complete_rows(rule, answer))
    band = get_band(rule.bands, complete, "rows")
    counted = Step(ROWS_COUNTED, {"complete": complete, "rows": len(answer.rows)})
    return counted, build_band_step(band, complete, ROW, question)


BANDS = Kind(Measured, _measured_points, _measured_steps)
COUNT = Kind(Counted, _counted_points, _counted_steps)
MATRIX = Kind(Rows, _matrix_points, _matrix_steps)
