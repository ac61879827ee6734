"""A verdict is kept with its reasons and held to the rule of two persons, whichever door it comes through."""

import pytest
from django.db import connection
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.rooms.assessment.models import Round, Verdict
from paripurna.rooms.assessment.verification import actions, queries
from paripurna.rooms.assessment.verification.types import RETURN_REASONS, Decision, Reason
from paripurna.rooms.evidence import actions as evidence
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import find_return_reason, get_answer
from paripurna.rooms.sheets.types import AnswerState, BadAnswer, Conflict, SheetError, WrongState
from tests.factories.evidence import link, make_document
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import NOW, fill, make_person, make_round
from tests.threads import at_once


def accept(small, by, revision=2, question="1.1"):
    return sheets.accept_answer(sheet=small.sheet, question=question, base_revision=revision, by=by, at=NOW)


def give_back(small, by, *, codes=(), reason="", revision=2):
    return sheets.return_answer(
        sheet=small.sheet, question="1.1", base_revision=revision, codes=codes, reason=reason, by=by, at=NOW
    )


@pytest.fixture
def strict(small, secretary):
    """The round, now under the rule of two persons."""
    actions.set_two_verifiers(round=small, needed=True, by=secretary, at=NOW)
    return small


class TestVerdict:
    def test_is_kept_with_the_revision_that_was_judged(self, small, submitted, inspector):
        accept(small, inspector)

        verdict = Verdict.objects.get()
        assert (verdict.question, verdict.revision, verdict.decision) == ("1.1", submitted.revision, Decision.ACCEPT)
        assert (verdict.given_by, verdict.submitted_at, verdict.took_effect) == (inspector, submitted.changed_at, True)

    def test_tells_its_reasons_to_the_agency_in_words(self, small, submitted, inspector):
        give_back(small, inspector, codes=["UNSIGNED", "MISSING"], reason="Lampiran SK 12 belum ada")

        reason = find_return_reason(small.sheet, "1.1")
        assert reason == "Dokumen belum ada; belum ditandatangani. Lampiran SK 12 belum ada"
        verdict = Verdict.objects.get()
        assert (verdict.reasons, verdict.text) == (["UNSIGNED", "MISSING"], "Lampiran SK 12 belum ada")

    def test_needs_no_words_beside_a_reason_of_the_list(self, small, submitted, inspector):
        assert give_back(small, inspector, codes=["UNREADABLE"]).state is AnswerState.RETURNED

    @pytest.mark.parametrize(
        ("codes", "reason"),
        [((), ""), ((), "tak"), (["OTHER"], ""), (["SOMETHING"], "SK belum ada"), (["NOT_ON_SITE"], "SK belum ada")],
        ids=["nothing", "too short", "other without words", "unknown", "of losses only"],
    )
    def test_is_refused_without_a_reason_that_can_be_mended(self, small, submitted, inspector, codes, reason):
        with pytest.raises(BadAnswer):
            give_back(small, inspector, codes=codes, reason=reason)

        assert not Verdict.objects.exists()
        assert get_answer(small.sheet, "1.1").state is AnswerState.SUBMITTED

    def test_is_not_given_on_the_own_agency(self, small, submitted, insider):
        with pytest.raises(NotAllowed):
            accept(small, insider)

        assert not Verdict.objects.exists()

    def test_is_not_kept_when_the_answer_has_changed(self, small, submitted, inspector):
        with pytest.raises(Conflict):
            accept(small, inspector, revision=1)

        assert not Verdict.objects.exists()

    def test_on_an_accepted_answer_has_waited_for_nobody(self, small, submitted, inspector, planner):
        accept(small, inspector)
        give_back(small, planner, codes=["MISMATCH"], revision=3)

        assert queries.list_verdicts(small, "1.1")[0].submitted_at is None

    def test_comes_from_the_panel_of_the_sheet_too(self, client, small, submitted, inspector):
        client.force_login(inspector)
        place = {"city": "balikpapan", "code": small.sheet.code, "question": "1.1"}
        client.post(reverse("sheets:return", kwargs=place), {"revision": "2", "reason_code": ["WRONG_PERIOD"]})

        assert Verdict.objects.get().reasons == ["WRONG_PERIOD"]
        assert get_answer(small.sheet, "1.1").state is AnswerState.RETURNED

    def test_offers_reasons_that_an_agency_can_mend(self):
        assert Reason.MINISTRY_POLICY not in RETURN_REASONS
        assert len(RETURN_REASONS) == 10  # keys 1 to 9 and 0


