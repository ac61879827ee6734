"""The pages of the forecast: what they say, and what they ask of the database."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.core.forecast import CheckState, ProofLevel
from paripurna.platform.jobs.models import Progress
from paripurna.rooms.assessment import actions as rounds
from paripurna.rooms.assessment.forecasting import actions
from paripurna.rooms.assessment.forecasting.calibration import build_calibration_page
from paripurna.rooms.assessment.forecasting.what_if import MOST_QUESTIONS, build_what_if
from paripurna.rooms.assessment.forecasting.wording import say_chance
from paripurna.rooms.sheets import bulk
from paripurna.rooms.sheets.types import MarkDraft
from tests.factories.sheets import FILLED, NOW, fill
from tests.factories.sheets import make_round as make_small_round

PAGES = ("forecast", "forecast_questions", "forecast_what_if", "forecast_calibration")


def address(name, **more):
    return reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **more})


@pytest.fixture
def stored(small):
    return actions.make_forecast(round=small, at=NOW)


@pytest.fixture
def at_desk(client, secretary):
    client.force_login(secretary)
    return client


def try_out(stored, rf, **query):
    return build_what_if(stored.round, stored, rf.get("/", query).GET)


class TestPages:
    @pytest.mark.parametrize("name", PAGES)
    def test_say_that_nothing_is_forecast_yet(self, at_desk, small, name):
        page = at_desk.get(address(name))

        assert "Belum ada prakiraan" in page.content.decode()

    @pytest.mark.parametrize("name", PAGES)
    def test_ask_few_statements_of_the_stored_forecast(self, at_desk, stored, name, django_assert_max_num_queries):
        at_desk.get(address(name))

        with django_assert_max_num_queries(14):
            page = at_desk.get(address(name))

        assert page.status_code == 200
        assert "disimpulkan" in page.content.decode()

    def test_show_expected_points_interval_and_chances(self, at_desk, stored):
        page = at_desk.get(address("forecast")).context["page"]

        assert page.ruler.markers[-1].low < page.ruler.markers[-1].value < page.ruler.markers[-1].high
        assert sum(grade.by_points for grade in page.grades) == pytest.approx(1)
        assert [strand.claimed for strand in page.strands] == [Decimal(33), Decimal(40)]
        assert page.worths[0].worth.gain_an_hour >= page.worths[-1].worth.gain_an_hour
        assert page.week_change is None

    def test_tell_what_has_changed_since_last_week(self, at_desk, small, stored):
        type(stored).objects.update(made_on=stored.made_on.replace(day=1), mean=stored.mean - 2)
        actions.make_forecast(round=small, at=NOW)

        page = at_desk.get(address("forecast")).context["page"]

        assert page.week_change == 2

    def test_let_who_runs_the_round_have_it_made_anew(self, at_desk, small):
        answer = at_desk.post(address("forecast_make"))

        place = {"city": "balikpapan", "progress_id": Progress.objects.get().pk}
        assert answer.url == reverse("jobs:progress_detail", kwargs=place)

    def test_stand_on_the_home_page_and_on_the_ruler_of_the_round(self, at_desk, small, stored):
        home = at_desk.get(address("home"))
        detail = at_desk.get(address("round", code=small.code))

        assert home.context["overview"].forecast.stored == stored
        assert detail.context["page"].ruler.markers[-1].value == stored.mean
        assert "Prakiraan nilai verifikasi" in home.content.decode()

    def test_stand_in_the_panel_of_a_claimed_question(self, at_desk, small, stored):
        place = {"city": "balikpapan", "code": small.sheet.code, "question": "1.1"}

        page = at_desk.get(reverse("sheets:question", kwargs=place)).content.decode()

        assert f"{address('forecast_what_if')}?soal=1.1" in page


class TestQuestions:
    def test_are_sorted_and_filtered_as_the_address_says(self, at_desk, stored):
        every = at_desk.get(address("forecast_questions")).context["page"]
        some = at_desk.get(address("forecast_questions"), {"klaster": "klaster1", "urut": "-klaim"}).context["page"]

        assert every.count == len(FILLED)
        assert every.loss_share == pytest.approx(1)
        assert [line.number for line in some.page][:1] == ["2.4"]
        assert {line.number[0] for line in some.page} == {"2"}

    def test_leave_the_house_as_they_are_shown(self, at_desk, stored):
        sent = at_desk.get(address("forecast_export", form="csv"), {"cari": "inovasi"})

        rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))
        assert [row[0] for row in rows[1:]] == ["2.4"]
        assert at_desk.get(address("forecast_export", form="xlsx")).content[:2] == b"PK"
        assert at_desk.get(address("forecast_export", form="ods")).status_code == 404


class TestWhatIf:
    def test_is_the_forecast_while_nothing_is_changed(self, rf, stored):
        assert try_out(stored, rf).outline is None

    def test_tries_a_named_question_proved_and_checked(self, rf, stored):
        page = try_out(stored, rf, soal="1.1")

        assert [(change.tried.proof, change.tried.check) for change in page.wish.changes] == [
            (ProofLevel.CHECKED, CheckState.ACCEPTED)
        ]
        assert page.gain > 0
        assert page.target_chance > stored.target_chance

    def test_takes_what_the_form_says(self, rf, stored):
        said = {"soal": "1.1", "nilai-1.1": "6", "bukti-1.1": "PARTIAL", "cek-1.1": "RETURNED"}

        tried = try_out(stored, rf, **said).wish.changes[0].tried

        assert (tried.points, tried.proof, tried.check) == (6, ProofLevel.PARTIAL, CheckState.RETURNED)

    def test_raises_a_whole_cluster(self, rf, stored):
        page = try_out(stored, rf, klaster="klaster1")

        raised = {claim.question for claim in page.wish.claims if claim.proof is ProofLevel.CHECKED}
        assert raised == {number for number in FILLED if number.startswith("2.")}

    def test_keeps_the_points_where_what_was_typed_is_none(self, rf, stored):
        for typed in ("11", "-1", "NaN", "banyak", "1e9"):
            change = try_out(stored, rf, **{"soal": "1.1", "nilai-1.1": typed}).wish.changes[0]

            assert change.is_out_of_range, typed
            assert change.tried.points == change.now.points, typed

    def test_leaves_unknown_and_settled_questions_alone(self, rf, small):
        marks = {"va": [MarkDraft("1.1", Decimal(4))]}
        bulk.import_contents(sheet=small.sheet, marks=marks, by=None, at=NOW)
        small.sheet.refresh_from_db()
        stored = actions.make_forecast(round=small, at=NOW)

        page = try_out(stored, rf, soal=["1.1", "9.9"], klaster="kelembagaan")

        assert page.wish.changes == ()
        assert next(claim for claim in page.wish.claims if claim.question == "1.1").points == 4
        assert len(FILLED) <= MOST_QUESTIONS


class TestCalibration:
    def test_sets_the_last_forecast_before_the_outcome_beside_it(self, city, secretary):
        before = make_small_round(city, label="Evaluasi 2024", period=(date(2024, 1, 1), date(2024, 12, 31)))
        for number in FILLED:
            fill(before.sheet, number, by=secretary)
        before.sheet.refresh_from_db()
        said = actions.make_forecast(round=before, at=NOW.replace(day=1))
        marks = {"va": [MarkDraft(claim.question, claim.points) for claim in said.parsed_inputs.claims]}
        bulk.import_contents(sheet=before.sheet, marks=marks, by=None, at=NOW)
        before.sheet.refresh_from_db()
        rounds.finish_round(round=before, by=None, at=NOW)
        now = make_small_round(city)

        page = build_calibration_page(now, actions.make_forecast(round=now, at=NOW))

        assert [(line.stored.pk, line.came, line.is_covered) for line in page.rounds] == [(said.pk, 73, False)]
        assert page.count == len(FILLED)
        assert not page.is_sufficient


def test_a_chance_is_never_rounded_to_certainty():
    assert [say_chance(chance) for chance in (0.0, 0.00004, 0.075, 0.99996, 1.0)] == [
        "0%",
        "di bawah 0,1%",
        "7,5%",
        "di atas 99,9%",
        "100,0%",
    ]
