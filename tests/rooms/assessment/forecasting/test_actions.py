"""Forecasts are made when claims have changed, and the last of each day is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.jobs.running import execute
from paripurna.platform.jobs.types import State
from paripurna.rooms.assessment import actions as rounds
from paripurna.rooms.assessment.forecasting import actions
from paripurna.rooms.assessment.forecasting.types import CannotForecast
from paripurna.rooms.assessment.jobs import link_forecast
from paripurna.rooms.assessment.models import StoredForecast
from paripurna.rooms.assessment.queries import find_forecast, list_forecasts
from paripurna.rooms.assessment.types import RoundNotRunning
from paripurna.rooms.sheets import bulk
from paripurna.rooms.sheets.types import MarkDraft
from tests.factories.sheets import FILLED, NOW, build_edition, fill
from tests.factories.sheets import make_round as make_small_round

DAY = timedelta(days=1)


class TestBeginForecast:
    def test_has_a_worker_forecast_the_round(self, small, secretary):
        progress = actions.begin_forecast(round=small, by=secretary, at=NOW)

        execute(actions.FORECAST, str(progress.pk), {"round": small.pk}, in_place=True)

        progress.refresh_from_db()
        assert progress.state == State.DONE
        assert link_forecast(progress.result).url.endswith(str(small.code))
        assert find_forecast(small).claimed == Decimal(73)
        assert Event.objects.filter(verb="assessment.forecast_begun").count() == 1

    def test_is_for_who_runs_the_round(self, small, officer):
        with pytest.raises(NotAllowed):
            actions.begin_forecast(round=small, by=officer, at=NOW)


class TestMakeForecast:
    def test_keeps_everything_that_came_of_it(self, small):
        kept = actions.make_forecast(round=small, at=NOW)

        found = find_forecast(small)
        assert found == kept
        assert found.claimed == Decimal(73)
        assert found.low < found.mean < found.claimed
        assert found.parsed.forecast.spread.mean == found.mean
        assert {claim.question for claim in found.parsed_inputs.claims} == set(FILLED)
        assert sum(by_rule for _code, _points, by_rule in found.grades) == pytest.approx(1)
        assert (found.target, found.parsed.target_chance) == ("utama", pytest.approx(found.target_chance))

    def test_keeps_the_last_of_each_day(self, small):
        for at in (NOW, NOW + timedelta(hours=1), NOW + DAY):
            actions.make_forecast(round=small, at=at)

        assert [found.made_at for found in list_forecasts(small)] == [NOW + timedelta(hours=1), NOW + DAY]

    def test_refuses_a_finished_round(self, small):
        rounds.finish_round(round=small, by=None, at=NOW)

        with pytest.raises(RoundNotRunning):
            actions.make_forecast(round=small, at=NOW)

    def test_refuses_an_instrument_whose_points_are_weighed(self, city):
        weighed = make_small_round(city, edition=build_edition(combination="WEIGHTED"))

        with pytest.raises(CannotForecast):
            actions.make_forecast(round=weighed, at=NOW)
        assert actions.make_forecasts(at=NOW) == 0


class TestMakeForecasts:
    def test_makes_one_only_where_claims_have_changed(self, small, secretary):
        assert actions.make_forecasts(at=NOW) == 1
        assert actions.make_forecasts(at=NOW + DAY) == 0

        fill(small.sheet, "2.4", by=secretary, data={"value": "20"})

        assert actions.make_forecasts(at=NOW + DAY) == 1

    def test_looks_back_once_at_a_finished_round_whose_outcome_is_known(self, small):
        marks = [MarkDraft("1.1", Decimal(4))]
        bulk.import_contents(sheet=small.sheet, marks={"va": marks}, by=None, at=NOW)
        rounds.finish_round(round=small, by=None, at=NOW)

        assert actions.make_forecasts(at=NOW) == 1
        assert actions.make_forecasts(at=NOW) == 0

        hindcast = StoredForecast.objects.get()
        assert hindcast.is_hindcast
        assert hindcast.claimed == Decimal(73)  # what was claimed, and not what was left of it
        assert find_forecast(small) is None
