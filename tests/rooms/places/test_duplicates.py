"""Places that may be one: found by name and distance, judged by a person, and always undone."""

import pytest
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.places import actions
from paripurna.rooms.places.duplicates.actions import merge_places, say_different, undo_merge
from paripurna.rooms.places.duplicates.finding import find_pairs
from paripurna.rooms.places.duplicates.queries import search_pairs
from paripurna.rooms.places.duplicates.types import CannotMerge, Spot
from paripurna.rooms.places.likeness import measure_likeness
from paripurna.rooms.places.models import Place, PlaceMerge
from paripurna.rooms.places.standing.types import Step
from paripurna.rooms.places.types import PlaceChanged, PlaceError
from tests.factories.access import make_member
from tests.factories.coverage import WEST, draw_borders
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region
from tests.factories.standing import take_step


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("SDN 007 Balikpapan", "SD Negeri 7"),
            ("Masjid Al-Ikhlas", "Mesjid Al Ikhlash"),
            ("Taman Bekapai", "Taman Bekapai (RBRA)"),
            ("Puskesmas Klandasan Ilir", "PKM Klandasan Ilir"),
        ],
    )
    def test_of_one_place_are_alike(self, one, other):
        assert measure_likeness(one, other, city="Kota Balikpapan") >= 0.55

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("SDN 007 Balikpapan", "SDN 008 Balikpapan"),
            ("SD Al Ikhlas", "TK Al Ikhlas"),
            ("Kantor Balikpapan", "Gereja Balikpapan"),
            ("", "Taman"),
        ],
    )
    def test_of_other_places_are_not(self, one, other):
        assert measure_likeness(one, other, city="Kota Balikpapan") < 0.55


class TestFindPairs:
    def test_takes_what_is_near_or_in_one_kelurahan_without_a_position(self):
        spots = [
            Spot(1, ("Taman Bekapai",), 10, 116.800000, -1.24),
            Spot(2, ("Taman Bekapai RBRA",), 10, 116.801200, -1.24),  # 134 m east
            Spot(3, ("Taman Bekapai",), 10, 116.802700, -1.24),  # 167 m further
            Spot(4, ("Taman Bekapai",), 11),
            Spot(5, ("Taman Bekapai",), 11),
            Spot(6, ("Lapangan Merdeka",), 10, 116.800000, -1.24),
        ]

        found = find_pairs(spots).pairs

        assert [(pair.first, pair.second, pair.distance_m) for pair in found] == [(4, 5, None), (1, 2, 134)]
        assert find_pairs(spots, apart={(4, 5), (1, 2)}).pairs == []

    def test_says_so_where_it_does_not_compare_all(self):
        spots = [Spot(pk, (f"Taman {pk}",), 10, 116.8, -1.24) for pk in range(4)]

        assert [find_pairs(spots, most=most).is_cut for most in (5, 6)] == [True, False]


@pytest.fixture
def two(city):
    draw_borders()
    kept = make_place(city, name="Taman Bekapai", lon=116.809, lat=-1.241, note="", source_key="rbra:2")
    gone = make_place(
        city, name="Taman Bekapai RBRA", lon=116.8091, lat=-1.241, note="kolam", capacity=40, source_key="osm:1"
    )
    return kept, gone


def merge(two, *taken, by=None):
    kept, gone = two
    return merge_places(kept=kept, gone=gone, taken=taken, revisions=(kept.revision, gone.revision), by=by, at=NOW)


