"""A place rises by steps: it declares, is named, assesses itself, is standardized; and only the last makes it count."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from paripurna.core.instrument.standard_overlay import Issuer, StepKind
from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.places.actions import change_place, move_phase, withdraw_place
from paripurna.rooms.places.standing import actions, blocking, queries
from paripurna.rooms.places.standing.queries import tell_standing
from paripurna.rooms.places.standing.standards import find_standard, judge, standard_of
from paripurna.rooms.places.standing.types import (
    AssessmentClosed,
    Blocker,
    IssuerKind,
    RenewalBlocked,
    Span,
    StandingState,
    Step,
)
from paripurna.rooms.places.types import Phase, PlaceError
from paripurna.rooms.sheets import queries as sheets
from tests.factories.access import make_member
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region
from tests.factories.standing import FULL, assess, fill_assessment, take_step

DAY = date(2026, 11, 24)
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))
spans = st.builds(
    lambda start, length, cut: Span(
        start,
        None if length is None else start + timedelta(days=length),
        None if cut is None else start + timedelta(days=cut),
    ),
    days,
    st.none() | st.integers(0, 1500),
    st.none() | st.integers(0, 1500),
)


class TestSpan:
    @given(st.lists(spans, max_size=5), days)
    def test_says_of_many_what_each_says_of_itself(self, known, on):
        standing = tell_standing({Step.STANDARDIZED: known}, on)

        assert standing.is_certified == any(span.holds(on) for span in known)
        if standing.until:
            assert tell_standing({Step.STANDARDIZED: known}, standing.until).is_certified or any(
                span.revoked_on and on < span.revoked_on <= standing.until for span in known
            )
        if standing.is_expiring(on):
            assert standing.until <= on + timedelta(days=90)

    @given(spans, days)
    def test_never_holds_where_it_is_expired_or_revoked(self, span, on):
        assert span.holds(on) + span.is_expired(on) + span.is_revoked(on) <= 1

    def test_holds_on_its_first_and_its_last_day(self):
        span = Span(date(2024, 2, 29), date(2025, 2, 28))

        held = [span.holds(date(2024, 2, 28)), span.holds(date(2024, 2, 29)), span.holds(date(2025, 2, 28))]
        assert (held, span.holds(date(2025, 3, 1))) == ([False, True, True], False)


def test_steps_and_issuers_are_those_of_the_standards():
    assert [step.value for step in Step] == [step.value for step in StepKind]
    assert {issuer.value for issuer in IssuerKind} == {issuer.value for issuer in Issuer}


@pytest.mark.django_db
class TestTakeStep:
    @pytest.mark.parametrize(
        ("step", "values", "field"),
        [
            (Step.STANDARDIZED, {"issuer": IssuerKind.CITY}, "issuer"),  # the city cannot issue all
            (Step.STANDARDIZED, {"number": " "}, "number"),
            (Step.STANDARDIZED, {"issued_on": date(2027, 1, 1)}, "issued_on"),
            (Step.STANDARDIZED, {"valid_to": date(2025, 2, 28)}, "valid_to"),
            (Step.STANDARDIZED, {"level": "dasar"}, "level"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, city, step, values, field):
        with pytest.raises(BadFields) as caught:
            take_step(make_place(city), step, **values)

        assert [problem.field for problem in caught.value.problems] == [field]

    def test_pins_the_edition_and_keeps_declared_apart_from_to_standard(self, city):
        declared, certified = make_place(city), make_place(city, name="Taman Dua")

        take_step(declared, Step.DECLARED)
        taken = take_step(certified, valid_to=DAY)

        standings = queries.read_standings(city, DAY)
        assert (taken.edition.edition, len(taken.edition.hash)) == ("rbra-2021", 64)
        assert standings[declared.pk].state is StandingState.DECLARED
        assert queries.list_certified(city, DAY) == {certified.pk}
        assert queries.list_certified(city, DAY + timedelta(days=1)) == frozenset()
        assert queries.read_standing(certified, DAY + timedelta(days=1)).state is StandingState.EXPIRED

    def test_takes_the_last_day_from_the_years_of_the_standard(self, city):
        group = make_place(city, kind="protection_group")
        village = take_step(group, Step.DECREE, issuer=IssuerKind.VILLAGE)

        assert (village.valid_to, take_step(make_place(city, kind="school"), level="dasar").valid_to) == (None, None)
        with pytest.raises(PlaceError, match="penilaian mandiri"):
            take_step(group, issuer=IssuerKind.CITY)

    def test_renews_what_stands_already_and_keeps_its_history(self, city):
        place = make_place(city)
        old = take_step(place, valid_to=date(2026, 2, 28))

        new = take_step(place, issued_on=date(2026, 6, 1), number="13/RBRA/2026")

        assert new.renews == old
        held = [queries.list_certified(city, day) == {place.pk} for day in (date(2026, 1, 1), date(2026, 4, 1), DAY)]
        assert held == [True, False, True]
        with pytest.raises(BadFields):
            take_step(place, issued_on=date(2024, 1, 1))

    def test_renews_nothing_while_an_open_finding_blocks_it(self, city, monkeypatch):
        place = make_place(city)
        monkeypatch.setattr(blocking, "_FINDERS", [lambda found: [Blocker("Ayunan lepas")]])
        take_step(place)  # the first certificate is a fact of somebody else

        with pytest.raises(RenewalBlocked) as caught:
            take_step(place, issued_on=date(2026, 6, 1))
        assert [blocker.sentence for blocker in caught.value.blockers] == ["Ayunan lepas"]

    def test_renews_also_what_was_revoked_before(self, city, monkeypatch):
        place = make_place(city)
        taken = take_step(place)
        monkeypatch.setattr(blocking, "_FINDERS", [lambda found: [Blocker("Ayunan lepas")]])
        actions.revoke_step(attainment=taken, revoked_on=DAY, reason="Salah nomor", by=None, at=NOW)

        with pytest.raises(RenewalBlocked):
            take_step(place, issued_on=date(2026, 6, 1))

    def test_keeps_a_certificate_from_counting_for_another_kind(self, city):
        school = make_place(city, kind="school")
        taken = take_step(school, level="dasar")

        with pytest.raises(BadFields) as caught:
            change_place(place=school, values={"kind": "play_space"}, base_revision=1, by=None, at=NOW)
        actions.revoke_step(attainment=taken, revoked_on=DAY, reason="Salah jenis", by=None, at=NOW)

        assert [problem.field for problem in caught.value.problems] == ["kind"]
        assert change_place(place=school, values={"kind": "play_space"}, base_revision=1, by=None, at=NOW).revision == 2

    def test_leaves_decrees_and_certificates_to_who_may_enter_them(self, city):
        own = make_region("64.71.05.1008", "Sepinggan Baru")
        place = make_place(city, kelurahan_id=own.pk)
        staff = make_member(city, RoleCode.KELURAHAN, username="lurah", region=own)

        assert take_step(place, Step.DECLARED, by=staff).pk
        with pytest.raises(NotAllowed):
            take_step(place, by=staff)


@pytest.mark.django_db
class TestListCertified:
    def test_counts_open_places_alone_in_one_statement(self, city, django_assert_num_queries):
        closed, gone, place = (make_place(city, name=name) for name in ("Satu", "Dua", "Tiga"))
        for each in (closed, gone, place):
            take_step(each)
        move_phase(place=closed, phase=Phase.CLOSED, since=date(2026, 9, 1), by=None, at=NOW)
        withdraw_place(place=gone, by=None, at=NOW)

        with django_assert_num_queries(1):
            assert queries.list_certified(city, DAY) == {place.pk}
        assert queries.list_certified(city, date(2026, 8, 1)) == {closed.pk, place.pk}


@pytest.mark.django_db
class TestFinishAssessment:
    def test_is_not_to_standard_with_one_mandatory_item_missing_whatever_the_score(self, city):
        place = make_place(city)

        missed, met = assess(place, missed="7.1"), assess(place)

        assert (missed.points, missed.missing, missed.passes) == (FULL - 4, ["7.1"], False)
        assert (met.points, met.missing, met.passes, met.renews) == (FULL, [], True, missed)
        assert queries.read_standing(place, DAY).state is StandingState.ASSESSED

    def test_stays_as_it_was_judged_under_its_pinned_edition(self, city):
        found = queries.get_attainment(city, assess(make_place(city), missed="7.1").uuid)
        edition = sheets.get_edition(found.edition.hash)

        again = sheets.score_contents(found.sheet, sheets.read_contents(found.sheet), stage=sheets.OWN_STAGE)
        result = judge(standard_of(edition), again, found.level)

        assert (result.points, list(result.missing), result.passes) == (found.points, found.missing, found.passes)
        assert found.sheet.closed_at
        with pytest.raises(AssessmentClosed):
            actions.finish_assessment(attainment=found, by=None, at=NOW)

    def test_bears_out_the_certificate_that_a_city_gives_itself(self, city):
        place = make_place(city, kind="house_of_worship")
        opened = actions.begin_assessment(place=place, by=None, at=NOW)
        fill_assessment(opened)
        actions.finish_assessment(attainment=opened, by=None, at=NOW)

        certified = take_step(place, issuer=IssuerKind.CITY, issued_on=DAY)

        assert certified.valid_to == date(2028, 11, 23)

    def test_bears_nothing_out_while_a_finding_is_open(self, city, monkeypatch):
        place = make_place(city, kind="house_of_worship")
        assess(place)
        monkeypatch.setattr(blocking, "_FINDERS", [lambda found: [Blocker("Pagar roboh")]])

        with pytest.raises(RenewalBlocked):
            take_step(place, issuer=IssuerKind.CITY, issued_on=DAY)

    def test_bears_nothing_out_once_a_newer_one_fails(self, city):
        place = make_place(city, kind="house_of_worship")
        assess(place)
        missed = next(iter(find_standard("house_of_worship").list_mandatory()))
        assert not assess(place, missed=missed).passes

        with pytest.raises(PlaceError, match="penilaian mandiri"):
            take_step(place, issuer=IssuerKind.CITY, issued_on=DAY)


@pytest.mark.django_db
class TestRevokeStep:
    def test_ends_a_certificate_from_a_day_on_or_altogether(self, city):
        place = make_place(city)
        taken = take_step(place)

        actions.revoke_step(attainment=taken, revoked_on=date(2026, 5, 1), reason="Rusak berat", by=None, at=NOW)

        held = [queries.list_certified(city, day) == {place.pk} for day in (date(2026, 4, 30), date(2026, 5, 1))]
        assert held == [True, False]
        typed_wrong = take_step(place, issued_on=date(2026, 6, 1))
        actions.revoke_step(attainment=typed_wrong, revoked_on=date(2026, 6, 1), reason="Salah ketik", by=None, at=NOW)
        assert not queries.list_certified(city, DAY)


class TestJudge:
    def test_demands_of_a_school_what_its_level_adds(self):
        standard = find_standard("school")

        assert sum(standard.list_mandatory("dasar").values()) == 134
        assert sum(standard.list_mandatory("menengah").values()) == 139


class TestPages:
    def test_name_what_is_missing_and_lead_to_where_it_is_answered(self, page, city):
        place = make_place(city)
        missed = assess(place, missed="7.1")

        for address in (url("attainment", uuid=missed.uuid), url("place", code=place.code)):
            shown = page.get(address).content.decode()
            assert "2 butir wajib belum terpenuhi" in shown
            assert "Alat bermain kokoh dan tertanam kuat" in shown
            assert f"/isi/{missed.sheet.code}/#7.1" in shown

    def test_count_each_kind_by_the_same_rule_as_the_list_below(self, page, city):
        take_step(make_place(city), Step.DECLARED)
        take_step(make_place(city, name="Taman Segera"), valid_to=timezone.localdate() + timedelta(days=30))

        whole = page.get(url("standing")).content.decode()
        soon = page.get(url("standing") + "?jenis=play_space&keadaan=segera", headers={"HX-Request": "true"})

        assert "?jenis=play_space&amp;keadaan=dinyatakan#sarana" in whole
        assert ("Taman Segera" in whole, "Taman Contoh" in whole) == (True, True)
        listed = soon.content.decode().partition('id="sarana"')[2]
        assert ("Taman Segera" in listed, "Taman Contoh" in listed) == (True, False)

    def test_tell_of_a_school_that_134_of_305_points_are_mandatory(self, page, city):
        place = make_place(city, kind="school")
        take_step(place, Step.DECREE, issuer=IssuerKind.CITY)
        begun = actions.begin_assessment(place=place, level="menengah", by=None, at=NOW)

        assert "bernilai 305; 30 di antaranya, bernilai 134, wajib" in page.get(url("place", code=place.code)).text
        assert "0 dari 305 nilai, 139 di antaranya wajib" in page.get(url("attainment", uuid=begun.uuid)).text

    def test_renew_a_certificate_from_its_paper(self, page, city):
        place = make_place(city)
        old = take_step(place)
        said = {"issuer": "MINISTRY", "issuer_name": "KPPPA", "number": "9/2026", "issued_on": "2026-06-01"}

        refused = page.post(url("step_take", code=place.code, slug="sertifikat"), said | {"issuer": "CITY"})
        sent = page.post(url("step_take", code=place.code, slug="sertifikat"), said | {"uuid": str(uuid4())})

        assert (refused.status_code, sent.status_code) == (422, 302)
        assert queries.list_of_place(place)[0].renews == old


def url(name, **parts):
    return reverse(f"places:{name}", kwargs={"city": "balikpapan"} | parts)
