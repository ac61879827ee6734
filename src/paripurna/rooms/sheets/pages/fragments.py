"""Drawn fragments kept in the memory of the process, under everything that they depend on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from zlib import compress, decompress

QUICKLY = 1


class FragmentMemory:
    """The newest `size` fragments, least recently used ones forgotten. A key names all that a fragment depends on.

    They are kept compressed: a page says the same words again and again, and reading one back takes less than a millisecond.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def get_or_draw(self, key: Hashable, draw: Callable[[], str]) -> str:
        """This function will return the fragment kept under `key`, drawing it first when there is none."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            return decompress(kept).decode()
        drawn = draw()
        packed = compress(drawn.encode(), QUICKLY)
        with self._lock:
            self._kept[key] = packed
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return drawn

    def forget(self) -> None:
        """This function will drop everything; for tests and benchmarks."""
        with self._lock:
            self._kept.clear()


trees = FragmentMemory(size=48)
"""Trees of instruments: about 20 kB each with 274 questions (drawn: 270 kB)."""
