"""Words of bags: what they are made of, and what may be wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DECLARATION = "bagit.txt"
DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
PAYLOAD = "data/"
OXUM = "Payload-Oxum"  # bytes and files of the payload: "1048576.12"
CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Added:
    """A file as it went into the bag, or as it was found there."""

    hash: str
    size: int


class Fault(StrEnum):
    """What may be wrong with a bag. Each is told with the path that it is about."""

    NOT_ZIP = "NOT_ZIP"  # no ZIP at all, or its end is missing
    UNSAFE = "UNSAFE"  # a name that leads out of the folder it is unpacked to
    TWICE = "TWICE"  # two entries that become one file on some disk
    SPECIAL = "SPECIAL"  # a link or a locked entry: nothing that this house writes
    OUTSIDE = "OUTSIDE"  # beside the one folder that a bag is
    UNDECLARED = "UNDECLARED"  # `bagit.txt` is missing or says something else
    NO_MANIFEST = "NO_MANIFEST"
    BAD_LINE = "BAD_LINE"  # a line of a manifest that names no file
    MISSING = "MISSING"
    CHANGED = "CHANGED"
    BROKEN = "BROKEN"  # cannot be read to its end
    EXTRA = "EXTRA"
    COUNT = "COUNT"  # the payload is larger or smaller than the bag says of itself


@dataclass(frozen=True, slots=True)
class Problem:
    fault: Fault
    path: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What checking a bag found. `hash` is of the archive, `manifest_hash` of its manifest."""

    problems: tuple[Problem, ...]
    name: str = ""
    hash: str = ""
    manifest_hash: str = ""
    files: int = 0
    bytes: int = 0
    info: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return not self.problems


def encode_path(path: str) -> str:
    """This function will write a path as manifests do: what would break the line is spelled out."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def decode_path(text: str) -> str:
    for spelled, sign in (("%0A", "\n"), ("%0a", "\n"), ("%0D", "\r"), ("%0d", "\r"), ("%25", "%")):
        text = text.replace(spelled, sign)
    return text
