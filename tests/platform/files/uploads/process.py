"""A served house in a process of its own, and a client that does not give up."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.platform.files.uploads import tus
from tests.platform.files.uploads.served import trap_of

ROOT = Path(__file__).parents[4]
CONTENT = Random(7).randbytes(300_000).hex().encode()
PIECE = 250_000
TOKEN = "x" * 32


def database_address(host: str = "", port: str = "") -> str:
    """This function will return how another process reaches the database of this test, also by way of another door."""
    place = connection.settings_dict
    where = f"host={host or place['HOST']}&port={port or place['PORT']}"
    return f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?{where}"


class Server:
    """The served house. Whatever dies of it comes back by itself; a `trap` says where it dies."""

    def __init__(self, var: Path, session: str, *, database: str = "") -> None:
        self.trap = trap_of(var)
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        self.environment = {
            **os.environ,
            "DATABASE_URL": database or database_address(),
            "DJANGO_SETTINGS_MODULE": "paripurna.config.settings.base",
            "PARIPURNA_POOL": "0",
            "PARIPURNA_SECRET_KEY": settings.SECRET_KEY,
            "PARIPURNA_VAR": str(var),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.platform.files.uploads.served", str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True
        )
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server did not come up")

    def stop(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(20)

    def ask(self, method: str, place: str, body: bytes = b"", **more: str) -> http.client.HTTPResponse | None:
        """This function will ask once; None when the server died over it."""
        if self.process is None:
            self.start()
        headers = {"Tus-Resumable": "1.0.0", "Cookie": self.cookie, "X-CSRFToken": TOKEN, **more}
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, place, body, {key.replace("_", "-"): word for key, word in headers.items()})
            answer = link.getresponse()
            answer.read()
            return answer
        except (OSError, http.client.HTTPException):
            return None
        finally:
            link.close()


def bring(server: Server, content: bytes = CONTENT) -> None:
    """What a client does: it begins, asks where it stands after every failure, goes on, and asks what became of it."""
    place = None
    while place is None:
        words = {"Upload_Length": str(len(content)), "Upload_Metadata": tus.metadata(filename="notulen.txt")}
        answer = server.ask("POST", tus.BEGIN, **words)
        if answer is not None and answer.status == 201:
            place = urlsplit(answer.headers["Location"]).path
    offset = 0
    while offset < len(content):
        piece = content[offset : offset + PIECE]
        answer = server.ask("PATCH", place, piece, Content_Type=tus.BYTES, Upload_Offset=str(offset))
        while answer is None or answer.status >= 500:
            time.sleep(0.5)
            answer = server.ask("HEAD", place)
        offset = int(answer.headers["Upload-Offset"])
    answer = None
    while answer is None or answer.status >= 500:
        answer = server.ask("POST", f"{place}selesai/")
    assert answer.status == 200
