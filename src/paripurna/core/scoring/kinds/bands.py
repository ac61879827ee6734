"""Numbers that fall into bands: a measured value, a count, the filled rows of a matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import Band, BandsRule, CountRule, MatrixRule
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Counted, Measured, Rows
from paripurna.core.scoring.kinds.contract import Kind, Refused, Worth, limit, require_number, told_by
from paripurna.core.scoring.result import Step
from paripurna.core.scoring.sentences import Amount, format_number

IN_BAND = Text(
    id="{value} berada pada rentang {band}: bernilai {points} dari maksimum {maximum}.",
    en="{value} lies in the band {band}: worth {points} of at most {maximum}.",
)
ROWS_COUNTED = Text(
    id="{complete} dari {rows} baris terisi lengkap dan dihitung.",
    en="{complete} of {rows} rows are complete and counted.",
)
AND = Text(id=" dan ", en=" and ")
ANY = Text(id="berapa pun", en="any number")
ROW = Text(id="baris", en="rows")


def prepare_bands(bands: Sequence[Band], question: Question, field: str) -> Callable[[Decimal], int]:
    """This function will return a function from a number to the hundredths of its band; it raises `Refused` outside."""
    worth = [(*_read_limits(band), limit(band.points, question)) for band in bands]

    def find(value: Decimal) -> int:
        for low, high, low_included, high_included, hundredths in worth:
            above = low is None or value > low or (low_included and value == low)
            if above and (high is None or value < high or (high_included and value == high)):
                return hundredths
        raise Refused(field, "outside_bands", found=value)

    return find


def _read_limits(band: Band) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """The limits of a band, quicker to ask than the band."""
    return band.low, band.high, band.low_included, band.high_included


def get_band(bands: Sequence[Band], value: Decimal) -> Band:
    """This function will return the band that holds `value`, for a value that was not refused."""
    return next(band for band in bands if band.holds(value))


@dataclass(frozen=True, slots=True)
class BandLimits:
    """The limits of a band in words, written when somebody reads them: "≥ 50 and < 75"."""

    band: Band

    def in_language(self, language: str) -> str:
        """This function will return the limits in `language`."""
        band = self.band
        low = None if band.low is None else f"{'≥' if band.low_included else '>'} {format_number(band.low, language)}"
        high = (
            None if band.high is None else f"{'≤' if band.high_included else '<'} {format_number(band.high, language)}"
        )
        return AND.in_language(language).join(filter(None, (low, high))) or ANY.in_language(language)


def build_band_step(band: Band, value: Decimal, unit: str | Text, question: Question) -> Step:
    """This function will return the line that says which band held the value and what it is worth."""
    values = {
        "value": Amount(value, unit),
        "band": BandLimits(band),
        "points": band.points,
        "maximum": question.max_points,
    }
    return Step(IN_BAND, values, band.points)


def _prepare_measured(rule: BandsRule, question: Question) -> Worth:
    find = prepare_bands(rule.bands, question, "value")

    def measure(answer: Measured) -> int:
        return find(require_number(answer.value, "value"))

    return measure


def _measured_steps(rule: BandsRule, question: Question, answer: Measured) -> tuple[Step, ...]:
    return (build_band_step(get_band(rule.bands, answer.value), answer.value, rule.unit, question),)


def _prepare_counted(rule: CountRule, question: Question) -> Worth:
    find = prepare_bands(rule.bands, question, "count")

    def count(answer: Counted) -> int:
        if type(answer.count) is not int or answer.count < 0:
            raise Refused("count", "not_a_count")
        return find(Decimal(answer.count))

    return count


def _counted_steps(rule: CountRule, question: Question, answer: Counted) -> tuple[Step, ...]:
    count = Decimal(answer.count)
    return (build_band_step(get_band(rule.bands, count), count, rule.unit, question),)


def _prepare_matrix(rule: MatrixRule, question: Question) -> Worth:
    find, is_complete = prepare_bands(rule.bands, question, "rows"), _prepare_row(rule)

    def count(answer: Rows) -> int:
        return find(Decimal(sum(map(is_complete, answer.rows))))

    return count


def _prepare_row(rule: MatrixRule) -> Callable[[Mapping[str, str]], bool]:
    """A row counts with every required column filled; with any column, where none is required."""
    required = [column.code for column in rule.columns if column.required]
    known = [column.code for column in rule.columns]

    def has_all(row: Mapping[str, str]) -> bool:
        for code in required:  # noqa: SIM110 — a generator takes twice the time, and matrices have many rows
            if not row.get(code, "").strip():
                return False
        return True

    def has_any(row: Mapping[str, str]) -> bool:
        return any(row.get(code, "").strip() for code in known)

    return has_all if required else has_any


def _matrix_steps(rule: MatrixRule, question: Question, answer: Rows) -> tuple[Step, ...]:
    complete = Decimal(sum(map(_prepare_row(rule), answer.rows)))
    counted = Step(ROWS_COUNTED, {"complete": complete, "rows": len(answer.rows)})
    return counted, build_band_step(get_band(rule.bands, complete), complete, ROW, question)


BANDS = Kind(Measured, _prepare_measured, told_by(_measured_steps))
COUNT = Kind(Counted, _prepare_counted, told_by(_counted_steps))
MATRIX = Kind(Rows, _prepare_matrix, told_by(_matrix_steps))
