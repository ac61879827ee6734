"""Every refusal in one form: a code for programs, a sentence for people."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from paripurna.platform.access.types import NotAllowed, Stranger

SENTENCES: dict[int, tuple[str, Promise]] = {
    400: ("REFUSED", _("The request cannot be read. Send its body as JSON.")),
    401: ("NO_TOKEN", _("Send a valid token as “Authorization: Bearer …”.")),
    403: ("NOT_ALLOWED", _("You have no right to do this, or the token does not reach that far.")),
    404: ("NOT_FOUND", _("There is no such thing here.")),
    429: ("TOO_MANY", _("Too many requests. Wait a minute and try again.")),
}
SHAPES: dict[str, Promise] = {"missing": _("This field is missing.")}  # by what pydantic calls it
OTHER_SHAPE = _("This field has another form than the description says.")
STATUSES: dict[type, int] = {AuthenticationError: 401, NotAllowed: 403, Http404: 404, Stranger: 404}


def answer_problems(api: NinjaAPI) -> None:
    """This function will have `api` answer its refusals in the form of `Problem`."""

    def answer(request: HttpRequest, status: int, problem: dict[str, str]) -> HttpResponse:
        return api.create_response(request, {"field": "", **problem}, status=status)

    def refuse(request: HttpRequest, error: Any) -> HttpResponse:
        status = error.status_code if isinstance(error, HttpError) else _status_of(error)
        code, sentence = SENTENCES.get(status, ("REFUSED", str(error)))
        return answer(request, status, {"code": code, "sentence": str(sentence)})

    def refuse_form(request: HttpRequest, error: Any) -> HttpResponse:
        first = error.errors[0]
        field = ".".join(map(str, first["loc"]))
        sentence = str(SHAPES.get(first["type"], OTHER_SHAPE))
        return answer(request, 422, {"code": "BAD_REQUEST", "sentence": sentence, "field": field})

    for kind in (*STATUSES, HttpError):
        api.add_exception_handler(kind, refuse)
    api.add_exception_handler(ValidationError, refuse_form)


def _status_of(error: Exception) -> int:
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
