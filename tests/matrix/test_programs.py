"""Deny by default at the API: every endpoint × every way of asking. 401 unknown, 404 stranger, 403 no right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse

from tests.factories.access import prove_with_every_sign_in
from tests.matrix.programs import ENDPOINTS, Caller, Desk, Endpoint, build_desk
from tests.matrix.walk import list_addresses

CODES = {401: "NO_TOKEN", 403: "NOT_ALLOWED", 404: "NOT_FOUND"}


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: Any) -> Iterator[Desk]:
    """Built once; each call is undone, and at the end everything is."""
    with django_db_blocker.unblock(), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            prove_with_every_sign_in(patch)
            built = build_desk()
        yield built
        transaction.set_rollback(True)


def call(desk: Desk, endpoint: Endpoint, caller: Caller) -> Any:
    """This function will return the answer that `caller` gets, in a savepoint of its own."""
    url = reverse(f"api-v1:{endpoint.name}", kwargs=desk.kwargs_of(endpoint))
    client = desk.clients[caller]
    cache.clear()
    with transaction.atomic():
        if endpoint.method == "put":
            headers = {"If-Match": '"0"'}
            answer = client.put(url, desk.body, content_type="application/json", headers=headers)
        else:
            answer = client.get(url)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_gives_each_caller_what_the_table_says(endpoint: Endpoint, desk: Desk) -> None:
    wrong = {}

    for caller in Caller:
        answer = call(desk, endpoint, caller)
        expected = endpoint.expected[caller]
        if answer.status_code != expected:
            wrong[caller.value] = f"{answer.status_code} instead of {expected}"
        elif expected in CODES and answer.json()["code"] != CODES[expected]:
            wrong[caller.value] = f"{answer.json()} has not the code {CODES[expected]}"

    assert not wrong, f"{endpoint.method} {endpoint.name}: {wrong}"


def test_no_endpoint_is_missing_from_the_table() -> None:
    known = {f"api-v1:{endpoint.name}" for endpoint in ENDPOINTS}
    missing = [one.name for one in list_addresses() if one.name.startswith("api-v1:") and one.name not in known]
    assert not missing, f"Add rows for these to tests/matrix/programs.py: {missing}"
