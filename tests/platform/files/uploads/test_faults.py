import errno
import hashlib
import os
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from paripurna.platform.files.models import StoredFile, Upload
from paripurna.platform.files.uploads import actions, parts, sweeping
from paripurna.platform.files.uploads.types import UploadState
from tests.platform.files import samples
from tests.platform.files.uploads import kinds, tus
from tests.platform.files.uploads.tus import upload_at

pytestmark = pytest.mark.django_db
PDF = samples.pdf()


class TestFaults:
    def test_goes_on_after_a_crash_before_the_database_was_told(self, client, begun, room):
        tus.patch(client, begun, 0, PDF[:100])
        with parts.path_of(upload_at(begun).code).open("ab") as part:
            part.write(b"setengah")  # written, and then the server died

        assert tus.head(client, begun)["Upload-Offset"] == "100"
        tus.patch(client, begun, 100, PDF[100:])

        assert tus.finish(client, begun).json()["state"] == "KEPT"
        assert room.kept[0][2] == hashlib.sha256(PDF).hexdigest()

    def test_begins_anew_when_the_bytes_are_gone(self, client, begun):
        tus.patch(client, begun, 0, PDF[:100])
        parts.path_of(upload_at(begun).code).unlink()

        assert tus.head(client, begun).status_code == 410
        assert tus.patch(client, begun, 100, PDF[100:]).status_code == 410

    def test_lets_one_write_at_a_time(self, client, begun):
        with parts.held(upload_at(begun).code, new=True):
            assert tus.patch(client, begun, 0, PDF).status_code == 423
            assert tus.delete(client, begun).status_code == 423

    def test_says_when_the_disk_is_full_and_goes_on_later(self, client, begun, monkeypatch, room):
        tus.patch(client, begun, 0, PDF[:100])
        real = os.pwrite
        monkeypatch.setattr(
            os, "pwrite", lambda fd, data, offset: real(fd, data[:30], offset) if offset < 120 else full()
        )

        def full():
            raise OSError(errno.ENOSPC, "penuh")

        refused = tus.patch(client, begun, 100, PDF[100:])
        assert (refused.status_code, refused.json()["refusal"]) == (507, "DISK_FULL")
        assert parts.path_of(upload_at(begun).code).stat().st_size == upload_at(begun).offset == 100

        monkeypatch.undo()
        kinds.register(monkeypatch)
        assert tus.patch(client, begun, 100, PDF[100:]).status_code == 204

    def test_keeps_the_reserve_of_the_disk(self, client, settings, begun):
        settings.FILES_RESERVE_BYTES = 10**18

        assert tus.begin(client, 9).status_code == 507
        assert tus.patch(client, begun, 0, PDF).status_code == 507

    def test_keeps_what_came_before_the_connection_was_cut(self, city, person, begun):
        def cut():
            yield PDF[:64]
            raise OSError(errno.EPIPE, "putus")

        from paripurna.platform.files.uploads.protocol import _chunks

        class Request:
            chunks = cut()

            def read(self, _size):
                return next(self.chunks)

        from paripurna.platform.files.uploads.types import Piece

        actions.append_piece(upload=upload_at(begun), piece=Piece(0, _chunks(Request())), at=timezone.now())

        assert upload_at(begun).offset == 64

    def test_keeps_nothing_when_the_server_dies_between_store_and_database(
        self, client, begun, room, kept, monkeypatch
    ):
        tus.patch(client, begun, 0, PDF)

        class Killed(BaseException):
            pass

        def die(*_words):
            raise Killed

        monkeypatch.setattr(room, "on_kept", die)
        kinds.types.register_upload_kind(kinds.KIND, room.check, die)
        with pytest.raises(Killed):
            actions.finish_upload(upload=upload_at(begun), by=None, at=timezone.now())
        assert not StoredFile.objects.exists()

        kinds.register(monkeypatch)
        assert tus.finish(client, begun).json()["state"] == "KEPT"
        assert len(kept()) == 1

    def test_limits_what_one_person_leaves_open(self, client, monkeypatch):
        monkeypatch.setattr("paripurna.platform.files.uploads.policy.MOST_OPEN", 1)
        tus.begin(client, 9)

        refused = tus.begin(client, 9)

        assert refused.status_code == 422
        assert "belum selesai" in refused.json()["sentence"]


class TestSweeping:
    LATER = timedelta(days=8)

    def test_forgets_uploads_that_nobody_went_on_with(self, client, begun, kept):
        tus.patch(client, begun, 0, PDF[:100])
        now = timezone.now()

        sweeping.sweep_uploads(at=now + timedelta(days=6))
        assert upload_at(begun).state == UploadState.OPEN
        assert len(kept()) == 1

        sweeping.sweep_uploads(at=now + self.LATER)
        assert (upload_at(begun).state, kept()) == (UploadState.EXPIRED, [])

        sweeping.sweep_uploads(at=now + 2 * self.LATER)
        assert not Upload.objects.exists()

    def test_forgets_bytes_that_belong_to_no_upload(self, folder, begun, kept):
        upload_at(begun).delete()
        lonely = parts.path_of(UUID(int=7))
        lonely.write_bytes(b"x")
        (folder / ".incoming" / "tmp1").write_bytes(b"x")

        assert sweeping.sweep_uploads(at=timezone.now()) == 0
        assert sweeping.sweep_uploads(at=timezone.now() + timedelta(days=2)) == 2
        assert kept() == []

    def test_finishes_what_arrived_when_its_bringer_left(self, client, begun, room):
        tus.patch(client, begun, 0, PDF)

        assert sweeping.finish_left(at=timezone.now()) == 0
        assert sweeping.finish_left(at=timezone.now() + timedelta(minutes=3)) == 1
        assert upload_at(begun).state == UploadState.KEPT
        assert len(room.kept) == 1

    def test_leaves_alone_what_is_being_written(self, client, begun):
        with parts.held(upload_at(begun).code, new=True):
            sweeping.sweep_uploads(at=timezone.now() + self.LATER)

        assert upload_at(begun).state == UploadState.OPEN

    def test_the_night_job_does_both(self, client, begun):
        from paripurna.platform.files import jobs

        assert jobs.sweep_orphans.body(None) == {"uploads": 0, "swept": 0}
        assert jobs.finish_left.body(None) == {"finished": 0}
        assert connection.in_atomic_block
