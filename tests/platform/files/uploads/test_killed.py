"""A real server is killed at every step of an upload: what is brought ends kept once, and nothing half of it is left."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from paripurna.platform.files.actions import sweep_orphans
from paripurna.platform.files.models import StoredFile, Upload
from paripurna.platform.files.uploads.sweeping import sweep_uploads
from tests.platform.files.uploads.process import CONTENT, Server, bring
from tests.platform.files.uploads.served import STEPS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(client: Any, person: Any) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.mark.parametrize("step", STEPS)
def test_ends_kept_once_after_dying_when(step: str, tmp_path: Path, session: str, settings: Any) -> None:
    server = Server(tmp_path, session, step=step)
    try:
        bring(server)
    finally:
        server.stop()
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": local}

    digest = hashlib.sha256(CONTENT).hexdigest()
    assert server.starts == 2, "it did not die"
    assert [file.hash for file in StoredFile.objects.all()] == [digest]
    assert Upload.objects.filter(state="KEPT").count() == 1

    later = timezone.now() + timedelta(days=2)
    Upload.objects.exclude(state="KEPT").update(expires_at=timezone.now())  # begun, and its address never heard
    sweep_uploads(at=later)
    sweep_orphans(at=later)
    left = [path.relative_to(tmp_path / "files") for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [str(path) for path in left] == [f"{digest[:2]}/{digest}"]
