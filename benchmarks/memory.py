"""What processes hold, as the kernel says it. `getrusage` also counts what a parent held when it started a child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")


def peak_of(pid: str) -> float:
    """The most that a process has held, in MB."""
    return _read("VmHWM", PROC / pid / "status")


@contextmanager
def watched() -> Iterator[list[float]]:
    """Samples of what this process and its children hold together, a hundred a second, in MB."""
    held: list[float] = []
    done = Event()

    def watch() -> None:
        while not done.wait(0.01):
            held.append(sum(_read("VmRSS", PROC / pid / "status") for pid in ("self", *_list_children())))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield held
    finally:
        done.set()
        watcher.join()


def _list_children() -> list[str]:
    return [pid for path in PROC.glob("self/task/*/children") for pid in path.read_text(encoding="ascii").split()]


def _read(name: str, status: Path) -> float:
    """Zero for a child that has just ended."""
    try:
        found = re.search(rf"^{name}:\s+(\d+)", status.read_text(encoding="ascii"), re.MULTILINE)
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0
