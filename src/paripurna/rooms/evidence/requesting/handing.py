"""What a person has open when they leave: requests, drafts of answers, documents that prove nothing yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.open_work import OpenWork
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.models import Document, Evidence, ProofRequest
from paripurna.rooms.evidence.requesting.listing import RequestLine, build_lines
from paripurna.rooms.evidence.types import BadRequest
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.policy import DocumentScope
    from paripurna.rooms.network.types import AgencyRef


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An answer that the person began, or that came back to them."""

    sheet_code: str
    sheet: str
    question: str
    label: str
    state: AnswerState


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything of a person that others must know of."""

    person: User
    agencies: tuple[AgencyRef, ...]
    requests: tuple[RequestLine, ...]
    drafts: tuple[DraftLine, ...]
    documents: tuple[Document, ...]
    successors: tuple[User, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.requests or self.drafts or self.documents)


def list_people(city: City, *, on: date) -> list[User]:
    """This function will return the people who work for an agency of the city, by name."""
    codes = [agency.code for agency in network.list_agencies(city, on=on)]
    people = {person for found in network.list_workers(city, codes, on=on).values() for person in found}
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


def find_person(city: City, code: str, *, on: date) -> User:
    """This function will return a person who works for an agency, or to whom something is still handed. Raises `Stranger`."""
    waiting = ProofRequest.objects.of_city(city).open().exclude(delegate=None).select_related("delegate")
    holders = [request.delegate for request in waiting.order_by("pk") if request.delegate]
    found = next((person for person in (*list_people(city, on=on), *holders) if str(person.code) == code), None)
    if found is None:
        raise Stranger
    return found


def read_open_work(*, city: City, people: Collection[str], reader: User, on: date) -> Mapping[str, OpenWork]:
    """This function will count the open requests that are handed to each of `people`, for who may hand them on."""
    if not may(reader, Permission.PROOF_REQUEST, city, on=on):
        return {}
    waiting = ProofRequest.objects.of_city(city).open().filter(delegate__code__in=people)
    counted = waiting.order_by().values_list("delegate__code").annotate(count=Count("pk"))
    return {str(code): _build_open_work(city, str(code), count) for code, count in counted}


def _build_open_work(city: City, code: str, count: int) -> OpenWork:
    text = ngettext(
        "%(count)s request for a document is in the hands of this person.",
        "%(count)s requests for documents are in the hands of this person.",
        count,
    )
    url = reverse("evidence:handover", kwargs={"city": city.slug})
    return OpenWork(text % {"count": count}, f"{url}?{urlencode({'orang': code})}")


def read_belongings(city: City, person: User, scope: DocumentScope, *, on: date) -> Belongings:
    """This function will gather what the person has open; documents only as far as the reader (`scope`) may see them."""
    waiting = ProofRequest.objects.of_city(city).open().filter(delegate=person)
    requests = list(waiting.select_related("agency", "delegate", "city", "sheet__edition").order_by("due_on", "pk"))
    agencies = network.list_agencies_of(person, city, on=on)
    codes = {agency.code for agency in agencies} | {request.agency.code for request in requests}
    workers = network.list_workers(city, codes, on=on)
    others = {worker for found in workers.values() for worker in found} - {person}
    return Belongings(
        person=person,
        agencies=tuple(agencies),
        requests=tuple(build_lines(requests, on=on)),
        drafts=tuple(_list_drafts(city, person)),
        documents=tuple(_list_unlinked(city, person, scope)),
        successors=tuple(sorted(others, key=lambda worker: (worker.name.casefold(), worker.pk))),
    )


def _list_drafts(city: City, person: User) -> list[DraftLine]:
    language = get_language() or "id"
    return [
        DraftLine(
            sheet_code=str(answer.sheet.code),
            sheet=answer.sheet.title,
            question=answer.question,
            label=sheets.get_question(answer.sheet, answer.question).label.in_language(language),
            state=AnswerState(answer.state),
        )
        for answer in sheets.list_drafts_of(city, person)
    ]


def _list_unlinked(city: City, person: User, scope: DocumentScope) -> Sequence[Document]:
    standing = Evidence.objects.standing().filter(document=OuterRef("pk"))
    found = Document.objects.of_city(city).current().visible_to(scope).filter(~Exists(standing), brought_by=person)
    return list(found.select_related("agency").order_by("-brought_at", "pk"))


def find_worker(request: ProofRequest, code: UUID, *, at: datetime) -> User:
    """This function will return the person of the agency with this code. Raises `BadRequest`."""
    workers = network.list_workers(request.city, [request.agency.code], on=day_in(request.city, at))
    found = next((person for person in workers.get(request.agency.code, ()) if person.code == code), None)
    if found is None:
        raise BadRequest(_("Choose a person who works for this agency."), "delegate")
    return found


def find_successor(city: City, code: UUID | None, *, on: date) -> User | None:
    """This function will return the person with this code who works for an agency, None for none. Raises `BadRequest`."""
    if code is None:
        return None
    found = next((person for person in list_people(city, on=on) if person.code == code), None)
    if found is None:
        raise BadRequest(_("Choose a person who works for an agency of the city."), "successor")
    return found
