"""To whom each submitted answer can go, and what the secretariat hears when it can go to nobody."""

import pytest
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.notices.queries import list_notices
from paripurna.rooms.assessment.types import BadDuty
from paripurna.rooms.assessment.verification import actions, queries
from paripurna.rooms.assessment.verification.takers import build_takers_page
from paripurna.rooms.assessment.verification.types import DutyDraft
from paripurna.rooms.sheets import actions as sheets
from tests.factories.sheets import NOW, fill

DAY = NOW.date()


@pytest.fixture
def waiting(small, secretary):
    for number in ("1.1", "2.1"):
        fill(small.sheet, number, by=secretary, submitted=True)
    return small


def takers_of(found):
    page = build_takers_page(found, on=DAY)
    return {taking.question.number: [taker.user.username for taker in taking.takers] for taking in page.takings}


class TestTakers:
    def test_are_verifiers_of_other_agencies(self, waiting, inspector, insider):
        assert takers_of(waiting) == {"1.1": ["vera"], "2.1": ["vani", "vera"]}

    def test_are_missing_where_only_the_own_agency_verifies(self, waiting, insider):
        page = build_takers_page(waiting, on=DAY)

        assert [taking.question.number for taking in page.stuck] == ["1.1"]
        assert page.takings[0].is_stuck  # those first

    def test_must_be_two_under_the_rule_and_another_after_the_first(self, waiting, secretary, inspector, insider):
        actions.set_two_verifiers(round=waiting, needed=True, by=secretary, at=NOW)
        assert [taking.question.number for taking in build_takers_page(waiting, on=DAY).stuck] == ["1.1"]

        sheets.accept_answer(sheet=waiting.sheet, question="2.1", base_revision=2, by=inspector, at=NOW)

        assert takers_of(waiting)["2.1"] == ["vani"]
        assert [taking.question.number for taking in build_takers_page(waiting, on=DAY).stuck] == ["1.1"]

    def test_are_asked_of_the_secretariat_when_there_is_none(self, small, secretary, insider):
        fill(small.sheet, "2.1", by=secretary, submitted=True)
        assert not list_notices(person=secretary).lines

        fill(small.sheet, "1.1", by=secretary, submitted=True)

        assert len(list_notices(person=secretary).lines) == 1


class TestDuty:
    def test_tells_whose_part_an_answer_is(self, waiting, secretary, inspector):
        actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, strand="klaster1"), by=secretary, at=NOW)
        actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, strand="klaster1"), by=secretary, at=NOW)

        meant = {taking.question.number: taking.meant for taking in build_takers_page(waiting, on=DAY).takings}
        assert meant == {"1.1": (), "2.1": ("Contoh Vera",)}
        assert Event.objects.filter(verb="assessment.duty_given").count() == 1

    def test_ends(self, waiting, secretary, inspector):
        actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, agency="dinkes"), by=secretary, at=NOW)
        (duty,) = queries.list_duties(waiting)
        actions.end_duty(round=waiting, duty_id=duty.pk, by=secretary, at=NOW)

        assert queries.list_duties(waiting) == []

    @pytest.mark.parametrize(
        "part",
        [{}, {"strand": "klaster9"}, {"agency": "dinas-lain"}, {"strand": "klaster1", "agency": "dinkes"}],
        ids=["nothing", "unknown cluster", "unknown agency", "both"],
    )
    def test_is_one_part_that_exists(self, waiting, secretary, inspector, part):
        with pytest.raises(BadDuty):
            actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, **part), by=secretary, at=NOW)

    def test_is_not_of_the_own_agency(self, waiting, secretary, insider):
        with pytest.raises(BadDuty):
            actions.give_duty(round=waiting, draft=DutyDraft(insider.pk, agency="dinkes"), by=secretary, at=NOW)

    def test_is_of_people_who_verify(self, waiting, secretary, officer):
        with pytest.raises(BadDuty):
            actions.give_duty(round=waiting, draft=DutyDraft(officer.pk, strand="klaster1"), by=secretary, at=NOW)

    def test_is_given_by_the_secretariat(self, waiting, inspector):
        with pytest.raises(NotAllowed):
            actions.give_duty(round=waiting, draft=DutyDraft(inspector.pk, strand="klaster1"), by=inspector, at=NOW)


@pytest.mark.usefixtures("frozen_clock")
class TestPage:
    def open(self, client, person, name="verification_people", **kwargs):
        client.force_login(person)
        return client.get(reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs}))

    def post(self, client, name, data, **kwargs):
        url = reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs})
        return client.post(url, data, follow=True).content.decode()

    def test_warns_of_answers_that_nobody_may_verify(self, client, waiting, secretary, insider):
        page = self.open(client, secretary).content.decode()

        assert "1 jawaban tidak punya cukup pemeriksa" in page

    def test_gives_and_takes_parts_and_sets_the_rule(self, client, waiting, secretary, inspector):
        client.force_login(secretary)
        page = self.post(client, "verification_duty", {"verifier": inspector.pk, "strand": "klaster1"})
        assert "Bagian sudah diberikan" in page
        (duty,) = queries.list_duties(waiting)
        assert "Bagian sudah diambil" in self.post(client, "verification_duty_end", {}, duty=duty.pk)
        assert "Cukup satu pemeriksa" in self.post(client, "verification_two", {"needed": "1"})
        assert "Pilih klaster" in self.post(client, "verification_duty", {"verifier": inspector.pk})
