"""Opening, freezing and finishing rounds: what is refused is said in a sentence."""

from datetime import date

import pytest
from django.urls import reverse

from paripurna.rooms.assessment import actions
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.signing.freezing import freeze_stage, thaw_stage
from paripurna.rooms.assessment.types import AnotherRoundOpen, BadCalendar, RoundExists, RoundNotRunning, StageDates
from paripurna.rooms.sheets.types import SheetClosed
from tests.factories.assessment import NOW, make_round
from tests.factories.sheets import fill
from tests.factories.sheets import make_round as make_small_round
from tests.factories.signing import UNSIGNED

FORM = {"label": "Evaluasi 2027", "period_start": "2026-01-01", "period_end": "2026-12-31", "edition": "kla-2024@1"}


def open_by_page(client, **changes):
    return client.post(reverse("assessment:round_open", kwargs={"city": "balikpapan"}), FORM | changes)


class TestOpenRound:
    def test_begins_with_the_calendar(self, client, city, secretary):
        client.force_login(secretary)

        response = open_by_page(client)

        opened = Round.objects.get()
        assert response.url == reverse("assessment:calendar", kwargs={"city": "balikpapan", "code": opened.code})
        assert (opened.label, opened.year) == ("Evaluasi 2027", 2026)

    def test_is_refused_with_what_was_typed(self, client, running, secretary):
        client.force_login(secretary)

        response = open_by_page(client, period_end="2025-12-31")

        assert response.status_code == 422
        assert "Evaluasi 2027" in response.content.decode()

    def test_offers_to_carry_over_from_the_round_it_follows(self, client, running, secretary):
        actions.finish_round(round=running, by=secretary, at=NOW)
        client.force_login(secretary)

        response = open_by_page(client, previous=str(running.code))

        assert response.url.endswith("/bawa/")

    def test_refuses_a_second_running_round_in_words(self, client, running, secretary):
        client.force_login(secretary)

        response = open_by_page(client)

        assert response.context["form"].non_field_errors()
        assert Round.objects.count() == 1

    def test_refuses_while_another_runs(self, running):
        with pytest.raises(AnotherRoundOpen):
            make_round(running.city, label="Lain", period=(date(2020, 1, 1), date(2020, 12, 31)))

    @pytest.mark.parametrize("changes", [{}, {"period": (date(2020, 1, 1), date(2020, 12, 31))}, {"label": "Lain"}])
    def test_refuses_the_same_name_or_the_same_edition_and_period(self, running, changes):
        actions.finish_round(round=running, by=None, at=NOW)

        with pytest.raises(RoundExists):
            make_round(running.city, **changes)


class TestCalendar:
    @pytest.mark.parametrize(
        "dates",
        [
            [StageDates("em", date(2026, 2, 1), date(2026, 1, 1))],
            [StageDates("em", date(2026, 2, 1), None), StageDates("va", date(2026, 1, 1), None)],
        ],
        ids=["ends before it begins", "begins before the stage before it"],
    )
    def test_refuses_days_that_run_backwards(self, city, dates):
        with pytest.raises(BadCalendar):
            actions.set_calendar(round=make_small_round(city), dates=dates, by=None, at=NOW)


class TestFreeze:
    def test_keeps_answers_until_it_is_reopened(self, city, officer, secretary):
        small = make_small_round(city)
        freeze_stage(round=small, stage="em", reason=UNSIGNED, by=secretary, at=NOW)
        with pytest.raises(SheetClosed):
            fill(small.sheet, "1.1", by=officer)

        thaw_stage(round=small, stage="em", reason=UNSIGNED, by=secretary, at=NOW)
        small.sheet.__dict__.pop("_round_stages", None)

        assert fill(small.sheet, "1.1", by=officer).revision == 1


class TestFinish:
    def test_needs_the_typed_word(self, client, running, secretary):
        client.force_login(secretary)
        url = reverse("assessment:round_finish", kwargs={"city": "balikpapan", "code": running.code})

        client.post(url, {"typed_word": "ya"})

        running.refresh_from_db()
        assert running.state == "RUNNING"

    def test_ends_every_change(self, running, secretary, officer):
        actions.finish_round(round=running, by=secretary, at=NOW)

        with pytest.raises(SheetClosed):
            fill(running.sheet, "1.2l", by=officer, data={"value": "1"})
        with pytest.raises(RoundNotRunning):
            freeze_stage(round=running, stage="evaluasi_mandiri", reason=UNSIGNED, by=secretary, at=NOW)


class TestRoundPage:
    def test_says_edition_hash_period_and_contradictions(self, client, running, officer):
        client.force_login(officer)

        page = client.get(reverse("assessment:round", kwargs={"city": "balikpapan", "code": running.code}))

        text = page.content.decode()
        assert running.sheet.edition.hash[:12] in text
        assert "Indikator 19:" in text
        assert "selesai/" not in text