class TestTwoVerifiers:
    def test_are_needed_once_the_round_says_so(self, strict, submitted, inspector, planner):
        assert accept(strict, inspector).state is AnswerState.SUBMITTED
        (first,) = queries.list_first_acceptances(strict).values()
        assert first.given_by == inspector

        assert accept(strict, planner).state is AnswerState.ACCEPTED
        assert [verdict.took_effect for verdict in queries.list_all_verdicts(strict)] == [False, True]
        assert Event.objects.filter(verb="assessment.accepted_first").count() == 1

    def test_are_two_different_people(self, strict, submitted, inspector):
        accept(strict, inspector)

        with pytest.raises(WrongState):
            accept(strict, inspector)
        assert get_answer(strict.sheet, "1.1").state is AnswerState.SUBMITTED

    def test_are_needed_behind_the_panel_of_the_sheet_too(self, client, strict, submitted, inspector):
        client.force_login(inspector)
        place = {"city": "balikpapan", "code": strict.sheet.code, "question": "1.1"}
        page = client.post(reverse("sheets:accept", kwargs=place), {"revision": "2"}, follow=True).content.decode()

        assert get_answer(strict.sheet, "1.1").state is AnswerState.SUBMITTED
        assert "menunggu pemeriksa kedua" in page

    def test_begin_anew_when_the_answer_changes(self, strict, submitted, secretary, inspector, planner):
        accept(strict, inspector)
        step = {"sheet": strict.sheet, "question": "1.1", "by": secretary, "at": NOW}
        sheets.withdraw_answer(base_revision=2, **step)
        row = fill(strict.sheet, "1.1", by=secretary, submitted=True, data={"option": "PERWALI"})

        assert accept(strict, planner, revision=row.revision).state is AnswerState.SUBMITTED
        assert accept(strict, inspector, revision=row.revision).state is AnswerState.ACCEPTED

    def test_begin_anew_when_the_proof_changes(self, strict, submitted, secretary, inspector, planner):
        document = make_document(strict.city, by=secretary)
        proof = link(document, strict.sheet, "1.1", by=secretary)
        accept(strict, inspector)
        evidence.withdraw_document(document=document, reason="diganti yang baru", by=secretary, at=NOW)

        assert not queries.list_first_acceptances(strict)
        assert accept(strict, planner).state is AnswerState.SUBMITTED
        evidence.unlink_document(link=proof, by=secretary, at=NOW)
        assert accept(strict, inspector).state is AnswerState.SUBMITTED
        assert accept(strict, planner).state is AnswerState.ACCEPTED

    def test_may_return_alone(self, strict, submitted, inspector, planner):
        accept(strict, inspector)

        assert give_back(strict, planner, codes=["UNSIGNED"]).state is AnswerState.RETURNED

    def test_are_one_again_when_the_rule_is_lifted(self, strict, submitted, secretary, inspector):
        accept(strict, inspector)
        actions.set_two_verifiers(round=strict, needed=False, by=secretary, at=NOW)

        assert accept(strict, inspector).state is AnswerState.ACCEPTED
        assert Verdict.objects.get().took_effect

    def test_are_asked_for_by_the_secretariat_only(self, small, inspector):
        with pytest.raises(NotAllowed):
            actions.set_two_verifiers(round=small, needed=True, by=inspector, at=NOW)


def accept_at_once(small, people):
    """Everybody accepts the same revision at the same moment; what became of each, in any order."""
    said = []

    def press(person):
        try:
            said.append(
                accept(Round.objects.select_related("sheet__city__region", "sheet__edition").get(), person).state
            )
        except SheetError as error:
            said.append(type(error))

    at_once(press, *([person] for person in people))
    return said


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Real threads on real connections."""

    def make(self, *, needs_two):
        city = make_city()
        make_agency(city, "dinkes", plays=("kesehatan",))
        make_agency(city, "dp3akb", plays=("ppa",))
        small = make_round(city)
        secretary = make_person(city, "SECRETARIAT")
        fill(small.sheet, "1.1", by=secretary, submitted=True)
        if needs_two:
            actions.set_two_verifiers(round=small, needed=True, by=secretary, at=NOW)
        return small, [make_person(city, "VERIFIER", username=name) for name in ("vera", "vino")]

    def test_two_people_make_two_acceptances_under_the_rule(self):
        small, people = self.make(needs_two=True)

        said = accept_at_once(small, people)

        assert sorted(said) == sorted([AnswerState.SUBMITTED, AnswerState.ACCEPTED])
        assert Verdict.objects.filter(took_effect=True).count() == 1

    def test_one_person_twice_is_one_acceptance_under_the_rule(self):
        small, people = self.make(needs_two=True)

        said = accept_at_once(small, [people[0], people[0]])

        assert set(said) == {AnswerState.SUBMITTED, WrongState}
        assert Verdict.objects.count() == 1

    def test_without_the_rule_the_second_is_told_that_the_answer_has_changed(self):
        small, people = self.make(needs_two=False)

        said = accept_at_once(small, people)

        assert set(said) == {AnswerState.ACCEPTED, Conflict}
        assert Verdict.objects.count() == 1
        assert connection.vendor == "postgresql"
