"""What every test stands on: a real database, a shut network, templates that neither guess nor ask."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import TransactionTestCase
from django.urls import reverse
from hypothesis import HealthCheck
from hypothesis import settings as examples

from paripurna.platform import embedded
from tests import database, network, templates

examples.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")  # machines that test are busy
gc.set_threshold(50_000, 20, 20)  # gathering tests makes a million things that all stay


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demo takes longest to load: begun first, it keeps nobody waiting at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/cli/test_demo.py"))


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: looking through it for garbage again and again takes a twentieth of a run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _shut_network(monkeypatch: pytest.MonkeyPatch) -> None:
    network.shut(monkeypatch)


@pytest.fixture(autouse=True)
def _plain_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    templates.forbid_queries(monkeypatch)


@pytest.fixture(autouse=True)
def _second_factor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever a test signs in has proved a second factor; `factories.access.sign_in` says otherwise where it matters."""
    from tests.factories.access import prove_with_every_sign_in

    prove_with_every_sign_in(monkeypatch)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """A store of files of this test's own, on the disk, where other processes find it too."""
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": local}
    return tmp_path / "files"


@pytest.fixture
def now() -> datetime:
    """An instant to hand to actions: Monday 23 November 2026, 10.00 in Balikpapan. The clock itself goes on."""
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def frozen_clock(now: datetime) -> Iterator[datetime]:
    """The clock stands still at `now`: for the doors, which read it."""
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture(scope="session")
def _server() -> Iterator[None]:
    if not settings.EMBEDDED_DATABASE:
        yield
        return
    with embedded.held(settings.VAR_DIR, tuning=embedded.Tuning.THROWAWAY):
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    _server: None, django_test_environment: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """A copy of the migrated template for this worker, and addresses as they are without the demo, whichever test asks first."""
    reverse("home")
    with django_db_blocker.unblock():
        template = database.build_template()
        with database.copied(template), pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.renew())
            yield
