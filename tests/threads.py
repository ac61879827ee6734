"""Several at the same moment, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from threading import Barrier, Thread
from typing import Any

from django.db import connections


def at_once(do: Callable[..., object], *each: Iterable[Any]) -> None:
    """This function will call `do` with each of these arguments, all of them together, and wait until the last is back."""
    ready = Barrier(len(each))

    def run(arguments: Iterable[Any]) -> None:
        ready.wait()
        try:
            do(*arguments)
        finally:
            connections.close_all()

    threads = [Thread(target=partial(run, arguments)) for arguments in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
