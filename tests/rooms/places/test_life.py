"""The phase of a place on a day that is gone: one answer for facts, lists, coverage and the map."""

from datetime import date

import pytest

from paripurna.rooms.places import actions, queries
from paripurna.rooms.places.duplicates.actions import merge_places, undo_merge
from paripurna.rooms.places.life import phase_on
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.standing.queries import was_open
from paripurna.rooms.places.types import Phase
from tests.factories.places import NOW, make_place


def phases(place, *days):
    here = Place.objects.filter(pk=place.pk)
    return [here.annotate(stood=phase_on(day)).get().stood for day in days]


def move(place, phase, since):
    return actions.move_phase(place=place, phase=phase, since=since, by=None, at=NOW)


class TestPhaseOn:
    def test_never_takes_a_place_for_open_before_it_opened(self, city):
        place = make_place(city, phase="IDEA", phase_since=date(2024, 1, 1))
        move(place, Phase.OPEN, date(2026, 8, 1))
        move(place, Phase.CLOSED, date(2026, 11, 1))
        days = [date(2023, 1, 1), date(2024, 6, 1), date(2026, 9, 1), date(2026, 11, 1)]

        assert phases(place, *days) == [None, "IDEA", "OPEN", "CLOSED"]
        opened = [Place.objects.filter(was_open(city, day), pk=place.pk).exists() for day in days]
        assert opened == [False, False, True, False]

    def test_never_takes_a_plan_that_was_given_up_for_open(self, city):
        place = make_place(city, phase="IDEA", phase_since=date(2024, 1, 1))
        move(place, Phase.CLOSED, date(2026, 11, 1))

        assert phases(place, date(2026, 6, 1)) == ["IDEA"]

    def test_believes_what_is_now_where_nobody_knows_since_when(self, city):
        place = make_place(city, phase_since=date(2024, 1, 1))
        move(place, Phase.CLOSED, None)

        assert phases(place, date(2026, 6, 1)) == ["CLOSED"]

    @pytest.mark.parametrize("since", [date(2026, 6, 1), date(2023, 1, 1)], ids=["later", "sooner"])
    def test_follows_a_day_that_was_mended(self, city, since):
        place = make_place(city, phase_since=date(2025, 2, 1))
        changed = {"phase_since": since}
        actions.change_place(place=place, values=changed, base_revision=1, by=None, at=NOW)
        move(place, Phase.CLOSED, date(2026, 10, 1))

        assert [line.since for line in queries.list_phases(place)] == [since, date(2026, 10, 1)]
        assert phases(place, date(2025, 6, 1)) == ["OPEN" if since.year == 2023 else None]

    def test_comes_back_when_a_merging_is_undone(self, city):
        kept, gone = make_place(city), make_place(city, phase="CLOSED", phase_since=date(2026, 3, 1))
        merge = merge_places(kept=kept, gone=gone, taken=["phase"], revisions=(1, 1), by=None, at=NOW)

        undo_merge(merge=merge, by=None, at=NOW)

        move(queries.get_place(city, kept.code), Phase.CLOSED, date(2026, 11, 1))
        assert phases(kept, date(2026, 4, 1)) == ["OPEN"]
