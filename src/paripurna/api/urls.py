"""The HTTP API v1: gathers the rooms' endpoints under `/api/v1/`."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.urls import URLPattern
from ninja import NinjaAPI

from paripurna import __version__
from paripurna.api.auth import RATE, PerPerson, SignedInAuth, TokenAuth
from paripurna.api.problems import answer_problems
from paripurna.platform.access.doors import Openness
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.endpoints import editions, router
from paripurna.rooms.assessment.facts.endpoints import router as facts
from paripurna.rooms.roadmap.endpoints import router as roadmap

api = NinjaAPI(
    title="Paripurna",
    version="1",
    description="Rounds, scores, answers, road maps and editions of child-friendly cities.",
    urls_namespace="api-v1",
    auth=[TokenAuth(), SignedInAuth()],
    throttle=[PerPerson(RATE)],
    docs_url=None,
    openapi_url=None,
)
api.add_router("", router)
api.add_router("", facts)
api.add_router("", editions)
api.add_router("", roadmap)
answer_problems(api)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def get_openapi(request: HttpRequest) -> dict[str, Any]:
    """This endpoint will describe every other one, in OpenAPI 3.1."""
    return _describe()


@cache
def _describe() -> dict[str, Any]:
    """Nothing in it changes while a process lives."""
    return {**api.get_openapi_schema(path_prefix="/api/v1/"), "x-server": __version__}


def _open(pattern: URLPattern) -> URLPattern:
    """No redirect to sign-in: a program that shows no token is told so by its status."""
    view: Any = login_not_required(pattern.callback)
    if "<slug:city>" in str(pattern.pattern):
        view.requires = Permission.CITY_VIEW  # the least; each endpoint asks for what it needs
    else:
        view.open_to = Openness.SIGNED_IN
    return pattern


app_name = "api-v1"
urlpatterns = [
    _open(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"
]
