"""The demo: loaded once, plausible, marked as an example, and never among real cities."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from click import ClickException
from django.db import OperationalError, connection, transaction
from django.test import Client

from paripurna.cli.demo import command
from paripurna.cli.demo.load import CITIES, RealCities, load_demo
from paripurna.cli.demo.people import PEOPLE
from paripurna.platform.access.types import RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.accounts.queries import find_example_person
from paripurna.platform.audit.chains import list_chains, verify
from paripurna.platform.audit.models import Event
from paripurna.platform.regions.queries import find_city
from paripurna.rooms.assessment.actions import finish_round, open_round
from paripurna.rooms.assessment.meetings.queries import (
    find_newest,
    list_city_decisions,
    list_meetings,
    list_points,
)
from paripurna.rooms.assessment.models import PublishedResult
from paripurna.rooms.assessment.queries import find_current_round, list_rounds, list_stages
from paripurna.rooms.roadmap.briefing.page import build_briefing
from paripurna.rooms.sheets.live.agreement import Agreement
from paripurna.rooms.sheets.models import Answer, Mark
from paripurna.rooms.sheets.queries import list_totals, read_compared, read_contents
from tests.factories.regions import make_city

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """Loaded once for the whole module, and undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        words: list[str] = []
        load_demo(at=AT, say=words.append)
        yield words
        transaction.set_rollback(True)


@pytest.fixture
def city(said):
    return find_city(slug="balikpapan")


def count_all() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Event, Answer, Mark, PublishedResult))


VIEWERS = [person for person in PEOPLE if person.role != RoleCode.PARTNER]  # a partner sees its own promises alone


class TestLoadDemo:
    def test_says_each_step_in_indonesian(self, said):
        assert len(said) >= 5
        assert all("…" in words for words in said)

    def test_changes_nothing_the_second_time(self, city):
        before = count_all()

        words: list[str] = []
        load_demo(at=AT + timedelta(hours=1), say=words.append)

        assert count_all() == before
        assert "Data contoh sudah ada." in words

    def test_leaves_a_round_that_a_visitor_opened(self, city):
        with transaction.atomic():
            running = find_current_round(city)
            finish_round(round=running, by=None, at=AT)
            period = (AT.date(), AT.date() + timedelta(days=300))
            own = open_round(city=city, edition=running.sheet.edition, label="Sendiri", period=period, by=None, at=AT)
            _events, *before = count_all()

            load_demo(at=AT + timedelta(days=60), say=lambda _words: None)

            _events, *after = count_all()
            assert (after, read_contents(own.sheet).answers) == (before, {})
            transaction.set_rollback(True)

    def test_leaves_whole_chains_of_audit(self, city):
        assert all(verify(chain).is_whole for chain in list_chains())

    def test_has_one_invented_person_for_each_role(self, city):
        assert {person.role for person in PEOPLE} == set(RoleCode)
        assert all(person.username.startswith("contoh-") and "Contoh" in person.name for person in PEOPLE)

    def test_marks_every_round_and_answer_as_an_example(self, city):
        rounds = list_rounds(city)

        assert [found.sheet.is_example for found in rounds] == [True, True]
        assert all("contoh" in found.label for found in rounds)
        assert not Answer.objects.filter(city=city).exclude(note__icontains="contoh").exists()
        assert not Mark.objects.filter(city=city).exclude(reason="").exclude(reason__contains="contoh").exists()

    def test_tells_of_a_city_that_holds_utama(self, city):
        finished = list_rounds(city)[1]

        totals = {stage: total for stage, total, _grade in list_totals(finished.sheet)}
        own, *_between, final = (totals[stage.code] for stage in list_stages(finished) if stage.code in totals)

        assert Decimal(880) < own < Decimal(935)
        assert Decimal(840) < final < Decimal(880)

    def test_leaves_some_questions_unanswered_in_the_running_round(self, city):
        running = find_current_round(city)

        states = set(Answer.objects.filter(city=city, sheet=running.sheet).values_list("state", flat=True))

        assert states == {"DRAFT", "SUBMITTED", "RETURNED", "ACCEPTED"}
        assert Answer.objects.filter(city=city, sheet=running.sheet).count() < 265

    def test_answers_mostly_as_its_registers_say_and_tells_of_what_came_later(self, city):
        sheet = find_current_round(city).sheet
        compared = read_compared(sheet, read_contents(sheet), on=AT.date())
        known = [each for each in compared if each.is_known]
        differing = [each for each in known if each.agreement is Agreement.DIFFERENT]

        assert len(known) >= 120
        assert sum(each.live.bound.question.max_points for each in known) >= 400
        assert sum(each.agreement is Agreement.SAME for each in known) >= len(known) * Decimal("0.8")
        assert 9 <= len(differing) <= 18
        assert all(each.has_moved for each in differing if each.answer.state in {"SUBMITTED", "ACCEPTED"})
        assert not any(each.has_moved for each in known if each.agreement is Agreement.SAME)

    def test_tells_what_changed_since_last_week(self, city):
        secretary = find_example_person("contoh-sekretariat")

        outlook = build_briefing(secretary, city, on=AT.date()).outlook

        assert outlook.since.made_on == AT.date() - timedelta(days=7)
        assert outlook.mean_change

    def test_invents_no_lateness(self, city):
        assert all(stage.ends_on > AT.date() for stage in list_stages(find_current_round(city)))

    def test_moves_the_calendar_on_when_it_has_grown_old(self, city):
        later = AT + timedelta(days=90)

        with transaction.atomic():
            load_demo(at=later, say=lambda words: None)
            ends = [stage.ends_on for stage in list_stages(find_current_round(city))]
            coming, open_decisions = find_newest(city), list(list_city_decisions(city, is_open=True))
            transaction.set_rollback(True)

        assert all(end > later.date() for end in ends)
        assert coming.held_on > later.date()
        assert not open_decisions

    def test_holds_one_meeting_and_calls_the_next(self, city):
        coming, held = list_meetings(city)

        assert held.held_on < AT.date() < coming.held_on == held.next_on
        assert held.document.is_example
        assert (held.decision_count, held.open_count) == (4, 3)
        assert list_points(coming)

    def test_knows_the_other_nine_by_what_was_published_only(self, city):
        others = [find_city(slug=slug) for slug in CITIES.values() if slug != "balikpapan"]

        assert all(other.is_published_only for other in others)
        assert all(PublishedResult.objects.filter(city=other, year=2022).exists() for other in others)


