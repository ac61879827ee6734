"""*Prakiraan*: what a stored forecast says, in plain values. One row of the database, and nothing is worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from paripurna.core.forecast import CheckWorth, Forecast, GradeChance, StrandForecast
from paripurna.core.forecast.types import ENOUGH_PAIRS
from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.grades import find_grade, list_grades
from paripurna.platform.ui.ruler import Ruler, percent, position
from paripurna.rooms.assessment.forecasting.curve import Curve, draw_curve
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.queries import list_forecasts
from paripurna.rooms.assessment.forecasting.ruler import build_forecast_ruler
from paripurna.rooms.assessment.forecasting.types import HIGH, LOW
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets.queries import edition_of

BEST_CHECKS = 10
A_WEEK = timedelta(days=7)
SHOWN_DAYS = timedelta(days=91)
EVEN = 1e-9


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One grade. `share` is the chance of its points, as wide as a bar."""

    label: str
    by_points: float
    by_rule: float
    share: str


@dataclass(frozen=True, slots=True)
class StrandLine:
    """One strand, with its claim, its mean and its interval on its own scale; `hue` is 1–7 by its place in the edition."""

    hue: int
    label: str
    maximum: Decimal
    claimed: Decimal
    mean: Decimal
    low: Decimal
    high: Decimal
    low_at: str
    width: str
    mean_at: str
    claimed_at: str


@dataclass(frozen=True, slots=True)
class WorthLine:
    """What checking one question adds to the chance of the target."""

    worth: CheckWorth
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """The forecast of one day, and the grade that its chance is of."""

    stored: StoredForecast
    target: str


@dataclass(frozen=True)
class ForecastPage:
    round: Round
    stored: StoredForecast
    edition: Edition
    days: tuple[StoredForecast, ...]  # the last three months, the oldest first
    ruler: Ruler

    @property
    def forecast(self) -> Forecast:
        return self.stored.parsed.forecast

    @cached_property
    def curve(self) -> Curve:
        return draw_curve(self.edition, self.forecast)

    @property
    def loss(self) -> Decimal:
        return self.stored.claimed - self.stored.mean

    @cached_property
    def grades(self) -> tuple[GradeLine, ...]:
        labels = name_grades(self.edition)
        return tuple(_grade_line(grade, labels[grade.code], self.stored.target) for grade in self.forecast.grades)

    @property
    def has_rule(self) -> bool:
        """The edition demands more than points, and that makes a difference here."""
        return any(abs(grade.by_points - grade.by_rule) > EVEN for grade in self.grades)

    @property
    def target(self) -> str:
        return name_grades(self.edition)[self.stored.target]

    @property
    def top(self) -> GradeLine:
        return self.grades[-1]

    @property
    def is_target_top(self) -> bool:
        return self.stored.target == self.forecast.grades[-1].code

    @property
    def is_top_claimed(self) -> bool:
        """What is claimed would earn the highest grade if nothing were lost."""
        return find_grade(self.edition, self.stored.claimed).code == self.forecast.grades[-1].code

    @cached_property
    def strands(self) -> tuple[StrandLine, ...]:
        pairs = zip(self.edition.strands, self.forecast.strands, strict=True)
        return tuple(
            _strand_line(hue, strand.label.in_language(language()), strand.max_points, found)
            for hue, (strand, found) in enumerate(pairs, start=1)
        )

    @cached_property
    def worths(self) -> tuple[WorthLine, ...]:
        return tuple(self._list_worths())

    @property
    def try_query(self) -> str:
        """The best checks as a what-if."""
        return "&".join(f"soal={line.worth.question}" for line in self.worths)

    @property
    def exact_pairs(self) -> int:
        return sum(each.pair.is_exact for each in self.stored.parsed.left_out)

    @property
    def is_sufficient(self) -> bool:
        return self.exact_pairs >= ENOUGH_PAIRS

    @property
    def week_before(self) -> StoredForecast | None:
        """What was foretold a week before this forecast."""
        then = [day for day in self.days if day.made_on <= self.stored.made_on - A_WEEK]
        return then[-1] if then else None

    @property
    def week_change(self) -> Decimal | None:
        return self.stored.mean - self.week_before.mean if self.week_before else None

    @property
    def shown_days(self) -> list[DayLine]:
        """The newest day first."""
        labels = name_grades(self.edition)
        return [DayLine(day, labels.get(day.target, day.target)) for day in reversed(self.days)]

    @property
    def means(self) -> list[Decimal]:
        return [day.mean for day in self.days]

    def _list_worths(self) -> Iterator[WorthLine]:
        for worth in self.stored.parsed.worths[:BEST_CHECKS]:
            label = self.edition.question_by_number[worth.question].label.in_language(language())
            yield WorthLine(worth, label, question_url(self.round, worth.question))


def build_forecast_page(round: Round, stored: StoredForecast, *, today: date) -> ForecastPage:
    """This function will put the page together: two more statements, for the totals and the forecasts of the days before."""
    days = tuple(list_forecasts(round, since=today - SHOWN_DAYS))
    return ForecastPage(round, stored, edition_of(round.sheet), days, build_forecast_ruler(round, stored))


def name_grades(edition: Edition) -> dict[str, str]:
    """This function will return the labels of the grades by code."""
    return {grade.code: grade.label.in_language(language()) for grade in list_grades(edition)}


def question_url(round: Round, number: str) -> str:
    place = {"city": round.city.slug, "code": round.sheet.code, "question": number}
    return reverse("sheets:question", kwargs=place)


def _grade_line(grade: GradeChance, label: str, target: str) -> GradeLine:
    share = percent(position(Decimal(str(round(grade.by_points, 6))), Decimal(1)))
    return GradeLine(label, grade.by_points, grade.by_rule, share)


def _strand_line(hue: int, label: str, maximum: Decimal, found: StrandForecast) -> StrandLine:
    low, high = found.spread.quantiles[LOW], found.spread.quantiles[HIGH]
    start = position(low, maximum)
    return StrandLine(
        hue=hue,
        label=label,
        maximum=maximum,
        claimed=found.claimed,
        mean=found.spread.mean,
        low=low,
        high=high,
        low_at=percent(start),
        width=percent(position(high, maximum) - start),
        mean_at=percent(position(found.spread.mean, maximum)),
        claimed_at=percent(position(found.claimed, maximum)),
    )
