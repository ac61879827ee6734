"""A place is kept by people: added once, changed by one at a time, led through its life, and never lost."""

from datetime import date
from uuid import uuid4

import pytest

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.places import actions, queries
from paripurna.rooms.places.types import Phase, PlaceChanged, PlaceError, PlaceWithdrawn
from tests.factories.access import make_member
from tests.factories.places import NOW, draft_place, make_place
from tests.factories.regions import make_region


class TestAddPlace:
    def test_adds_a_place_once_however_often_it_is_sent(self, city, secretary):
        sent = {"city": city, "values": draft_place(), "uuid": uuid4(), "by": secretary, "at": NOW}

        first, again = actions.add_place(**sent), actions.add_place(**sent)

        assert first.pk == again.pk
        assert [change.kind for change in queries.list_history(first)] == ["ADDED"]

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"name": " "}, "name"),
            ({"kind": "castle"}, "kind"),
            ({"phase_since": date(2027, 1, 1)}, "phase_since"),
            ({"age_from": 6, "age_to": 3}, "age_to"),
            ({"age_to": 45}, "age_to"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, city, values, field):
        with pytest.raises(BadFields) as caught:
            make_place(city, **values)

        assert [problem.field for problem in caught.value.problems] == [field]

    def test_takes_places_of_the_own_kelurahan_alone(self, city):
        own, other = make_region("64.71.05.1008", "Sepinggan Baru"), make_region("64.71.06.1003", "Klandasan Ulu")
        staff = make_member(city, RoleCode.KELURAHAN, username="lurah", region=own)

        assert make_place(city, by=staff, kelurahan_id=own.pk).pk
        with pytest.raises(NotAllowed):
            make_place(city, by=staff, kelurahan_id=other.pk)


class TestChangePlace:
    def test_tells_who_writes_over_a_change_of_somebody_else(self, city, secretary):
        place = make_place(city)
        saved = actions.change_place(place=place, values={"name": "Satu"}, base_revision=1, by=secretary, at=NOW)

        with pytest.raises(PlaceChanged):
            actions.change_place(place=place, values={"name": "Dua"}, base_revision=1, by=secretary, at=NOW)
        assert (saved.revision, queries.get_place(city, place.code).name) == (2, "Satu")

    def test_can_be_set_back_to_what_it_was(self, city):
        place = make_place(city, area_m2=None)
        actions.change_place(place=place, values={"name": "Lain"}, base_revision=1, by=None, at=NOW)

        restored = actions.restore_place(place=place, revision=1, by=None, at=NOW)

        assert (restored.name, restored.phase_since, restored.revision) == ("Taman Contoh", date(2025, 2, 1), 3)


class TestMovePhase:
    def test_keeps_the_life_of_a_place_with_its_days(self, city):
        place = make_place(city, phase="IDEA", phase_since=date(2024, 1, 1))

        actions.move_phase(place=place, phase=Phase.OPEN, since=date(2025, 6, 1), by=None, at=NOW)

        life = [(each.phase, each.since) for each in queries.list_phases(place)]
        assert life == [("IDEA", date(2024, 1, 1)), ("OPEN", date(2025, 6, 1))]

    def test_refuses_a_phase_that_cannot_follow(self, city):
        with pytest.raises(PlaceError):
            actions.move_phase(place=make_place(city), phase=Phase.DESIGN, since=None, by=None, at=NOW)


class TestWithdrawPlace:
    def test_takes_a_place_out_until_it_is_taken_back_in(self, city):
        place = make_place(city)
        actions.withdraw_place(place=place, by=None, at=NOW)

        with pytest.raises(PlaceWithdrawn):
            actions.change_place(place=place, values={"name": "Lain"}, base_revision=2, by=None, at=NOW)
        assert not queries.list_places(city, queries.Asked()).exists()

        actions.return_place(place=place, by=None, at=NOW)
        assert queries.list_places(city, queries.Asked()).get().pk == place.pk
