"""The API of rounds: scores, answers, gaps; and of editions. Read with a token, write answers with If-Match."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status

from paripurna.core.instrument.canonical import content_hash
from paripurna.core.instrument.shelf import find_edition, list_editions
from paripurna.platform.access.programs import MEMBER, REFUSALS, Problem, open_city
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment import api_views as views
from paripurna.rooms.assessment import schemas as s
from paripurna.rooms.assessment.forecasting.schemas import ForecastOut, build_forecast
from paripurna.rooms.assessment.gaps import list_gaps
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.queries import find_forecast, get_round, list_rounds
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.types import AnswerDraft

router = Router(tags=["rounds"])
editions = Router(tags=["editions"])


@router.get("/cities/{slug:city}/rounds", response={200: list[s.RoundOut], **REFUSALS}, summary="Rounds of a city")
def get_rounds(request: HttpRequest, city: str) -> list[s.RoundOut]:
    return [views.build_round(found) for found in list_rounds(open_city(request, city, Permission.CITY_VIEW))]


@router.get("/cities/{slug:city}/rounds/{code}", response={200: s.RoundDetailOut, **REFUSALS}, summary="One round")
def get_round_detail(request: HttpRequest, city: str, code: UUID) -> s.RoundDetailOut:
    found = get_round(open_city(request, city, Permission.CITY_VIEW), code=str(code))
    return views.build_round_detail(read_position(found, today=timezone.localdate()))


@router.get(
    "/cities/{slug:city}/rounds/{code}/scores/{stage}",
    response={200: s.ScoreOut, **REFUSALS},
    summary="Score at a stage",
)
def get_score(request: HttpRequest, city: str, code: UUID, stage: str) -> s.ScoreOut:
    """The mark given at the stage, else the rule applied to the answer, for every question."""
    found = get_round(open_city(request, city, Permission.CITY_VIEW), code=str(code))
    return views.build_score(found, stage)


@router.get(
    "/cities/{slug:city}/rounds/{code}/gaps", response={200: list[s.GapOut], **REFUSALS}, summary="Points not won"
)
def get_gaps(request: HttpRequest, city: str, code: UUID) -> list[s.GapOut]:
    found = get_round(open_city(request, city, Permission.CITY_VIEW), code=str(code))
    return [views.build_gap(gap) for gap in list_gaps(read_position(found, today=timezone.localdate()))]


@router.get(
    "/cities/{slug:city}/rounds/{code}/forecast",
    response={200: ForecastOut, **REFUSALS},
    summary="The verified score, foretold",
)
def get_forecast(request: HttpRequest, city: str, code: UUID) -> ForecastOut:
    """The newest stored forecast; 404 while there is none."""
    stored = find_forecast(get_round(open_city(request, city, Permission.CITY_VIEW), code=str(code)))
    if stored is None:
        raise Http404
    return build_forecast(stored)


@router.get(
    "/cities/{slug:city}/rounds/{code}/answers/{question}",
    response={200: s.AnswerOut, **REFUSALS},
    summary="One answer, its revision as ETag",
)
def get_answer(request: HttpRequest, response: HttpResponse, city: str, code: UUID, question: str) -> s.AnswerOut:
    found = get_round(open_city(request, city, Permission.CITY_VIEW), code=str(code))
    answer = views.build_answer(found, question)
    response["ETag"] = f'"{answer.revision}"'
    return answer


@router.put(
    "/cities/{slug:city}/rounds/{code}/answers/{question}",
    response={200: s.AnswerOut, **REFUSALS, 400: Problem, 409: Problem, 412: s.ConflictProblem, 428: Problem},
    summary="Save an answer as a draft",
)
def put_answer(
    request: HttpRequest, response: HttpResponse, city: str, code: UUID, question: str, payload: s.AnswerIn
) -> s.AnswerOut | Status[Any]:
    """Needs `If-Match` with the revision that you saw. 412 shows what someone else wrote in the meantime."""
    found = get_round(open_city(request, city, Permission.ANSWER_EDIT), code=str(code))
    revision = views.read_if_match(request)
    if revision is None:
        return Status(428, views.build_missing_revision())
    draft = AnswerDraft(question, payload.data, payload.note, revision, request.headers.get("Idempotency-Key", "")[:64])
    with views.refusing() as refused:
        sheets.save_answer(sheet=found.sheet, draft=draft, by=cast(User, request.user), at=timezone.now())
    if refused.answer is not None:
        return refused.answer
    answer = views.build_answer(found, question)
    response["ETag"] = f'"{answer.revision}"'
    return answer


@editions.get("/editions", response={200: list[s.EditionOut], **MEMBER}, summary="Shipped editions")
def get_editions(request: HttpRequest) -> list[s.EditionOut]:
    return [views.build_edition(edition) for edition in list_editions()]


@editions.get(
    "/editions/{reference}", response={200: dict[str, Any], **REFUSALS}, summary="A whole edition, with its rules"
)
def get_edition(request: HttpRequest, response: HttpResponse, reference: str) -> dict[str, Any]:
    edition = find_edition(reference)
    if edition is None:
        raise Stranger
    response["ETag"] = f'"{content_hash(edition)}"'
    return edition.model_dump(mode="json")
