from datetime import date, timedelta

import pytest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from paripurna.platform.accounts.models import User
from paripurna.platform.audit import queries
from paripurna.platform.audit.models import Event
from paripurna.platform.audit.types import EventFilter, Label, register_subject, register_verb
from tests.factories.platform import NOW

EVERYTHING = EventFilter()


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def sentences(city, **filters):
    return [line.sentence for line in queries.list_events(city=city, filters=EventFilter(**filters)).lines]


class TestListEvents:
    def test_tells_events_as_sentences_newest_first(self, write, city, person):
        register_subject("tests.letter", lambda keys: {key: Label(f"letter {key}", f"/surat/{key}/") for key in keys})
        write("tests.letter_sent", "tests.letter:5", receiver=f"person:{person.code}", count=3)
        write(subject="tests.door:1")

        page = queries.list_events(city=city, filters=EVERYTHING)

        assert [line.sentence for line in page.lines] == [
            "Sri Wahyuni opened tests.door 1",
            "Sri Wahyuni sent letter 5 to Sri Wahyuni (3 pages)",
        ]
        assert page.lines[1].subject.url == "/surat/5/"
        assert page.next_before is None

    def test_writes_points_as_the_reader_does(self, write, city):
        register_verb("tests.marked", _("%(person)s gave %(points)s to %(subject)s"))
        write("tests.marked", "tests.letter:1.2", points="1000.50")

        with override("id"):
            assert sentences(city) == ["Sri Wahyuni gave 1.000,50 to tests.letter 1.2"]

    def test_writes_days_as_the_reader_does(self, write, city):
        register_verb("tests.planned", _("%(person)s planned %(day)s"))
        write("tests.planned", day="2026-11-26")

        with override("id"):
            assert sentences(city) == ["Sri Wahyuni planned 26 November 2026"]

    def test_holds_no_name_so_that_a_person_can_be_erased(self, write, city, person):
        write()
        assert not Event.objects.filter(details__icontains="Sri").exists()

        person.delete()

        assert sentences(city) == ["(account deleted) opened tests.door 1"]
        assert queries.verify(city.code).is_whole

    def test_tells_of_the_system(self, write, city):
        write(by=None)

        assert sentences(city) == ["The system opened tests.door 1"]

    def test_tells_an_event_of_a_verb_that_is_gone_and_of_a_detail_that_is_missing(self, write, city, monkeypatch):
        write("tests.letter_sent", "tests.letter:5")
        assert sentences(city) == ["Sri Wahyuni sent tests.letter 5 to … (… pages)"]

        monkeypatch.setattr("paripurna.platform.audit.types._VERBS", {})

        assert sentences(city) == ["Sri Wahyuni: tests.letter_sent (tests.letter 5)"]

    def test_goes_on_page_by_page(self, write, city):
        for number in range(5):
            write(subject=f"tests.door:{number}")

        first = queries.list_events(city=city, filters=EVERYTHING, count=3)
        second = queries.list_events(city=city, filters=EVERYTHING, count=3, before=first.next_before)

        assert [line.position for line in first.lines] == [5, 4, 3]
        assert [line.position for line in second.lines] == [2, 1]
        assert second.next_before is None

    def test_asks_once_for_each_kind_of_thing(self, write, city, django_assert_num_queries):
        for number in range(20):
            write(subject=f"tests.door:{number}")

        with django_assert_num_queries(2):
            queries.list_events(city=city, filters=EVERYTHING)


class TestFilters:
    def test_by_verb_person_subject_and_words(self, write, city, person):
        other = User.objects.create(username="budi", name="Budi", joined_at=NOW)
        write(subject="tests.door:1")
        write(subject="tests.door:2", by=other)
        write("tests.letter_sent", "tests.letter:1", receiver="x", count=1)

        assert len(sentences(city, verb="tests.door_opened")) == 2
        assert sentences(city, person=str(other.code)) == ["Budi opened tests.door 2"]
        assert sentences(city, subject="tests.door:1") == ["Sri Wahyuni opened tests.door 1"]
        assert sentences(city, text="budi") == ["Budi opened tests.door 2"]
        assert len(sentences(city, text="SENT")) == 1
        assert sentences(city, text="nothing like it") == []

    def test_by_days_of_the_city(self, write, city):
        write(subject="tests.door:1", at=NOW)
        late = NOW.replace(hour=16)  # 00.00 of the next day in Balikpapan
        write(subject="tests.door:2", at=late)

        assert sentences(city, since=date(2026, 11, 25)) == ["Sri Wahyuni opened tests.door 2"]
        assert sentences(city, until=date(2026, 11, 24)) == ["Sri Wahyuni opened tests.door 1"]

    def test_keeps_cities_apart(self, write, city):
        write()
        city.code = "64.72"

        assert sentences(city) == []


class TestChoices:
    def test_offer_what_occurs(self, write, city, person):
        write()

        assert [(choice.value, choice.label) for choice in queries.list_told_verbs(city=city)] == [
            ("tests.door_opened", "opened …")
        ]
        assert [choice.label for choice in queries.list_actors(city=city)] == ["Sri Wahyuni"]


class TestIterateEvents:
    def test_yields_every_event(self, write, city, monkeypatch):
        monkeypatch.setattr(queries, "BATCH", 2)
        for number in range(5):
            write(subject=f"tests.door:{number}", at=NOW + timedelta(minutes=number))

        assert [line.position for line in queries.iterate_events(city=city, filters=EVERYTHING)] == [5, 4, 3, 2, 1]
