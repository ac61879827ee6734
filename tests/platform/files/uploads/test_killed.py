"""A real server is killed at every step of an upload: what is brought ends kept once, and nothing half of it is left."""

from __future__ import annotations

import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from paripurna.platform.files.actions import sweep_orphans
from paripurna.platform.files.models import StoredFile, Upload
from paripurna.platform.files.uploads.sweeping import sweep_uploads
from tests.platform.files.uploads import tus
from tests.platform.files.uploads.served import STEPS

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[4]
CONTENT = Random(7).randbytes(300_000).hex().encode()
PIECE = 250_000
TOKEN = "x" * 32


class Server:
    """The served process, started anew whenever it is not there."""

    def __init__(self, var: Path, step: str, session: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        place = connection.settings_dict
        address = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DIE_AT": step,
            "DJANGO_SETTINGS_MODULE": "paripurna.config.settings.base",
            "PARIPURNA_POOL": "0",
            "PARIPURNA_SECRET_KEY": settings.SECRET_KEY,
            "PARIPURNA_VAR": str(var),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}"
        self.starts = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.platform.files.uploads.served", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=quiet, stderr=quiet)
        self.starts += 1
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not come up")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    def ask(self, method: str, place: str, body: bytes = b"", **more: str) -> http.client.HTTPResponse | None:
        """This function will ask once; None when the server died over it, which then is started anew."""
        if self.process is None or self.process.poll() is not None:
            self.start()
        headers = {"Tus-Resumable": "1.0.0", "Cookie": self.cookie, "X-CSRFToken": TOKEN, **more}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, place, body, {key.replace("_", "-"): word for key, word in headers.items()})
            answer = link.getresponse()
            answer.read()
            return answer
        except (OSError, http.client.HTTPException):
            assert self.process is not None
            assert self.process.wait(20) == -signal.SIGKILL
            return None
        finally:
            link.close()


def bring(server: Server) -> None:
    """What a client does: it begins, asks where it stands after every failure, goes on, and asks what became of it."""
    place = None
    while place is None:
        words = {"Upload_Length": str(len(CONTENT)), "Upload_Metadata": tus.metadata(filename="notulen.txt")}
        if answer := server.ask("POST", tus.BEGIN, **words):
            place = urlsplit(answer.headers["Location"]).path
    offset = 0
    while offset < len(CONTENT):
        piece = CONTENT[offset : offset + PIECE]
        answer = server.ask("PATCH", place, piece, Content_Type=tus.BYTES, Upload_Offset=str(offset))
        answer = answer or server.ask("HEAD", place)
        assert answer is not None
        offset = int(answer.headers["Upload-Offset"])
    while not (answer := server.ask("POST", f"{place}selesai/")):
        pass
    assert answer.status == 200


@pytest.fixture
def session(client: Any, person: Any) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


@pytest.mark.parametrize("step", STEPS)
def test_ends_kept_once_after_dying_when(step: str, tmp_path: Path, session: str, settings: Any) -> None:
    server = Server(tmp_path, step, session)
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
