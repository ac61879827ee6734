"""Facts computed by the registers, kept until a register changes."""

from decimal import Decimal

import pytest
from django.db import transaction

from paripurna.platform.facts import queries
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.facts.types import FactRequest, FactScope, UnknownSource
from paripurna.platform.regions.models import City
from tests.factories.facts import FakeRegister, ThemeParams
from tests.factories.regions import make_city

HEALTH = FactRequest("tests.sessions", ThemeParams(theme="health"))
SCHOOL = FactRequest("tests.sessions", ThemeParams(theme="school"))


class TestComputeFacts:
    def test_asks_a_source_once_for_all_its_questions(self, register: FakeRegister, scope: FactScope) -> None:
        facts = queries.compute_facts(scope, [HEALTH, SCHOOL, HEALTH])

        assert (facts[HEALTH].value, facts[SCHOOL].value) == (Decimal(2), Decimal(1))
        assert register.asked == [2]

    def test_keeps_what_a_register_in_this_state_was_asked_before(
        self, register: FakeRegister, scope: FactScope, city: City
    ) -> None:
        mark_changed(city_id=city.id, group="tests.sessions")

        queries.compute_facts(scope, [HEALTH])
        queries.compute_facts(scope, [HEALTH, SCHOOL])
        queries.compute_facts(scope, [HEALTH, SCHOOL])

        assert register.asked == [1, 1]

    def test_asks_again_once_the_register_has_changed(
        self, register: FakeRegister, scope: FactScope, city: City
    ) -> None:
        mark_changed(city_id=city.id, group="tests.sessions")
        queries.compute_facts(scope, [HEALTH])

        register.rows.append(("health", "Rumah sakit", "Dewi"))
        mark_changed(city_id=city.id, group="tests.sessions")

        assert queries.compute_facts(scope, [HEALTH])[HEALTH].value == 3

    @pytest.mark.parametrize(("group", "other_city"), [("tests.budget", False), ("tests.sessions", True)])
    def test_does_not_ask_again_when_another_register_or_city_changed(
        self, register: FakeRegister, scope: FactScope, city: City, group: str, other_city: bool
    ) -> None:
        mark_changed(city_id=city.id, group="tests.sessions")
        queries.compute_facts(scope, [HEALTH])

        changed = make_city("64.72", "Kota Samarinda", slug="samarinda") if other_city else city
        mark_changed(city_id=changed.id, group=group)
        queries.compute_facts(scope, [HEALTH])

        assert register.asked == [1]

    def test_forgets_what_was_seen_inside_a_write_that_was_rolled_back(
        self, register: FakeRegister, scope: FactScope, city: City
    ) -> None:
        mark_changed(city_id=city.id, group="tests.sessions")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            register.rows.append(("health", "Rumah sakit", "Dewi"))
            mark_changed(city_id=city.id, group="tests.sessions")
            queries.compute_facts(scope, [HEALTH])
            register.rows.pop()
            raise ZeroDivisionError

        mark_changed(city_id=city.id, group="tests.sessions")

        assert queries.compute_facts(scope, [HEALTH])[HEALTH].value == 2

    def test_asks_the_database_once_however_many_questions_there_are(
        self, register: FakeRegister, scope: FactScope, django_assert_num_queries
    ) -> None:
        many = [FactRequest("tests.sessions", ThemeParams(theme=str(number))) for number in range(300)]

        with django_assert_num_queries(1):
            queries.compute_facts(scope, many)

    def test_refuses_a_source_nobody_registered(self, register: FakeRegister, scope: FactScope) -> None:
        with pytest.raises(UnknownSource, match=r"tests\.unknown"):
            queries.compute_facts(scope, [FactRequest("tests.unknown", ThemeParams(theme="health"))])


class TestListRows:
    def test_drops_columns_of_persons_for_who_may_not_see_them(self, register: FakeRegister, scope: FactScope) -> None:
        table = queries.list_rows(scope, HEALTH, may_see_people=False)

        assert [column.code for column in table.columns] == ["title"]
        assert [row.cells for row in table.rows] == [("Posyandu",), ("Puskesmas",)]

    def test_shows_them_to_who_may(self, register: FakeRegister, scope: FactScope) -> None:
        table = queries.list_rows(scope, HEALTH, may_see_people=True)

        assert [row.cells for row in table.rows] == [("Posyandu", "Sari"), ("Puskesmas", "Budi")]
