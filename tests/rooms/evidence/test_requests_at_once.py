"""Two people of an agency answer one request at the same moment: one is taken, the other is told, nothing is lost."""

import threading

import pytest
from django.db import connection

from paripurna.rooms.evidence.models import Evidence, ProofRequest, RequestEvent
from paripurna.rooms.evidence.types import EvidenceError, RequestState, RequestStep
from tests.factories.evidence import make_document
from tests.factories.requests import answer, make_request
from tests.factories.sheets import make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tries(sheet, officer, secretary):
    """One request, and two people who each bring a document for it, seen as it stood before either."""
    request = make_request(sheet, by=secretary)
    colleague = make_person(sheet.city, "OFFICER", agency="dinkes", username="rekan")
    return [
        (ProofRequest.objects.select_related("city", "agency", "sheet").get(pk=request.pk), document, person)
        for person in (officer, colleague)
        for document in [make_document(sheet.city, by=person)]
    ]


def answer_at_once(tries):
    """Both wait at the same gate; what each was told, None for done, in the order of the tries."""
    gate, told = threading.Barrier(len(tries)), {}

    def run(position, request, document, person):
        try:
            gate.wait(timeout=10)
            answer(request, document, by=person)
            told[position] = None
        except EvidenceError as refused:
            told[position] = type(refused).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(position, *given)) for position, given in enumerate(tries)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [told[position] for position in range(len(tries))]


class TestAnsweringAtOnce:
    def test_takes_one_and_tells_the_other(self, tries):
        told = answer_at_once(tries)

        request = ProofRequest.objects.get()
        winner = told.index(None)
        assert sorted(map(str, told)) == ["None", "RequestChanged"]
        assert request.state == RequestState.ANSWERED
        assert RequestEvent.objects.get(request=request, step=RequestStep.ANSWER).by == tries[winner][2]
        assert [link.document for link in Evidence.objects.standing()] == [tries[winner][1]]
