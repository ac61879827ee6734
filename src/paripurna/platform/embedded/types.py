"""The words of the embedded database: its errors, its state, how it is tuned."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

DATABASE = "paripurna"
ROLE = "paripurna"  # may create databases, is no superuser: row-level security and triggers bind it as in production
SUPERUSER = "postgres"


class EmbeddedError(Exception):
    """The embedded database cannot do what was asked; the message is one line with the cause and the remedy."""


class Tuning(StrEnum):
    """What the server is to be good at."""

    DURABLE = "DURABLE"  # a commit survives a power cut
    THROWAWAY = "THROWAWAY"  # tests: fast, and lost with the machine


@dataclass(frozen=True, slots=True)
class Owner:
    """The system user that the server runs as."""

    uid: int
    gid: int
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """What `paripurna db status` tells."""

    running: bool
    pid: int | None
    home: Path
    data_version: str  # major version that wrote the data; "" when there is none yet
    program_version: str  # of the wheel
