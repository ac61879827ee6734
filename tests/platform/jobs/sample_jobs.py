"""Jobs for the tests; imported by the tests and by the worker processes that they start."""

import time
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.registry import job, register_message
from paripurna.platform.jobs.types import JobFailed, Link

register_message("tests.counting", _("Counted %(done)s"))
register_message("tests.no_such_number", _("There is no number %(number)s"))


@job(name="tests.count", title="Menghitung", result_link=lambda result: Link(f"/hasil/{result['sum']}/", "Hasil"))
def count(run, *, limit):
    total = 0
    for number in range(1, limit + 1):
        total += number
        run.advance(number, limit, "tests.counting", done=number)
    return {"sum": total}


@job(name="tests.refuse", title="Menolak")
def refuse(run, *, number):
    raise JobFailed("tests.no_such_number", number=number)


@job(name="tests.break", title="Rusak")
def break_down(run):
    raise ZeroDivisionError


@job(name="tests.hang", title="Tersangkut")
def hang(run, *, folder):
    """Hang the first time, so that the test can kill the worker; come to an end the second time."""
    marks = Path(folder)
    first = not (marks / "began").exists()
    (marks / "began").touch()
    while first:
        run.advance(1, 2)
        time.sleep(0.1)
    (marks / "ended").touch()
    return {"sum": 1}
