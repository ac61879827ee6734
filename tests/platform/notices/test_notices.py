"""What the house tells people: in the house, and by e-mail to those who want it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from paripurna.platform.access.types import RoleCode
from paripurna.platform.jobs.inline import run_pending
from paripurna.platform.notices import actions, queries
from paripurna.platform.notices.models import Notice
from paripurna.platform.notices.types import UnknownNotice, UnsafeLink, register_notice
from tests.factories.platform import NOW, build_city, build_person, grant

pytestmark = pytest.mark.django_db
register_notice("tests.due", _("Question %(number)s is due on %(day)s"))


@pytest.fixture
def city():
    return build_city()


@pytest.fixture
def person():
    return build_person(email="sri@contoh.id")


@pytest.fixture
def tell(city, person):
    def tell(number=7, *, at=NOW, **more):
        told = {"people": [person], "city": city, "code": "tests.due", "params": {"number": number, "day": "1 Maret"}}
        return actions.notify(**{**told, "at": at, **more})

    return tell


def sentences(person):
    with override("en"):
        return [line.sentence for line in queries.list_notices(person=person).lines]


class TestNotify:
    def test_tells_a_person_in_the_house(self, tell, person):
        assert tell(link="/daerah/balikpapan/tugas/") == 1

        assert sentences(person) == ["Question 7 is due on 1 Maret"]
        assert queries.count_unread(person=person) == 1

    def test_does_not_tell_again_what_waits_unread(self, tell, person):
        tell(dedup_key="due:7")
        assert tell(8, at=NOW + timedelta(hours=1), dedup_key="due:7") == 0
        assert sentences(person) == ["Question 8 is due on 1 Maret"]

        actions.mark_all_read(person=person, at=NOW)

        assert tell(9, dedup_key="due:7") == 1
        assert queries.count_unread(person=person) == 1

    def test_leaves_out_who_has_left(self, tell):
        assert tell(people=[build_person("budi", "Budi", is_active=False)]) == 0

    def test_refuses_an_unknown_code_and_a_link_out_of_the_house(self, tell):
        with pytest.raises(UnknownNotice):
            tell(code="tests.unheard_of")
        for link in ("https://jauh.example/", "//jauh.example/", "javascript:alert(1)"):
            with pytest.raises(UnsafeLink):
                tell(link=link)

    def test_link_is_held_by_the_database_too(self, tell):
        tell()

        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.update(link="https://jauh.example/")


class TestMail:
    def test_goes_to_who_gave_an_address(self, tell, settings):
        settings.PUBLIC_URL = "https://kla.contoh.id"
        tell(link="/daerah/balikpapan/tugas/")
        run_pending()

        (letter,) = mail.outbox
        assert letter.to == ["sri@contoh.id"]
        assert "https://kla.contoh.id/daerah/balikpapan/tugas/" in letter.body
        assert "Sri" not in letter.subject + letter.body
        assert Notice.objects.get().mailed_at is not None

    def test_stays_away_from_who_does_not_want_it_or_has_read_it(self, tell, person):
        tell()
        actions.mark_all_read(person=person, at=NOW)
        run_pending()
        actions.set_mail_wish(person=person, wants_mail=False)
        tell()
        run_pending()

        assert mail.outbox == []

    def test_is_not_sent_when_the_transaction_fails(self, tell):
        with transaction.atomic():
            tell()
            transaction.set_rollback(True)

        assert run_pending() == 0


class TestPages:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client, city, person):
        client.force_login(grant(person, city, RoleCode.SECRETARIAT))

    def test_list_shows_news_and_leads_to_older_ones(self, client, tell, django_assert_max_num_queries):
        for number in range(32):
            tell(number, at=NOW + timedelta(minutes=number))

        with django_assert_max_num_queries(8):
            first = client.get(reverse("notices:notice_list"))

        assert "Question 31 " in first.content.decode() or "31" in first.content.decode()
        assert first.context["next_before"]
        second = client.get(reverse("notices:notice_list"), {"sebelum": first.context["next_before"]})
        assert len(second.context["page"].lines) == 2
        for nonsense in ("2026-99-99T00:00", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00+23:00"):
            assert client.get(reverse("notices:notice_list"), {"sebelum": nonsense}).status_code == 200

    def test_opening_one_marks_it_as_read_and_leads_on(self, client, tell, person):
        tell(link="/daerah/balikpapan/tugas/")
        address = reverse("notices:notice_open", kwargs={"notice_id": Notice.objects.get().pk})

        assert client.get(address).status_code == 405
        assert client.post(address).url == "/daerah/balikpapan/tugas/"
        assert queries.count_unread(person=person) == 0

    def test_does_not_open_what_is_somebody_elses(self, client, tell):
        tell(people=[build_person("budi", "Budi")])

        address = reverse("notices:notice_open", kwargs={"notice_id": Notice.objects.get().pk})
        assert client.post(address).status_code == 404

    def test_wish_for_mail_is_kept(self, client, person):
        client.post(reverse("notices:mail_wish"))
        assert not queries.wants_mail(person=person)

        client.post(reverse("notices:mail_wish"), {"wants_mail": "on"})
        assert queries.wants_mail(person=person)

    def test_bell_counts_on_every_page_of_a_city(self, client, tell, city):
        tell()

        page = client.get(reverse("audit:event_list", kwargs={"city": city.slug}))

        assert page.context["house"].waiting == 1
        assert reverse("notices:notice_list") in page.content.decode()
