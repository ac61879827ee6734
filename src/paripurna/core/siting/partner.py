"""A second process that looks for better plans while the first proves that none is much better.

Over one pipe they tell each other the best openings they know. The second ends as soon as the other end is closed, or its process is killed.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import process_time

from paripurna.core.siting.improving import Bath, Share
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Bools, Ints

LONGEST = 60.0  # seconds of a bath: the slower it cools, the better its plan; the first ones take one, two, four


class Partner:
    """The other process, as the first sees it. Once it has ended, for whatever reason, it says nothing and is told nothing."""

    def __init__(self, line: Connection) -> None:
        self._line, self._is_there = line, True

    def hear(self) -> Iterator[Ints]:
        """This function will return the openings found since it was last asked."""
        try:
            while self._is_there and self._line.poll():
                yield self._line.recv()
        except (EOFError, OSError):
            self._is_there = False

    def tell(self, opening: Ints) -> None:
        """This function will tell the best openings."""
        try:
            if self._is_there:
                self._line.send(opening)
        except OSError:
            self._is_there = False


@contextmanager
def open_partner(stakes: Stakes, allowed: Bools, seed: int) -> Iterator[Partner]:
    """This function will start the other process, and end it with the block."""
    spawning = get_context("spawn")
    here, there = spawning.Pipe()
    process = spawning.Process(target=seek, args=(stakes, allowed, there, seed), daemon=True)
    process.start()
    there.close()
    try:
        yield Partner(here)
    finally:
        here.close()
        process.kill()
        process.join()


def seek(stakes: Stakes, allowed: Bools, line: Connection, seed: int) -> None:
    """This function will look for better plans, bath after bath, until nobody listens any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        best, turn = line.recv(), 0
        while True:
            found = Bath(stakes, best, allowed, seed=seed + turn).run(_use_up(line, min(2.0**turn, LONGEST)))
            if stakes.rank(found) > stakes.rank(best):
                best = found
                line.send(best)
            while line.poll():
                best = max(best, line.recv(), key=stakes.rank)
            turn += 1
    except (EOFError, OSError):
        return


def _use_up(line: Connection, lasts: float) -> Share:
    """Tells how much of a bath's time is used up, all of it where there is something to hear."""
    begun = process_time()
    return lambda: 1.0 if line.poll() else (process_time() - begun) / lasts
