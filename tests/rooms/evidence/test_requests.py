"""Asking agencies for documents: rights, states, two at once, pressed twice."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.platform.audit.models import Event
from paripurna.platform.notices.models import Notice
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document, Evidence, ProofRequest, RequestEvent
from paripurna.rooms.evidence.requesting.scope import AGENCY_STEPS
from paripurna.rooms.evidence.types import (
    REQUEST_TRANSITIONS,
    BadRequest,
    DocumentWithdrawn,
    RequestChanged,
    RequestExists,
    RequestState,
    RequestStep,
    WrongRequestState,
)
from tests.factories.evidence import NOW, make_document
from tests.factories.requests import DUE, STEPS, answer, draft_request, make_request, step
from tests.factories.sheets import make_person

S = RequestStep
BY_PEOPLE = [S.ANSWER, *STEPS]


def take(request, which, *, by, **fields):
    return answer(request, by=by, **fields) if which is S.ANSWER else step(request, which, by=by, **fields)


def in_state(sheet, state, *, officer, secretary):
    """A request that people brought into a state."""
    request = make_request(sheet, by=secretary)
    if state is RequestState.CANCELLED:
        return step(request, S.CANCEL, by=secretary)
    if state is RequestState.DECLINED:
        return step(request, S.DECLINE, by=officer)
    if state is not RequestState.OPEN:
        request = answer(request, by=officer)
    if state is RequestState.RETURNED:
        return step(request, S.RETURN, by=secretary)
    return step(request, S.CONFIRM, by=secretary) if state is RequestState.DONE else request


class TestStates:
    @pytest.mark.parametrize("state", RequestState)
    @pytest.mark.parametrize("which", BY_PEOPLE)
    def test_follow_the_table(self, sheet, officer, secretary, state, which):
        request = in_state(sheet, state, officer=officer, secretary=secretary)
        by = officer if which in AGENCY_STEPS else secretary

        if state in REQUEST_TRANSITIONS[which]:
            assert take(request, which, by=by).state == REQUEST_TRANSITIONS[which][state]
            assert RequestEvent.objects.filter(request=request, step=which).exists()
        else:
            with pytest.raises(WrongRequestState):
                take(request, which, by=by)


class TestRights:
    @pytest.mark.parametrize("which", BY_PEOPLE)
    def test_of_the_agency_are_to_answer_hand_on_and_decline(self, sheet, officer, secretary, which):
        states = REQUEST_TRANSITIONS[which]
        request = in_state(sheet, next(iter(states)), officer=officer, secretary=secretary)

        if which in AGENCY_STEPS:
            assert take(request, which, by=officer)
        else:
            with pytest.raises(NotAllowed):
                take(request, which, by=officer)

    @pytest.mark.parametrize("which", BY_PEOPLE)
    def test_of_others_are_none(self, sheet, officer, neighbor, verifier, head, secretary, which):
        request = in_state(sheet, next(iter(REQUEST_TRANSITIONS[which])), officer=officer, secretary=secretary)
        document = make_document(sheet.city, by=secretary)

        for person, refusal in ((neighbor, Stranger), (verifier, NotAllowed), (head, NotAllowed)):
            with pytest.raises(refusal):
                if which is S.ANSWER:
                    answer(request, document, by=person)
                else:
                    step(request, which, by=person)

    def test_to_ask_are_of_the_secretariat(self, sheet, officer):
        with pytest.raises(NotAllowed):
            make_request(sheet, by=officer)


class TestAskForDocument:
    def test_tells_the_agency_and_the_audit(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary)

        notice = Notice.objects.get(person=officer)
        assert (notice.code, notice.params["count"]) == ("evidence.asked", 1)
        assert Event.objects.filter(verb="evidence.request_ask", subject=f"evidence.request:{request.code}").exists()
        assert request.events.get().step == S.ASK

    def test_asks_once_when_the_page_is_sent_twice(self, sheet, secretary):
        code = uuid4()

        first, second = (make_request(sheet, by=secretary, code=code) for _turn in range(2))

        assert first == second
        assert ProofRequest.objects.count() == RequestEvent.objects.count() == 1

    def test_refuses_what_is_asked_already(self, sheet, secretary):
        make_request(sheet, by=secretary)

        with pytest.raises(RequestExists):
            make_request(sheet, by=secretary)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"title": " "}, "title"),
            ({"due_on": NOW.date() - timedelta(days=1)}, "due_on"),
            ({"kind": "tanpa"}, "kind"),
        ],
    )
    def test_names_what_is_wrong(self, sheet, secretary, fields, field):
        with pytest.raises(BadRequest) as caught:
            make_request(sheet, by=secretary, **fields)

        assert caught.value.field == field


class TestAskForDocuments:
    def test_asks_for_all_or_none(self, sheet, secretary):
        make_request(sheet, by=secretary)
        drafts = [draft_request(sheet, question="1.2", kind="foto"), draft_request(sheet)]

        with pytest.raises(RequestExists):
            actions.ask_for_documents(sheet=sheet, drafts=drafts, by=secretary, at=NOW)

        assert ProofRequest.objects.count() == 1

    def test_asks_once_when_sent_twice_and_tells_each_person_once(self, sheet, officer, secretary):
        numbers = ("1.2", "1.3", "1.4")
        drafts = [draft_request(sheet, question=number, kind="foto", code=uuid4()) for number in numbers]

        first, second = (
            actions.ask_for_documents(sheet=sheet, drafts=drafts, by=secretary, at=NOW) for _turn in range(2)
        )

        assert (len(first), len(second)) == (3, 0)
        assert Notice.objects.get(person=officer).params["count"] == 3
        assert Event.objects.filter(verb="evidence.requests_asked").count() == 1


class TestAnswerRequest:
    def test_links_the_documents_as_the_kind_asked_for(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary)
        documents = [make_document(sheet.city, by=officer) for _one in range(2)]

        answer(request, *documents, by=officer, place="hlm. 3")

        links = Evidence.objects.standing().filter(sheet=sheet, question="1.1", kind="sk", place="hlm. 3")
        assert {link.document for link in links} == set(documents)
        assert {row.document for row in request.documents.all()} == set(documents)
        assert Notice.objects.get(person=secretary).code == "evidence.answered"

    def test_is_done_once_when_pressed_twice(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary)
        document = make_document(sheet.city, by=officer)

        first = answer(request, document, by=officer)
        second = answer(request, document, by=officer)

        assert first.revision == second.revision == 2
        assert request.events.filter(step=S.ANSWER).count() == request.documents.count() == 1
        assert Event.objects.filter(verb="evidence.request_answer").count() == 1

    def test_tells_the_second_of_two_who_answer_at_once(self, sheet, officer, secretary):
        colleague = make_person(sheet.city, "OFFICER", agency="dinkes", username="rekan")
        request = make_request(sheet, by=secretary)
        answer(request, by=officer)

        with pytest.raises(RequestChanged):
            answer(request, by=colleague)

    def test_refuses_a_document_of_others_and_changes_nothing(self, sheet, officer, neighbor, secretary):
        request = make_request(sheet, by=secretary)
        foreign = make_document(sheet.city, by=neighbor, agency="dp3akb")

        with pytest.raises(Stranger):
            answer(request, foreign, by=officer)

        request.refresh_from_db()
        assert (request.state, request.documents.count()) == (RequestState.OPEN, 0)

    def test_refuses_a_withdrawn_document(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary)
        document = make_document(sheet.city, by=officer)
        withdrawn = actions.withdraw_document(document=document, reason="salah unggah", by=officer, at=NOW)

        with pytest.raises(DocumentWithdrawn):
            answer(request, withdrawn, by=officer)

    def test_lets_an_agency_answer_that_does_not_answer_for_the_question(self, sheet, neighbor, secretary):
        request = make_request(sheet, by=secretary, agency="dp3akb")

        answer(request, make_document(sheet.city, by=neighbor, agency="dp3akb"), by=neighbor)

        assert Evidence.objects.standing().filter(question="1.1").count() == 1

    def test_of_a_free_request_links_nothing(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary, question="", kind="", title="Foto kantor")

        assert answer(request, by=officer).state == RequestState.ANSWERED
        assert not Evidence.objects.exists()

    def test_needs_a_document(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary)

        with pytest.raises(BadRequest):
            actions.answer_request(
                request=request, documents=Document.objects.none(), base_revision=1, by=officer, at=NOW
            )


class TestDelegateRequest:
    def test_tells_the_one_who_brings_it(self, sheet, officer, secretary):
        colleague = make_person(sheet.city, "OFFICER", agency="dinkes", username="rekan")
        request = make_request(sheet, by=secretary)

        step(request, S.DELEGATE, by=officer, delegate=colleague)

        assert Notice.objects.get(person=colleague, code="evidence.delegated")
        assert not Notice.objects.filter(person=officer, code="evidence.delegated").exists()

    def test_refuses_a_person_of_another_agency(self, sheet, officer, neighbor, secretary):
        with pytest.raises(BadRequest):
            step(make_request(sheet, by=secretary), S.DELEGATE, by=officer, delegate=neighbor)


class TestReopenRequest:
    def test_refuses_when_the_same_is_asked_by_another(self, sheet, secretary):
        cancelled = step(make_request(sheet, by=secretary), S.CANCEL, by=secretary)
        make_request(sheet, by=secretary)

        with pytest.raises(RequestExists):
            step(cancelled, S.REOPEN, by=secretary)


class TestStepRequests:
    def test_moves_those_that_can_be_moved(self, sheet, officer, secretary):
        wanted = make_request(sheet, by=secretary)
        answered = answer(make_request(sheet, by=secretary, question="1.2", kind="foto"), by=officer)
        codes, day = [wanted.code, answered.code], date(2026, 12, 20)

        moved = actions.step_requests(city=sheet.city, codes=codes, step=S.MOVE, due_on=day, by=secretary, at=NOW)

        wanted.refresh_from_db()
        answered.refresh_from_db()
        assert (moved, wanted.due_on, answered.due_on) == (1, day, DUE)

    def test_reminds_in_one_notice_and_leaves_the_revision(self, sheet, officer, secretary):
        requests = [make_request(sheet, by=secretary, question=number, kind="foto") for number in ("1.2", "1.3")]
        codes = [request.code for request in requests]

        count = actions.step_requests(city=sheet.city, codes=codes, step=S.REMIND, by=secretary, at=NOW)

        assert count == 2
        assert Notice.objects.get(person=officer, code="evidence.due").params["count"] == 2
        assert {request.revision for request in ProofRequest.objects.all()} == {1}

    def test_tells_the_head_of_the_agency(self, sheet, officer, secretary):
        boss = make_person(sheet.city, "HEAD", agency="dinkes", username="kepala")
        request = make_request(sheet, by=secretary)

        actions.step_requests(city=sheet.city, codes=[request.code], step=S.ESCALATE, by=secretary, at=NOW)

        assert Notice.objects.get(person=boss, code="evidence.escalated").params["count"] == 1
        assert not Notice.objects.filter(person=officer, code="evidence.escalated").exists()

    def test_is_not_for_officers(self, sheet, officer, secretary):
        request = make_request(sheet, by=secretary)

        with pytest.raises(NotAllowed):
            actions.step_requests(city=sheet.city, codes=[request.code], step=S.CANCEL, by=officer, at=NOW)
