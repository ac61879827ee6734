"""The database is away for ten seconds in the midst of an upload: the client tries again, and it ends kept once."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from paripurna.platform.files.models import StoredFile, Upload
from tests import doors
from tests.platform.files.uploads import process
from tests.platform.files.uploads.process import CONTENT, Server, bring

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = 10.0


@pytest.fixture
def door() -> Iterator[doors.Door]:
    with doors.opened() as door:
        yield door


def test_ends_kept_once(
    client: Any, person: Any, door: doors.Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = str(client.cookies[settings.SESSION_COOKIE_NAME].value)
    server = Server(tmp_path, session, database=door.address)
    real = server.ask
    asked: list[str] = []

    def shutting(method: str, *words: Any, **more: Any) -> Any:
        asked.append(method)
        if asked.count("PATCH") == 2 and door.is_open and door.turned_away == 0:
            threading.Thread(target=door.shut, args=(AWAY,), daemon=True).start()
            time.sleep(0.3)
        return real(method, *words, **more)

    monkeypatch.setattr(server, "ask", shutting)
    monkeypatch.setattr(process, "PIECE", 150_000)
    try:
        bring(server)
    finally:
        server.stop()

    assert door.turned_away > 0
    assert [file.hash for file in StoredFile.objects.all()] == [hashlib.sha256(CONTENT).hexdigest()]
    assert Upload.objects.values_list("state", flat=True).get() == "KEPT"
