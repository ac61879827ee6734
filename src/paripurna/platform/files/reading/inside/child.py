"""The process behind the fence: takes one task, sets its own limits, does it, says one result and ends."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import sys
import traceback
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from paripurna.platform.files.reading.types import Trouble, Unread

ROOM = "paripurna.platform.files.reading.inside."


def main() -> None:
    """This function will read a task from the standard input and write `DONE` and its result, or the trouble."""
    module, name, file, args, kwargs, limits = json.load(sys.stdin)
    if not module.startswith(ROOM):
        raise SystemExit(2)
    out = _silence()
    _limit(**limits)
    said = _outcome(module, name, args=[Path(file), *args], kwargs=kwargs).encode(errors="replace")
    with os.fdopen(out, "wb") as stream:
        stream.write(said if len(said) < limits["result"] else Trouble.TOO_HEAVY.encode())
    os._exit(0)  # libraries that hang while they tidy up are not waited for


def _outcome(module: str, name: str, *, args: list[Any], kwargs: dict[str, Any]) -> str:
    try:
        work = getattr(importlib.import_module(module), name)
        return f"DONE\n{json.dumps(work(*args, **kwargs), default=_plain)}"
    except Unread as unread:
        return unread.trouble.value
    except MemoryError:
        return Trouble.TOO_HEAVY.value
    except Exception as error:  # noqa: BLE001 — whatever a library says of a bad file
        return f"{Trouble.BROKEN.value} {_place_of(error)}"


def _silence() -> int:
    """Libraries that talk do not talk into the result."""
    out = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    return out


def _limit(seconds: int, memory: int, result: int) -> None:
    signal.alarm(seconds + 5)  # also when the one who waits has died
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds + 1,
        resource.RLIMIT_FSIZE: result,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in wanted.items():
        with contextlib.suppress(ValueError, OSError):  # a system that does not know this limit
            resource.setrlimit(kind, (limit, limit))
    os.nice(5)  # people at their pages go first


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _place_of(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    main()
