"""What happens to the reading of documents when workers die, the database goes away, or a file means harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from paripurna.platform.files import store
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.jobs.inline import run_pending
from paripurna.rooms.evidence import machine
from paripurna.rooms.evidence.models import Document, Reading, TextBand
from paripurna.rooms.evidence.types import ReadingState, Unreadable
from tests import doors
from tests.factories.evidence import NOW, make_document, make_file
from tests.platform.files.reading import misbehaving
from tests.platform.files.uploads.process import database_address
from tests.rooms.evidence.reading_worker import STEPS

ROOT = Path(__file__).parents[3]
AWAY = 10.0
LETTER = (
    "Keputusan Wali Kota Balikpapan nomor 188.45-71/2025 tentang gugus tugas kota layak anak yang bekerja bersama forum"
    " anak, dunia usaha, media massa dan lembaga masyarakat untuk pemenuhan hak anak di seluruh kelurahan"
)
BANDS = 32  # of a text that was indexed once


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def letter(folder: Path, transactional_db: None, city: Any, officer: Any) -> Document:
    """A document whose reading is queued."""
    return make_document(city, by=officer, file=make_file(LETTER.encode()))


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a real worker on the test's database; all are gone at the end, and so is their queue."""
    started: list[subprocess.Popen[bytes]] = []

    def start(step: str = "", *, dies: bool = False, database: str = "") -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": database or database_address(),
            "DJANGO_SETTINGS_MODULE": "paripurna.config.settings.base",
            "DIE": "1" if dies else "",
            "MARKS": str(tmp_path),
            "PARIPURNA_POOL": "0",
            "PARIPURNA_SECRET_KEY": settings.SECRET_KEY,
            "PARIPURNA_VAR": str(tmp_path),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "STOP_AT": step,
        }
        command = [sys.executable, "-m", "tests.rooms.evidence.reading_worker"]
        started.append(subprocess.Popen(command, env=environment, cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def reading_of(document: Document) -> Reading:
    return Reading.objects.get(version=document.current_id)


def has_queued() -> bool:
    return ProcrastinateJob.objects.filter(task_name="evidence.read_version").exists()


def is_read(document: Document) -> bool:
    return reading_of(document).state == ReadingState.READ


def assert_read_once(document: Document) -> None:
    reading = reading_of(document)
    assert (reading.state, reading.text) == (ReadingState.READ, LETTER)
    assert TextBand.objects.filter(reading=reading).count() == BANDS


@pytest.mark.django_db(transaction=True)
class TestWorker:
    @pytest.mark.parametrize("step", STEPS)
    def test_killed_at_any_step_leaves_nothing_half_and_another_reads_anew(self, letter, start_worker, step):
        worker = start_worker(step, dies=True)
        worker.wait(60)
        if step != "noted":
            reading = reading_of(letter)
            assert (reading.state, reading.text, reading.attempts) == (ReadingState.WAITING, "", 1)
            assert not TextBand.objects.exists()

        start_worker()

        wait_until(lambda: not has_queued())
        assert_read_once(letter)

    def test_reads_anew_when_the_database_was_away_for_ten_seconds(self, letter, start_worker, tmp_path):
        with doors.opened() as door:
            start_worker("opened", database=door.address)
            wait_until((tmp_path / "stopped").exists)

            door.shut(AWAY / 2)
            (tmp_path / "go").touch()  # the worker comes to write while the database is away, and after
            door.shut(AWAY / 2)
            start_worker()  # whoever keeps workers running starts one anew where the first one ended over it

            wait_until(lambda: is_read(letter))
        assert_read_once(letter)

    def test_two_on_the_same_version_write_it_once(self, letter, start_worker, tmp_path):
        start_worker("opened")
        wait_until((tmp_path / "stopped").exists)

        machine.read_version(letter.current_id, at=NOW)
        (tmp_path / "go").touch()

        wait_until(lambda: not has_queued())
        assert_read_once(letter)
        assert reading_of(letter).read_at == NOW  # of the first that came to its end


class TestHostileFile:
    @pytest.fixture(autouse=True)
    def _misbehaving_child(self, monkeypatch):
        monkeypatch.setattr("paripurna.platform.files.reading.fence.CHILD", misbehaving.__name__)
        monkeypatch.setattr("paripurna.platform.files.reading.fence.SOURCE", f"{ROOT / 'src'}:{ROOT}")

    def test_that_hangs_its_reader_ends_as_failed_and_lets_the_next_one_pass(self, city, officer, monkeypatch):
        hostile = make_document(city, by=officer, file=make_file(b"menggantung"))
        good = make_document(city, by=officer, file=make_file(LETTER.encode()))
        from paripurna.rooms.evidence import gathering

        read_text = gathering.read_text

        def hang(file):
            if file == hostile.current.file:
                Fence(seconds=1).run(misbehaving.sleep, Path(os.devnull))
            return read_text(file)

        monkeypatch.setattr(gathering, "read_text", hang)
        run_pending()

        failed = reading_of(hostile)
        assert (failed.state, failed.reason) == (ReadingState.FAILED, "TOO_SLOW")
        assert is_read(good)


class TestGivingUp:
    def test_what_kills_whoever_reads_it_is_given_up(self, city, officer, monkeypatch):
        document = make_document(city, by=officer)

        def die(*_words, **_more):
            raise SystemExit

        with monkeypatch.context() as patch:
            patch.setattr(machine, "gather", die)
            for _ in range(machine.MOST_ATTEMPTS):
                with pytest.raises(SystemExit):
                    machine.read_version(document.current_id, at=NOW)
        machine.read_version(document.current_id, at=NOW)

        reading = reading_of(document)
        assert (reading.state, reading.reason) == (ReadingState.FAILED, Unreadable.GIVEN_UP)

    def test_lost_file_is_told(self, city, officer):
        document = make_document(city, by=officer)
        store.delete(store.key_of(document.current.file.hash))

        machine.read_version(document.current_id, at=NOW)

        assert (reading_of(document).state, reading_of(document).reason) == (ReadingState.FAILED, Unreadable.LOST)
