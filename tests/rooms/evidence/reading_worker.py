"""A real worker in a process of its own that reads documents, and stops or dies at the step which `STOP_AT` names, once.

`python -m tests.rooms.evidence.reading_worker`. The step is remembered in a file, so that what comes after it goes on:
`DIE` kills the process there; otherwise it waits there until a file named `go` lies beside.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

STEPS = ("taken", "opened", "written", "noted")


def stop_once(step: str) -> None:
    place = Path(os.environ["MARKS"])
    mark = place / "stopped"
    if os.environ.get("STOP_AT") != step or mark.exists():
        return
    mark.write_text(step)
    if os.environ.get("DIE"):
        os.kill(os.getpid(), signal.SIGKILL)
    while not (place / "go").exists():
        time.sleep(0.05)


def stopping_after(step: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def done(*words: Any, **more: Any) -> Any:
        result = work(*words, **more)
        stop_once(step)
        return result

    return done


def main() -> None:
    django.setup()
    from paripurna.platform.jobs.worker import run
    from paripurna.rooms.evidence import machine

    machine._take = stopping_after("taken", machine._take)
    machine._open = stopping_after("opened", machine._open)
    machine._index = stopping_after("written", machine._index)  # inside the transaction
    machine._note = stopping_after("noted", machine._note)
    run(concurrency=1, heartbeat_seconds=0.3, stalled_seconds=1.5)


if __name__ == "__main__":
    main()