class TestMergePlaces:
    def test_keeps_what_was_chosen_and_withdraws_the_other(self, city, two):
        kept, gone = two
        assert [(pair.first, pair.second) for pair in search_pairs(city).pairs] == [(kept.pk, gone.pk)]

        merge(two, "note", "lat")

        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.note, kept.capacity, kept.lon) == ("kolam", None, 116.8091)
        assert (kept.aliases, kept.source_key) == (["Taman Bekapai RBRA"], "rbra:2")
        assert gone.merged_into == kept
        assert search_pairs(city).pairs == []
        assert [change.kind for change in gone.changes.order_by("revision")] == ["ADDED", "MERGED"]

    def test_is_undone_but_for_what_was_changed_since(self, two):
        kept, gone = two
        done = merge(two, "note", "capacity")
        kept.refresh_from_db()
        actions.change_place(place=kept, values={"note": "baru"}, base_revision=kept.revision, by=None, at=NOW)

        undo_merge(merge=done, by=None, at=NOW)

        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.note, kept.capacity, kept.aliases) == ("baru", None, [])
        assert (gone.merged_into, gone.withdrawn_at, gone.capacity) == (None, None, 40)
        with pytest.raises(CannotMerge):
            undo_merge(merge=done, by=None, at=NOW)

    def test_never_lets_a_certificate_stop_counting(self, two):
        take_step(two[1], Step.STANDARDIZED)

        with pytest.raises(CannotMerge, match="RBRA"):
            merge(two)
        merge(tuple(reversed(two)))

    def test_undoes_no_kind_by_which_the_place_was_certified_since(self, two):
        kept, gone = two
        actions.change_place(place=gone, values={"kind": "public_space"}, base_revision=1, by=None, at=NOW)
        actions.change_place(place=kept, values={"kind": "public_space"}, base_revision=1, by=None, at=NOW)
        actions.change_place(place=gone, values={"kind": "play_space"}, base_revision=2, by=None, at=NOW)
        kept.refresh_from_db()
        gone.refresh_from_db()
        done = merge(two, "kind")
        kept.refresh_from_db()
        take_step(kept, Step.STANDARDIZED)

        with pytest.raises(BadFields):
            undo_merge(merge=done, by=None, at=NOW)

    def test_keeps_what_is_hidden_hidden(self, two):
        kept, gone = two
        actions.change_place(place=gone, values={"is_hidden": True}, base_revision=1, by=None, at=NOW)
        gone.refresh_from_db()

        done = merge(two, "lat")
        kept.refresh_from_db()
        assert kept.is_hidden
        undo_merge(merge=done, by=None, at=NOW)
        kept.refresh_from_db()
        assert not kept.is_hidden

    def test_refuses_what_another_changed_meanwhile_and_one_place_twice(self, two):
        kept, gone = two
        actions.change_place(place=kept, values={"note": "x"}, base_revision=1, by=None, at=NOW)

        with pytest.raises(PlaceChanged):
            merge(two)
        with pytest.raises(PlaceError):
            merge((gone, gone))

    def test_needs_the_right_to_both(self, city, two):
        make_region("64.71.06", "Balikpapan Kota")
        elsewhere = make_member(city, RoleCode.KELURAHAN, region=make_region("64.71.06.1001", "Lain"), username="lurah")
        assert two[0].kelurahan.code == WEST

        with pytest.raises(NotAllowed):
            merge(two, by=elsewhere)
        with pytest.raises(NotAllowed):
            say_different(first=two[0], second=two[1], by=elsewhere, at=NOW)


class TestPages:
    def test_show_a_pair_side_by_side_then_merge_and_undo_it(self, page, city, two):
        kept, gone = two
        listed = page.get(reverse("places:duplicate_list", kwargs={"city": city.slug})).content.decode()
        here = reverse("places:place_merge", kwargs={"city": city.slug, "code": kept.code, "other": gone.code})
        shown = page.get(here).content.decode()
        around = "kotak=116.8070%2C-1.2430%2C116.8111%2C-1.2390"
        assert around in listed
        assert around in shown
        chosen = {"kept_revision": 1, "gone_revision": 1, "f-capacity": "gone", "f-note": "kept"}
        after = page.post(here, chosen, follow=True).content.decode()
        undo = reverse("places:merge_undo", kwargs={"city": city.slug, "uuid": PlaceMerge.objects.get().uuid})
        assert undo in after
        page.post(undo)

        assert "11 m" in listed
        assert "kolam" in shown
        assert Place.objects.filter(withdrawn_at=None).count() == 2

    def test_ask_nobody_again_of_places_that_are_different(self, page, city, two):
        here = {"city": city.slug, "code": two[0].code, "other": two[1].code}

        page.post(reverse("places:places_differ", kwargs=here))

        assert search_pairs(city).pairs == []
        assert Place.objects.filter(withdrawn_at=None).count() == 2
