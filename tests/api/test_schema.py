"""The API against its own description: whatever is sent, the answer is one that the description names."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import negative_data_rejection

from paripurna.api.auth import PerPerson
from paripurna.api.urls import api
from paripurna.platform.access.types import Permission
from tests.api.conftest import with_token

PLAIN = schemathesis.Config.from_dict(
    {"analysis": {"constants": {"enabled": False}}}
)  # reads no module of the house for words to send
DESCRIPTION = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"), config=PLAIN)
DESCRIPTION.app = WSGIHandler()


@pytest.fixture
def _one_connection():
    """A real request ends with its connection; in a test all requests share the one that is rolled back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def token(_one_connection, running, secretary, monkeypatch):
    monkeypatch.setattr(PerPerson, "allow_request", lambda self, request: True)
    return with_token(secretary, Permission.CITY_VIEW).defaults["HTTP_AUTHORIZATION"]


@DESCRIPTION.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_as_it_is_described(case: Any, token: str, running: Any) -> None:
    for name, real in {"city": "balikpapan", "code": str(running.code)}.items():
        if name in case.path_parameters:
            case.path_parameters[name] = real

    # We put real names into bad addresses, so that what is behind the door is reached: then a 200 is right.
    case.call_and_validate(
        headers={"Authorization": token},
        base_url="http://testserver/",
        excluded_checks=[negative_data_rejection],
    )
