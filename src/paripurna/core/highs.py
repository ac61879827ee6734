"""HiGHS, the solver behind planning and siting, opened without a word."""

from __future__ import annotations

import os
from threading import Lock

import highspy

_opening = Lock()
_has_spoken = False


def open_solver() -> highspy.Highs:
    """This function will return a solver that prints nothing and keeps to one processor."""
    _let_it_introduce_itself()
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 — HiGHS names its options by text
    solver.setOptionValue("parallel", "off")
    return solver


def _let_it_introduce_itself() -> None:
    """The first solver of a process prints its name before it can be told not to, past Python's own stdout; so it does that once, into the void."""
    global _has_spoken  # noqa: PLW0603 — once in a process
    with _opening:
        if _has_spoken:
            return
        heard, silence = os.dup(1), os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        try:
            highspy.Highs()  # type: ignore[no-untyped-call]
        finally:
            os.dup2(heard, 1)
            os.close(heard)
            os.close(silence)
        _has_spoken = True
