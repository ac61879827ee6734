"""Bringing a growing file to the disk in a thread of its own, so that whoever writes it need not wait for every piece."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self

STEP = 8 * 1024 * 1024


class Syncing:
    """Told how long a file has grown; knows how much of it has reached the disk. It stands at `since` already."""

    def __init__(self, sync: Callable[[], None], *, since: int = 0) -> None:
        self.reached = since
        self._sync = sync
        self._asked = since
        self._going: Future[None] | None = None
        self._disk = ThreadPoolExecutor(1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._disk.shutdown()

    def grown(self, length: int) -> None:
        """This function will begin to sync every `STEP` bytes, one at a time. Raises `OSError` of the one that has ended."""
        if self._going and self._going.done():
            self._end()
        if self._going is None and length - self._asked >= STEP:
            self._asked, self._going = length, self._disk.submit(self._sync)

    def finish(self) -> None:
        """This function will return when everything that was written is on the disk. Raises `OSError`."""
        self._end()
        self._sync()

    def _end(self) -> None:
        if self._going:
            self._going.result()
            self.reached, self._going = self._asked, None


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """This function will give an empty file to be written, and return when all of it is on the disk."""
    raw = _Growing(path, "r+b")
    with Syncing(lambda: os.fsync(raw.fileno())) as raw.disk, io.BufferedRandom(raw) as out:
        yield out
        out.flush()
        raw.disk.finish()


class _Growing(io.FileIO):
    """A file that tells how far it has been written."""

    disk: Syncing

    def write(self, content: Any, /) -> int:
        count = super().write(content)
        self.disk.grown(self.tell())
        return count
