"""The chain holds under many hands, and shows it when somebody tampers with it."""

import pytest
from django.db import DatabaseError, connection, transaction

from paripurna.platform.audit.actions import record
from paripurna.platform.audit.models import Event, Head
from paripurna.platform.audit.queries import list_chains, verify
from paripurna.platform.audit.types import BrokenLink, Reason, UnknownVerb
from tests.factories.platform import NOW
from tests.threads import at_once


@pytest.fixture
def unguarded(db):
    """Somebody who owns the database and may put the triggers aside."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE audit_head DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE audit_head ENABLE TRIGGER USER")


class TestRecord:
    def test_refuses_a_verb_that_nobody_registered(self, write):
        with pytest.raises(UnknownVerb):
            write("tests.thing_forgotten")

    def test_is_undone_with_the_transaction_it_tells_of(self, write, city, person):
        write()
        with transaction.atomic():
            record(verb="tests.door_opened", city=city, subject="tests.door:2", by=person, at=NOW)
            transaction.set_rollback(True)

        assert verify(city.code).events == 1
        assert verify(city.code).is_whole

    def test_keeps_a_chain_for_each_city_and_one_for_the_installation(self, write, city):
        write()
        record(verb="tests.door_opened", city=None, subject="tests.door:2", by=None, at=NOW)

        assert list_chains() == ("", city.code)
        assert all(verify(chain).events == 1 for chain in list_chains())

    @pytest.mark.django_db(transaction=True)
    def test_stays_one_chain_when_four_write_at_once(self, write, city):
        def write_ten():
            for number in range(10):
                write(subject=f"tests.door:{number}", count=number)

        at_once(write_ten, *[()] * 4)

        report = verify(city.code)
        assert report.is_whole
        assert report.events == 40


class TestVerify:
    def test_finds_an_empty_chain_whole(self, db):
        assert verify("64.71").is_whole
        assert verify("64.71").events == 0

    def test_reads_a_stream_in_constant_memory(self, write, city, django_assert_num_queries):
        for _ in range(30):
            write()

        with django_assert_num_queries(3):
            assert verify(city.code).events == 30

    @pytest.mark.parametrize(
        ("tamper", "position", "reason"),
        [
            ("UPDATE audit_event SET details = '{\"count\": 9}' WHERE position = 3", 3, Reason.CHANGED),
            ("UPDATE audit_event SET actor = 'system' WHERE position = 2", 2, Reason.CHANGED),
            ("UPDATE audit_event SET at = at + interval '1 microsecond' WHERE position = 5", 5, Reason.CHANGED),
            ("UPDATE audit_event SET previous_hash = repeat('a', 64) WHERE position = 4", 4, Reason.UNCHAINED),
            ("DELETE FROM audit_event WHERE position = 2", 3, Reason.GAP),
            ("DELETE FROM audit_event WHERE position = 5", 5, Reason.CUT),
            ("DELETE FROM audit_event", 1, Reason.CUT),
            ("UPDATE audit_head SET position = 4", 4, Reason.CUT),
            ("UPDATE audit_head SET hash = repeat('b', 64)", 5, Reason.CUT),
            ("DELETE FROM audit_head", 1, Reason.CUT),
        ],
    )
    def test_names_the_first_broken_link(self, unguarded, write, city, tamper, position, reason):
        for number in range(5):
            write(count=number)
        with connection.cursor() as cursor:
            cursor.execute(tamper)

        report = verify(city.code)

        assert not report.is_whole
        assert report.broken == BrokenLink(position, reason)

    def test_does_not_mind_other_cities(self, unguarded, write, city):
        write()
        record(verb="tests.door_opened", city=None, subject="tests.door:2", by=None, at=NOW)
        Event.objects.filter(chain="").update(subject="tests.door:3")

        assert verify(city.code).is_whole
        assert verify("").broken == BrokenLink(1, Reason.CHANGED)


class TestGuard:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE audit_event SET actor = 'x'",
            "DELETE FROM audit_event",
            "DELETE FROM audit_head",
            "UPDATE audit_head SET position = 0, hash = repeat('0', 64)",
            "UPDATE audit_head SET position = position + 1",
            "UPDATE audit_head SET chain = 'x'",
            "INSERT INTO audit_head (chain, position, hash) VALUES ('x', 7, repeat('0', 64))",
        ],
    )
    def test_refuses(self, write, statement):
        write()

        with pytest.raises(DatabaseError, match="audit"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    @pytest.mark.parametrize("table", ["audit_event", "audit_head"])
    def test_refuses_to_be_emptied(self, write, table):
        write()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_not_emptied")

        with pytest.raises(DatabaseError, match="audit"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")

    def test_lets_the_head_step_on(self, write):
        write()
        write()

        assert Head.objects.get().position == 2
