"""A client of the tus protocol on Django's test client."""

from __future__ import annotations

import base64
from typing import Any

from django.test import Client

from paripurna.platform.files.models import Upload

BEGIN = "/daerah/balikpapan/unggah/tests/"
BYTES = "application/offset+octet-stream"


def metadata(**words: str) -> str:
    return ",".join(f"{key} {base64.b64encode(word.encode()).decode()}" for key, word in words.items())


def begin(client: Client, size: int, body: bytes | None = None, **words: str) -> Any:
    """This function will open an upload, with its first bytes where a body is given."""
    headers = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(size),
        "Upload-Metadata": metadata(**{"filename": "sk.pdf"} | words),
    }
    return client.post(BEGIN, data=body or b"", content_type=BYTES if body else "", headers=headers)


def patch(client: Client, place: str, offset: int, body: bytes, **more: str) -> Any:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), **more}
    return client.patch(place, data=body, content_type=BYTES, headers=headers)


def head(client: Client, place: str) -> Any:
    return client.head(place, headers={"Tus-Resumable": "1.0.0"})


def delete(client: Client, place: str) -> Any:
    return client.delete(place, headers={"Tus-Resumable": "1.0.0"})


def finish(client: Client, place: str) -> Any:
    return client.post(f"{place}selesai/")


def send(client: Client, content: bytes, **words: str) -> Any:
    """This function will bring a whole content and return what was said of it."""
    place = begin(client, len(content), content, **words)["Location"]
    return finish(client, place)


def upload_at(place: str) -> Upload:
    return Upload.objects.get(code=place.rstrip("/").rpartition("/")[2])
