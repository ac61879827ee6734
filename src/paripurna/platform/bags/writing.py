"""Writing a bag into a ZIP, entry by entry, so that memory stays flat whatever its size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from paripurna.platform.bags.types import (
    DECLARATION,
    DECLARED,
    INFO,
    MANIFEST,
    OXUM,
    PAYLOAD,
    TAG_MANIFEST,
    Added,
    encode_path,
)

READABLE = 0o100644 << 16  # an ordinary file, as Unix writes it into the archive


class BagWriter:
    """A bag on its way into `out`, which can seek. `name` is the one folder that it unpacks to.

    Nothing is a bag before `finish`: an archive that was cut off has no end and opens nowhere. Left by an exception, or
    without having been finished, it gets none.
    """

    def __init__(self, out: IO[bytes], name: str, *, at: datetime) -> None:
        self._zip = ZipFile(out, "w", ZIP_STORED, allowZip64=True)
        self._name = name
        self._moment = at.timetuple()[:6]
        self._payload: dict[str, Added] = {}
        self._tags: dict[str, Added] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._zip.fp = None  # what was not finished is let go, so that nobody writes an end to it

    @property
    def size(self) -> int:
        """How many bytes of payload are in."""
        return sum(added.size for added in self._payload.values())

    def add(self, path: str, chunks: Iterable[bytes], *, size: int, is_packed: bool = True) -> Added:
        """This function will write a file of the payload and return what really went in: its hash and its size.

        `size` is what is expected, so that large entries get the room they need in their heads; `is_packed` says that the
        content is compressed already and is kept as it is. Raises `ValueError` for a path that is taken.
        """
        if path in self._payload:
            raise ValueError(path)
        added = self._payload[path] = self._write(f"{PAYLOAD}{path}", chunks, size, is_packed=is_packed)
        return added

    def add_bytes(self, path: str, content: bytes, *, is_packed: bool = False) -> Added:
        return self.add(path, [content], size=len(content), is_packed=is_packed)

    def finish(self, *, info: Sequence[tuple[str, str]], tags: Mapping[str, str]) -> str:
        """This function will write what the bag says of itself, close the archive and return the hash of the manifest."""
        oxum = (OXUM, f"{self.size}.{len(self._payload)}")
        manifest = _list_hashes({f"{PAYLOAD}{path}": added for path, added in self._payload.items()})
        texts = {
            **tags,
            DECLARATION: DECLARED,
            INFO: "".join(f"{label}: {' '.join(value.split())}\n" for label, value in (*info, oxum)),
            MANIFEST: manifest,
        }
        for path, text in texts.items():
            self._tags[path] = self._write_text(path, text)
        self._write_text(TAG_MANIFEST, _list_hashes(self._tags))
        self._zip.close()
        return self._tags[MANIFEST].hash

    def _write_text(self, path: str, text: str) -> Added:
        content = text.encode()
        return self._write(path, [content], len(content), is_packed=False)

    def _write(self, path: str, chunks: Iterable[bytes], size: int, *, is_packed: bool) -> Added:
        entry = ZipInfo(f"{self._name}/{path}", self._moment)
        entry.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
        entry.external_attr = READABLE
        entry.file_size = size
        digest, written = hashlib.sha256(), 0
        with self._zip.open(entry, "w") as out:
            for chunk in chunks:
                digest.update(chunk)
                out.write(chunk)
                written += len(chunk)
        return Added(digest.hexdigest(), written)


def _list_hashes(files: Mapping[str, Added]) -> str:
    return "".join(f"{added.hash}  {encode_path(path)}\n" for path, added in files.items())
