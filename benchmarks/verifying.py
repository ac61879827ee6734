"""A verifier's next answer: the screen of one item and the queue, as the server draws them in one process.

Loads the demo into a place of its own (`var/benchmark-verifying`). The time is that of the whole request inside Django; that of the
processor stands beside it, since other programs take their share of the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUNS = 30
ENVIRONMENT = {
    **os.environ,
    "PARIPURNA_VAR": str(ROOT / "var" / "benchmark-verifying"),
    "PARIPURNA_DEMO": "1",
    "PARIPURNA_LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "paripurna.config.settings.base",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}
COMMAND = (sys.executable, "-m", "paripurna.cli.main")
QUEUE = "/daerah/balikpapan/evaluasi/verifikasi/"


def measure() -> None:
    """Print the median and the best of many requests of each page."""
    for words in (("demo", "--load-only"), ("build",)):
        subprocess.run([*COMMAND, *words], env=ENVIRONMENT, cwd=ROOT, check=True)
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.update(ENVIRONMENT)
    import django

    django.setup()
    from paripurna.platform.embedded.doors import serving

    with serving():
        client = _sign_in("contoh-verifikator")
        first = client.get(f"{QUEUE}mulai/").url
        print(f"{'page':<22} {'median ms':>10} {'best ms':>8} {'processor ms':>13} {'limit ms':>9}")
        _show("next item", lambda: client.get(first), "60")
        _show("queue", lambda: client.get(QUEUE), "")


def _sign_in(username: str) -> Any:
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.force_login(get_user_model().objects.get(username=username), settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["demo"] = True
    session.save()
    return client


def _show(name: str, ask: Callable[[], Any], limit: str) -> None:
    for _warm in range(3):
        ask()
    walls, works = [], []
    for _run in range(RUNS):
        began, worked = perf_counter(), thread_time()
        answer = ask()
        walls.append(1000 * (perf_counter() - began))
        works.append(1000 * (thread_time() - worked))
        assert answer.status_code == 200, answer.status_code
    print(f"{name:<22} {median(walls):>10.1f} {min(walls):>8.1f} {median(works):>13.1f} {limit:>9}")