@pytest.mark.django_db
def test_keeps_out_of_a_database_with_real_cities():
    make_city()

    with pytest.raises(RealCities, match="sungguhan"):
        load_demo(at=AT, say=lambda words: None)


class TestPages:
    """Whoever looks, wherever they look: the page says that it is an example."""

    PAGES = (
        "beranda/",
        "tugas/",
        "evaluasi/",
        "evaluasi/kesenjangan/",
        "evaluasi/kehilangan/",
        "evaluasi/banding/",
        "evaluasi/daerah-lain/",
        "mitra/",
        "edisi/",
    )

    @pytest.fixture(autouse=True)
    def _demo(self, settings):
        settings.DEMO = True

    @staticmethod
    def visit(username):
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    def test_say_that_they_show_an_example(self, city):
        client = self.visit("contoh-sekretariat")
        sheet = f"lembar/{find_current_round(city).sheet.code}/"
        for page in (*self.PAGES, f"{sheet}kenapa/", f"{sheet}pertanyaan/1.1/", f"{sheet}pertanyaan/1.1/riwayat/"):
            answer = client.get(f"/daerah/balikpapan/{page}")
            assert answer.status_code == 200, page
            assert "contoh" in answer.content.decode().casefold(), page

    @pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
    def test_say_so_to_everyone_at_the_first_one(self, city, person):
        answer = self.visit(person.username).get("/daerah/balikpapan/beranda/")

        assert answer.status_code in {200, 403}
        assert "contoh" in answer.content.decode().casefold()

    @pytest.mark.parametrize("person", VIEWERS, ids=lambda person: person.username)
    def test_open_in_the_instrument_and_its_questions(self, city, person):
        client = self.visit(person.username)
        sheet = find_current_round(city).sheet
        base = f"/daerah/balikpapan/lembar/{sheet.code}/"

        for page in ("", "pertanyaan/19.6/"):
            answer = client.get(base + page)
            assert answer.status_code == 200, page
            assert "contoh" in answer.content.decode().casefold(), page


def test_says_in_one_line_that_the_database_is_silent(monkeypatch):
    def fail(**how):
        raise OperationalError("couldn't get a connection after 10.00 sec")

    monkeypatch.setattr("paripurna.cli.manage.adjust_tables", fail)

    with pytest.raises(ClickException, match="DATABASE_URL"):
        command._load()


@pytest.mark.django_db
def test_makes_the_table_in_which_limits_are_counted(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS cache")
    monkeypatch.setattr("paripurna.cli.demo.load.load_demo", lambda **how: None)
    monkeypatch.setattr(connection, "close", lambda: None)  # the test goes on with it
    monkeypatch.setattr(connection, "close_pool", lambda: None)

    command._load()

    assert "cache" in connection.introspection.table_names()
