"""A real server in a process of its own, that dies (`kill -9`) at the step which it is told.

`python -m tests.platform.files.uploads.served PORT` serves the house with the room of the tests, by a child of this process.
The step is written into a file, taken away by the child that dies there, so that the next one goes on.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import django

STEPS = ("begun", "written", "synced", "told", "judged", "stored", "handed over", "kept")


def trap_of(var: Path) -> Path:
    """This function will return the file that names the step at which the server of `var` dies."""
    return var / "die-at"


def die_once(step: str) -> None:
    trap = trap_of(Path(os.environ["PARIPURNA_VAR"]))
    if trap.exists() and trap.read_text() == step:
        trap.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def dying_after(step: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def done(*words: Any, **more: Any) -> Any:
        result = work(*words, **more)
        die_once(step)
        return result

    return done


def lay_traps() -> None:
    from paripurna.platform.files.uploads import actions, finishing, parts, types
    from tests.platform.files.uploads import kinds

    room = kinds.Room()
    on_kept = dying_after("handed over", room.on_kept)
    types.register_upload_kind(kinds.KIND, room.check, on_kept)
    actions.begin_upload = dying_after("begun", actions.begin_upload)
    parts.Part.write = dying_after("written", parts.Part.write)  # type: ignore[method-assign]
    parts.Part.sync = dying_after("synced", parts.Part.sync)  # type: ignore[method-assign]
    actions._tell = dying_after("told", actions._tell)
    finishing.judge = dying_after("judged", finishing.judge)
    finishing.register = dying_after("stored", finishing.register)
    finishing._keep = dying_after("kept", finishing._keep)


def main() -> None:
    django.setup()
    from django.core.wsgi import get_wsgi_application

    lay_traps()
    with make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application()) as server:
        while child := os.fork():
            if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -signal.SIGKILL:
                sys.exit("The server ended by itself.")
        server.serve_forever()


if __name__ == "__main__":
    main()
