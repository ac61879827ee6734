"""The hours after the visit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.notices.models import Notice
from paripurna.rooms.assessment.visit import asking, queries
from paripurna.rooms.assessment.visit.asks_page import build_asks_page, tell_left
from paripurna.rooms.assessment.visit.models import VisitAsk
from paripurna.rooms.assessment.visit.types import AskAnswer, AskState, AskStep, PlanChanged, VisitError, WrongAskState
from paripurna.rooms.evidence.queries import list_proving
from tests.factories.assessment import NOW
from tests.factories.evidence import make_document
from tests.factories.sheets import make_person
from tests.factories.visit import make_ask

LATER = NOW + timedelta(hours=50)


def step(ask, what, *, by, answer=None, revision=None, at=NOW):
    return asking.take_step(
        ask=ask, step=what, answer=answer or AskAnswer(), base_revision=revision or ask.revision, by=by, at=at
    )


@pytest.fixture
def ask(plan, secretary, officer):
    return make_ask(plan, by=secretary, question="1.2l")


class TestAddAsk:
    def test_lets_the_hours_run_and_tells_those_who_bring(self, ask, officer):
        assert ask.due_at == NOW + timedelta(hours=48)
        assert list(Notice.objects.values_list("person", "code")) == [(officer.pk, "assessment.visit_asked")]

    def test_sent_twice_is_one(self, plan, secretary):
        key = uuid4()
        one = make_ask(plan, by=secretary, key=key)
        other = make_ask(plan, by=secretary, key=key, title="Lain")

        assert one.pk == other.pk
        assert VisitAsk.objects.get().title == "SK tim (contoh)"

    @pytest.mark.parametrize("fields", [{"title": " "}, {"question": "99.9"}, {"agency_id": 0}, {"bringer_id": 0}])
    def test_refuses_what_does_not_fit(self, plan, secretary, fields):
        with pytest.raises(VisitError):
            make_ask(plan, by=secretary, **fields)

    def test_is_for_the_secretariat(self, plan, officer):
        with pytest.raises(NotAllowed):
            make_ask(plan, by=officer)


class TestTakeStep:
    def test_brings_a_document_that_then_proves_the_question(self, ask, officer):
        document = make_document(ask.city, by=officer)

        brought = step(ask, AskStep.BRING, by=officer, answer=AskAnswer(document=document.code, place="hlm. 2"))

        assert (brought.state, brought.document) == (AskState.BROUGHT, document)
        assert list_proving(ask.plan.round.sheet, ["1.2l"]) == {"1.2l": [document]}

    def test_works_when_the_document_proves_the_question_already(self, ask, officer):
        document = make_document(ask.city, by=officer)
        answer = AskAnswer(document=document.code)
        first = step(ask, AskStep.BRING, by=officer, answer=answer)

        assert step(first, AskStep.BRING, by=officer, answer=answer).state == AskState.BROUGHT

    def test_proves_a_question_of_others_when_the_secretariat_hands_it_over(self, plan, officer, secretary):
        foreign = make_ask(plan, by=secretary, question="1.1")
        document = make_document(plan.city, by=officer)
        brought = step(foreign, AskStep.BRING, by=officer, answer=AskAnswer(document=document.code))
        before = list_proving(plan.round.sheet, ["1.1"])

        step(brought, AskStep.HAND_OVER, by=secretary)

        assert (before, list_proving(plan.round.sheet, ["1.1"])) == ({}, {"1.1": [document]})

    def test_needs_a_document(self, ask, officer):
        with pytest.raises(VisitError):
            step(ask, AskStep.BRING, by=officer)

    def test_hands_over_by_the_secretariat_also_when_the_clock_has_passed(self, ask, officer, secretary):
        answer = AskAnswer(document=make_document(ask.city, by=officer).code)
        brought = step(ask, AskStep.BRING, by=officer, answer=answer, at=LATER)

        with pytest.raises(NotAllowed):
            step(brought, AskStep.HAND_OVER, by=officer, at=LATER)
        assert step(brought, AskStep.HAND_OVER, by=secretary, at=LATER).handed_over_at == LATER

    def test_says_why_not(self, ask, officer):
        with pytest.raises(VisitError):
            step(ask, AskStep.DECLINE, by=officer)

        said = step(ask, AskStep.DECLINE, by=officer, answer=AskAnswer(note="belum ditandatangani"))

        assert (said.state, said.said) == (AskState.CANNOT, "belum ditandatangani")

    def test_refuses_a_step_that_is_not_possible(self, ask, secretary):
        with pytest.raises(WrongAskState):
            step(ask, AskStep.HAND_OVER, by=secretary)

    def test_of_two_at_once_the_second_is_told(self, ask, officer):
        answer = AskAnswer(document=make_document(ask.city, by=officer).code)
        step(ask, AskStep.BRING, by=officer, answer=answer)

        with pytest.raises(PlanChanged):
            step(ask, AskStep.DECLINE, by=officer, answer=AskAnswer(note="tidak ada"), revision=1)

    def test_is_not_for_other_agencies(self, ask):
        stranger = make_person(ask.city, "OFFICER", agency="dp3akb", username="lain")

        with pytest.raises(NotAllowed):
            step(ask, AskStep.DECLINE, by=stranger, answer=AskAnswer(note="tidak ada"))


class TestClock:
    def test_moves_what_is_open(self, ask, plan, secretary):
        asking.start_hours(plan=plan, starts=NOW + timedelta(hours=3), by=secretary, at=NOW)

        assert queries.list_asks(plan)[0].due_at == NOW + timedelta(hours=51)

    @pytest.mark.parametrize(
        ("left", "words"), [({"hours": 47, "minutes": 59}, "47"), ({"minutes": 12}, "12"), ({"minutes": -1}, "lewat")]
    )
    def test_is_told_in_words(self, left, words):
        with translation.override("id"):
            told = tell_left(timedelta(**left))

        assert words in told

    def test_that_has_passed_loses_nothing(self, ask, plan, officer):
        plan.refresh_from_db()

        page = build_asks_page(plan, officer, on=LATER.date(), at=LATER)

        assert page.is_over
        assert page.lines[0].is_late
        assert page.lines[0].may_bring


def test_most_urgent_first_and_settled_last(plan, secretary, officer):
    done = make_ask(plan, by=secretary, title="A")
    make_ask(plan, by=secretary, title="B")
    step(done, AskStep.DECLINE, by=secretary, answer=AskAnswer(note="tidak ada"))

    assert [ask.title for ask in queries.list_asks(plan)] == ["B", "A"]
