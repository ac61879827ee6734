import errno
from threading import Event

import pytest

from paripurna.platform.files import syncing
from paripurna.platform.files.syncing import STEP, Syncing, written


class TestSyncing:
    def test_knows_only_what_has_reached_the_disk(self):
        release = Event()

        with Syncing(release.wait) as disk:
            disk.grown(STEP)
            disk.grown(2 * STEP)
            waiting = disk.reached
            release.set()
            disk.finish()

        assert (waiting, disk.reached) == (0, STEP)

    def test_goes_on_where_the_file_stood(self):
        asked = []

        with Syncing(lambda: asked.append("disk"), since=STEP) as disk:
            disk.grown(STEP + 1)

        assert (disk.reached, asked) == (STEP, [])

    def test_tells_what_the_disk_has_said_meanwhile(self):
        def fail():
            raise OSError(errno.EIO, "rusak")

        with Syncing(fail) as disk, pytest.raises(OSError, match="rusak"):
            disk.grown(STEP)
            disk.finish()


class TestWritten:
    def test_returns_when_all_is_on_the_disk(self, tmp_path, monkeypatch):
        file, synced = tmp_path / "besar", []
        file.touch()
        monkeypatch.setattr(syncing.os, "fsync", lambda _descriptor: synced.append(file.stat().st_size))

        with written(file) as out:
            for _ in range(3):
                out.write(b"a" * STEP)
            out.seek(0)
            out.write(b"b")
            out.seek(0, 2)
            out.write(b"akhir")

        assert synced[0] >= STEP
        assert synced[-1] == file.stat().st_size == 3 * STEP + 5
        assert file.read_bytes()[:2] == b"ba"

    def test_lets_an_error_of_the_writer_through(self, tmp_path):
        file = tmp_path / "penuh"
        file.touch()

        with pytest.raises(OSError, match="penuh"), written(file) as out:
            out.write(b"a" * STEP)
            raise OSError(errno.ENOSPC, "penuh")
