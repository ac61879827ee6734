import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.factories.platform import build_city, build_person
from tests.platform.jobs import sample_jobs

WORKER = """
import sys, django
from django.conf import settings
settings.DATABASES["default"].update(NAME=sys.argv[1])
django.setup()
from tests.platform.jobs import sample_jobs
from paripurna.platform.jobs.worker import run
run(wait=sys.argv[2] == "wait", heartbeat_seconds=0.3, stalled_seconds=1.5)
"""


@pytest.fixture
def jobs():
    return sample_jobs


@pytest.fixture
def city(db):
    return build_city()


@pytest.fixture
def person(db):
    return build_person()


@pytest.fixture
def queue(transactional_db):
    """The tables of the queue, which Django does not empty after a test that commits."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def start_worker(queue):
    """Start a real worker on the test's database; all are gone at the end."""
    started = []

    def start(mode="wait"):
        root = Path(__file__).parents[3]
        path = os.pathsep.join([str(root / "src"), str(root)])
        environment = {**os.environ, "PYTHONPATH": path}
        command = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], mode]
        started.append(subprocess.Popen(command, env=environment, cwd=root))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
