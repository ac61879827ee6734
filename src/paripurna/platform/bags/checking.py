"""Checking a bag anywhere: its structure and every hash, in one stream, without unpacking anything."""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from paripurna.platform.bags.types import (
    CHUNK,
    DECLARATION,
    INFO,
    MANIFEST,
    OXUM,
    PAYLOAD,
    TAG_MANIFEST,
    Added,
    Fault,
    Problem,
    Report,
    decode_path,
)

LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
DRIVE = re.compile(r"^[A-Za-z]:")
ENCRYPTED = 0x1
LONGEST_TEXT = 64 * CHUNK
UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def check_bag(file: Path) -> Report:
    """This function will look through a bag and say everything that is wrong with it. Raises `OSError`."""
    with file.open("rb") as stream:
        archive_hash = hashlib.file_digest(stream, "sha256").hexdigest()
    try:
        with ZipFile(file) as archive:
            return _Bag(archive).check(archive_hash)
    except BadZipFile:
        return Report((Problem(Fault.NOT_ZIP),), hash=archive_hash)


@dataclass
class _Bag:
    """An opened archive, and what was found in it so far. Paths are told as they stand below the bag's folder."""

    archive: ZipFile
    problems: list[Problem] = field(default_factory=list)
    found: dict[str, Added] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)  # of the files that a bag is described by

    def check(self, archive_hash: str) -> Report:
        self._check_names(self.archive.infolist())
        entries = [entry for entry in self.archive.infolist() if not entry.is_dir()]
        name = _find_folder(entries)
        for entry in entries:
            self._read(entry, name)
        info = _parse_info(self.texts.get(INFO, ""))
        if not self.texts.get(DECLARATION, "").startswith("BagIt-Version: "):
            self._tell(Fault.UNDECLARED, DECLARATION)
        payload = {path: added for path, added in self.found.items() if path.startswith(PAYLOAD)}
        tags = {path: added for path, added in self.found.items() if path not in payload and path != TAG_MANIFEST}
        self._compare(MANIFEST, payload)
        self._compare(TAG_MANIFEST, tags)
        size = sum(added.size for added in payload.values())
        if OXUM in info and info[OXUM] != f"{size}.{len(payload)}":
            self._tell(Fault.COUNT, INFO)
        manifest = self.found.get(MANIFEST)
        return Report(
            tuple(self.problems), name, archive_hash, manifest.hash if manifest else "", len(payload), size, info
        )

    def _tell(self, fault: Fault, path: str = "") -> None:
        self.problems.append(Problem(fault, path))

    def _check_names(self, entries: list[ZipInfo]) -> None:
        seen = Counter(_fold(entry.filename) for entry in entries)
        for entry in entries:
            if not _is_safe(entry.orig_filename):
                self._tell(Fault.UNSAFE, entry.orig_filename)
            if seen[_fold(entry.filename)] > 1:
                self._tell(Fault.TWICE, entry.filename)
            if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & ENCRYPTED:
                self._tell(Fault.SPECIAL, entry.filename)

    def _read(self, entry: ZipInfo, name: str) -> None:
        """Hash an entry; what describes the bag is kept as text."""
        if not entry.filename.startswith(f"{name}/"):
            self._tell(Fault.OUTSIDE, entry.filename)
            return
        path = entry.filename.removeprefix(f"{name}/")
        try:
            with self.archive.open(entry) as stream:
                self.found[path], text = _read_through(stream, keeps_text="/" not in path)
        except UNREADABLE:
            self.broken.add(path)
            self._tell(Fault.BROKEN, path)
            return
        if text is not None:
            self.texts[path] = text

    def _compare(self, manifest: str, found: Mapping[str, Added]) -> None:
        if manifest not in self.texts:
            if manifest not in self.broken:
                self._tell(Fault.NO_MANIFEST, manifest)
            return
        listed: set[str] = set()
        for line in filter(None, self.texts[manifest].replace("\r\n", "\n").split("\n")):
            match = LINE.fullmatch(line)
            if match is None:
                self._tell(Fault.BAD_LINE, f"{manifest}: {line[:80]}")
                continue
            path = decode_path(match[2])
            listed.add(path)
            self._compare_one(path, match[1].lower(), found)
        for path in found:
            if path not in listed:
                self._tell(Fault.EXTRA, path)

    def _compare_one(self, path: str, wanted: str, found: Mapping[str, Added]) -> None:
        if path in found:
            if found[path].hash != wanted:
                self._tell(Fault.CHANGED, path)
        elif path not in self.broken:
            self._tell(Fault.MISSING, path)


def _find_folder(entries: list[ZipInfo]) -> str:
    """The folder that holds the declaration, or the one that most entries lie in."""
    declared = [entry.filename for entry in entries if entry.filename.count("/") == 1]
    for filename in declared:
        if filename.endswith(f"/{DECLARATION}"):
            return filename.partition("/")[0]
    folders = Counter(entry.filename.partition("/")[0] for entry in entries)
    return folders.most_common(1)[0][0] if folders else ""


def _is_safe(name: str) -> bool:
    """Whether a name stays inside the folder it is unpacked to, on every kind of machine."""
    path = PurePosixPath(name)
    is_odd = "\\" in name or "\0" in name or DRIVE.match(name)
    return bool(name) and not is_odd and not path.is_absolute() and ".." not in path.parts


def _fold(name: str) -> str:
    """Some disks hold capital and small letters, and letters made of two signs, for the same."""
    return unicodedata.normalize("NFC", name).casefold()


def _read_through(stream: IO[bytes], *, keeps_text: bool) -> tuple[Added, str | None]:
    digest, size, kept = hashlib.sha256(), 0, bytearray()
    for chunk in _chunks(stream):
        digest.update(chunk)
        size += len(chunk)
        if keeps_text and size <= LONGEST_TEXT:
            kept += chunk
    return Added(digest.hexdigest(), size), kept.decode("utf-8", "replace") if keeps_text else None


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _parse_info(text: str) -> dict[str, str]:
    lines = (line.partition(": ") for line in text.splitlines())
    return {label: value.strip() for label, colon, value in lines if colon}
