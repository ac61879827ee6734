"""A room that takes files in, for tests."""

from __future__ import annotations

from typing import Any

from paripurna.platform.access.types import NotAllowed, Refused, Stranger
from paripurna.platform.files.uploads import types

KIND = "tests"


class Unwanted(Refused):
    sentence = "Dokumen ini sudah ada."


class Room:
    """Keeps what was handed to it, and refuses by what the metadata says."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, str, bytes]] = []
        self.refusal: Exception | None = None

    def check(self, user: Any, city: Any, metadata: Any) -> None:
        if found := {"stranger": Stranger, "denied": NotAllowed}.get(metadata.get("who", "")):
            raise found

    def on_kept(self, upload: Any, by: Any, at: Any) -> dict[str, str]:
        if self.refusal is not None:
            raise self.refusal
        self.kept.append((str(upload.code), upload.filename, upload.file.hash))
        return {"url": f"/dokumen/{upload.code}/"}


def register(monkeypatch: Any, **limits: Any) -> Room:
    """This function will register a room for the length of a test."""
    room = Room()
    monkeypatch.setattr(types, "_KINDS", {})
    types.register_upload_kind(KIND, room.check, room.on_kept, **limits)
    return room
