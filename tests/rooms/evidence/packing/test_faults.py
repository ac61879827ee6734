"""What may go wrong while a pack is made: each ends in one clear state, and nothing half is ever seen."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from paripurna.platform.bags.checking import check_bag
from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.jobs.actions import request_cancel
from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.queries import build_view
from paripurna.platform.jobs.types import State
from paripurna.rooms.evidence import packs
from paripurna.rooms.evidence.models import Pack
from paripurna.rooms.evidence.packing import index_book, writing
from paripurna.rooms.evidence.packing.types import PackState
from tests.factories.evidence import NOW, link, make_document, make_file
from tests.threads import at_once

CONTENT = os.urandom(300_000).hex().encode()
WORKER = """
import sys, time, django
from django.conf import settings
settings.DATABASES["default"].update(NAME=sys.argv[1])
local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": sys.argv[2]}}
settings.STORAGES = {**settings.STORAGES, "default": local}
django.setup()
from paripurna.platform.jobs.worker import run
from paripurna.rooms.evidence.packing import writing
if sys.argv[3] == "slow":
    draw = writing.draw_cover
    def draw_slowly(heading, part, typeset):
        if part.indicator.number == "2":
            time.sleep(60)
        return draw(heading, part, typeset)
    writing.draw_cover = draw_slowly
run(heartbeat_seconds=0.3, stalled_seconds=1.5)
"""


@pytest.fixture
def decree(sheet, secretary):
    document = make_document(sheet.city, by=secretary, file=make_file(CONTENT), title="SK Gugus Tugas")
    link(document, sheet, "1.1", by=secretary)
    return document


def left_of(folder: Path) -> list[str]:
    """What lies among the files on their way in."""
    return sorted(path.name for path in (folder / ".incoming").glob("*"))


def archives() -> int:
    return StoredFile.objects.filter(media_type="application/zip").count()


@pytest.mark.django_db
class TestFaults:
    def test_a_file_that_the_store_lost_is_named_with_its_question(self, ask, work, decree, folder):
        (folder / store.key_of(decree.current.file.hash)).unlink()

        pack = work(ask())

        assert packs.state_of(pack) is PackState.FAILED
        assert (pack.failed_document, pack.failed_question) == (decree, "1.1")
        assert "1.1" in build_view(pack.progress).message
        assert (archives(), left_of(folder)) == (0, [])

    @pytest.mark.parametrize(
        "spoil", [lambda whole: whole[:-1], lambda whole: b"X" + whole[1:]], ids=["cut", "flipped"]
    )
    def test_a_file_that_the_store_spoiled_is_not_passed_on(self, ask, work, decree, folder, spoil):
        path = folder / store.key_of(decree.current.file.hash)
        path.write_bytes(spoil(path.read_bytes()))

        pack = work(ask())

        assert pack.failed_document == decree
        assert (archives(), left_of(folder)) == (0, [])

    def test_it_is_whole_once_the_file_was_brought_again(self, ask, work, decree, folder):
        (folder / store.key_of(decree.current.file.hash)).unlink()
        work(ask())
        make_file(CONTENT)

        assert packs.state_of(work(ask())) is PackState.READY

    def test_a_full_disk_is_told(self, ask, work, decree, folder, monkeypatch):
        def fill(*_words, **_more):
            raise OSError(errno.ENOSPC, "penuh")

        monkeypatch.setattr(index_book, "write_index", fill)

        pack = work(ask())

        assert pack.progress.message_code == "evidence.pack_disk_full"
        assert (archives(), left_of(folder)) == (0, [])

    def test_a_pack_that_would_not_fit_is_not_begun(self, ask, work, decree, settings, monkeypatch):
        settings.FILES_RESERVE_BYTES = 10**18

        assert work(ask()).progress.message_code == "evidence.pack_disk_full"

    def test_a_pack_that_was_stopped_leaves_nothing(self, ask, work, decree, secretary, folder, monkeypatch):
        pack, draw = ask(), writing.draw_cover

        def stop_meanwhile(*words):
            progress = Progress.objects.get(pk=pack.progress_id)
            if progress.cancel_requested_at is None:
                request_cancel(progress=progress, by=secretary, at=NOW)
            return draw(*words)

        monkeypatch.setattr(writing, "draw_cover", stop_meanwhile)
        pack = work(pack)

        assert packs.state_of(pack) is PackState.CANCELLED
        assert (archives(), left_of(folder)) == (0, [])

    def test_a_double_click_makes_one_pack(self, ask, work, decree):
        first, second = ask(), ask()

        assert first.pk == second.pk
        assert Progress.objects.filter(kind="evidence.make_pack").count() == 1
        work(first)
        assert ask().pk != first.pk

    def test_a_job_that_runs_again_changes_nothing(self, make, work, decree):
        pack = make()
        made_at = pack.made_at
        Progress.objects.filter(pk=pack.progress_id).update(state=State.QUEUED, finished_at=None)

        again = work(pack)

        assert again.made_at == made_at
        assert again.documents.count() == 1


@pytest.fixture
def queue(transactional_db):
    """The tables of the queue, which Django does not empty after a test that commits."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def start_worker(queue, folder):
    """Start a real worker on the test's database and its store; all are gone at the end."""
    started = []

    def start(pace="quick"):
        root = Path(__file__).parents[4]
        path = os.pathsep.join([str(root / "src"), str(root)])
        command = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], str(folder), pace]
        started.append(subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, cwd=root))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
class TestKilled:
    def test_a_pack_whose_worker_was_killed_is_begun_anew_and_whole(self, start_worker, ask, decree, folder):
        pack = ask()
        worker = start_worker("slow")
        part = folder / ".incoming" / f"paket-{pack.code}.made"
        wait_until(lambda: part.exists() and part.stat().st_size > 250_000)

        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert part.exists()  # half of it, where nobody looks
        assert packs.state_of(packs.find_pack(pack.pk)) is PackState.MAKING
        assert archives() == 0
        start_worker()

        wait_until(lambda: Pack.objects.get(pk=pack.pk).file_id)
        made = packs.find_pack(pack.pk)
        with store.opened(store.key_of(made.file.hash)) as path:
            assert check_bag(path).is_whole
        assert made.progress.attempts == 2
        assert left_of(folder) == []

    def test_two_packs_at_once_are_both_whole(self, queue, ask, work, decree, another, folder):
        asked = [ask(), ask(by=another)]

        def make(pack):
            work(pack)

        at_once(make, *([pack] for pack in asked))

        for pack in asked:
            made = packs.find_pack(pack.pk)
            assert packs.state_of(made) is PackState.READY
            with store.opened(store.key_of(made.file.hash)) as path:
                assert check_bag(path).is_whole
        assert left_of(folder) == []
