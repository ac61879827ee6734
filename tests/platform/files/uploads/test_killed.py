"""A real server is killed at every step of an upload: what is brought ends kept once, and nothing half of it is left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
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
def server(client: Any, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, str(client.cookies[settings.SESSION_COOKIE_NAME].value))
    yield server
    server.stop()


def test_ends_kept_once_wherever_it_dies(server: Server, folder: Path) -> None:
    digests = set()

    for step in STEPS:
        content = step.encode() + CONTENT
        digests.add(hashlib.sha256(content).hexdigest())
        server.trap.write_text(step)

        bring(server, content)

        assert not server.trap.exists(), f"it did not die when {step}"
        assert Upload.objects.filter(state="KEPT").count() == len(digests), step
        assert {file.hash for file in StoredFile.objects.all()} == digests, step
        _sweep()
        left = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        assert left == {f"{digest[:2]}/{digest}" for digest in digests}, step


def _sweep() -> None:
    """What was begun, and its address never heard, is gone two days later."""
    later = timezone.now() + timedelta(days=2)
    Upload.objects.exclude(state="KEPT").update(expires_at=timezone.now())
    sweep_uploads(at=later)
    sweep_orphans(at=later)
