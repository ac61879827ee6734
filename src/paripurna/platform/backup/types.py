"""What an archive says of itself, and what may go wrong. Sentences are in the language of those who run servers here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
KEYS = "keys.json"
FILES = "files/"
# Left out on purpose: who is signed in, and what can be worked out again.
UNSAVED_TABLES = ("django_session", "cache")


class BackupError(Exception):
    """A backup or a restore cannot go on; the message is one sentence with the cause and the remedy."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive holds, as it was at one instant."""

    made_at: str
    version: str  # of Paripurna
    server_major: int  # of PostgreSQL
    dump_major: int  # of the program that wrote the dump: an older one cannot read it
    dump_hash: str
    dump_size: int
    files: dict[str, int]  # hash → bytes
    rows: dict[str, int]  # table → rows
    heads: dict[str, list[Any]]  # audit chain → [position, hash]
    key_ids: list[str]  # of the keys that sealed fields need
    missing_files: list[str] = field(default_factory=list)  # already lost when the backup was made
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """This function will read a manifest. Raises `BackupError` when it is none that this version understands."""
        try:
            content = json.loads(text)
            if content["format"] != FORMAT:
                raise BackupError(
                    f"Bentuk cadangan {content['format']} tidak dikenal versi ini; perbarui Paripurna dahulu."
                )
            return cls(**{each.name: content[each.name] for each in fields(cls)})
        except (ValueError, KeyError, TypeError) as error:
            raise BackupError("Daftar isi cadangan rusak; pakai salinan lain.") from error
