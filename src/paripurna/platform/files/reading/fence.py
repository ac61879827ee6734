"""The fence around foreign files: a child process with little time, little memory and none of our secrets.

Libraries that open foreign files are large and written in C. A hostile file may make one of them crash, hang, or eat all
memory; here that ends a child and not a worker. What the child says is JSON, checked against the type it promised.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Concatenate, ParamSpec, TypeVar, cast, get_type_hints

import structlog
from pydantic import TypeAdapter, ValidationError

import paripurna
from paripurna.platform.files.reading.types import Trouble, Unread

P = ParamSpec("P")
T = TypeVar("T")

CHILD = "paripurna.platform.files.reading.inside.child"
SOURCE = Path(paripurna.__file__).parents[1]
ONE_THREAD = dict.fromkeys(("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
SLOW = {signal.SIGXCPU, signal.SIGALRM}
HEAVY = {signal.SIGABRT, signal.SIGILL, signal.SIGTRAP, signal.SIGKILL}  # how C, Rust and the kernel say "no memory"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Fence:
    """How long a child may take and how much it may hold."""

    seconds: int = 60
    memory_mb: int = 1024
    result_mb: int = 64

    def run(self, work: Callable[Concatenate[Path, P], T], file: Path, *args: P.args, **kwargs: P.kwargs) -> T:
        """This function will call `work(file, …)`, a function of `reading.inside`, in a child and return its result.

        Arguments and result are what JSON can hold: numbers, texts, dataclasses of these. Raises `Unread`.
        """
        task = json.dumps([work.__module__, work.__name__, str(file), args, kwargs, self._limits()], default=str)
        with tempfile.TemporaryFile() as out:
            code = self._wait_for(task, out)
            if code:
                raise Unread(_trouble_of(code))
            out.seek(0)
            return _parse(out.readline().decode().strip(), out.read(), work)

    def _limits(self) -> dict[str, int]:
        return {"seconds": self.seconds, "memory": self.memory_mb * 1024**2, "result": self.result_mb * 1024**2}

    def _wait_for(self, task: str, out: IO[bytes]) -> int:
        command = [sys.executable, "-P", "-m", CHILD]
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
        try:
            child.communicate(task.encode(), timeout=self.seconds)
        except subprocess.TimeoutExpired as error:
            raise Unread(Trouble.TOO_SLOW) from error
        finally:
            _end(child)
        return child.returncode


def _environment() -> dict[str, str]:
    """No secret of ours goes along: neither the database's address nor a key."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, **ONE_THREAD, "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "1"}


def _end(child: subprocess.Popen[bytes]) -> None:
    """The programs that the child started go with it."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _trouble_of(code: int) -> Trouble:
    ended_by = -code
    if ended_by in SLOW:
        return Trouble.TOO_SLOW
    return Trouble.TOO_HEAVY if ended_by in HEAVY else Trouble.BROKEN


def _parse(head: str, body: bytes, work: Callable[..., T]) -> T:
    state, _, place = head.partition(" ")
    if state != "DONE":
        if place:  # an error that nobody foresaw: its kind and place, never its words, which may be the file's
            log.warning("reading.failed", work=work.__name__, error=place)
        raise Unread(Trouble(state))
    try:
        return cast(T, _adapter(work).validate_json(body))
    except ValidationError as error:
        raise Unread(Trouble.BROKEN) from error


@lru_cache(maxsize=64)
def _adapter(work: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(work)["return"])
