import errno
import hashlib
import subprocess
import sys
import tracemalloc
from datetime import timedelta

import pytest
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from paripurna.platform.files import actions, queries, store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.types import BeingMade, FileLost, FileRefused, MediaType, Refusal
from tests.factories.platform import NOW
from tests.platform.files import samples
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def keep(content=b"catatan rapat", name="catatan.txt", at=NOW, **more):
    return actions.keep(chunks=[content], filename=name, at=at, **more)


class TestKeep:
    def test_keeps_a_content_under_its_hash(self, kept):
        file = keep(samples.pdf(), "sk.pdf")

        digest = hashlib.sha256(samples.pdf()).hexdigest()
        assert (file.hash, file.kind, file.size) == (digest, MediaType.PDF, len(samples.pdf()))
        assert kept() == [f"{digest[:2]}/{digest}"]
        assert b"".join(queries.open_chunks(file)) == samples.pdf()

    def test_keeps_the_same_content_once(self, kept):
        first = keep()
        second = keep(name="lain.txt", at=NOW + timedelta(hours=1))

        assert first.pk == second.pk
        assert second.stored_at == NOW + timedelta(hours=1)
        assert len(kept()) == 1

    def test_brings_back_a_content_that_was_lost(self, folder, kept):
        file = keep()
        (folder / store.key_of(file.hash)).unlink()
        with pytest.raises(FileLost):
            list(queries.open_chunks(file))

        keep()

        assert len(kept()) == 1

    def test_leaves_nothing_behind_when_it_refuses(self, kept, settings):
        settings.FILES_MAX_BYTES = 2 * 1024**2

        with pytest.raises(FileRefused, match="2 MB"):
            actions.keep(chunks=(b"x" * 1024 for _ in range(4096)), filename="a.txt", at=NOW)
        with pytest.raises(FileRefused):
            keep(b"<html>")
        with pytest.raises(FileRefused):
            keep(kinds=frozenset({MediaType.PDF}))

        assert kept() == []
        assert not StoredFile.objects.exists()

    def test_leaves_nothing_behind_when_the_upload_is_cut(self, kept):
        def cut():
            yield b"awal"
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            actions.keep(chunks=cut(), filename="a.txt", at=NOW)

        assert kept() == []

    @pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
    def test_says_when_the_disk_is_full(self, kept, error):
        def fill():
            yield b"awal"
            raise OSError(error, "penuh")

        with pytest.raises(FileRefused) as refused:
            actions.keep(chunks=fill(), filename="a.txt", at=NOW)

        assert refused.value.reason == Refusal.DISK_FULL
        assert kept() == []

    def test_stops_before_the_disk_is_full(self, settings):
        settings.FILES_RESERVE_BYTES = 10**18

        with pytest.raises(FileRefused) as refused:
            keep()

        assert refused.value.reason == Refusal.DISK_FULL

    def test_needs_little_memory_for_a_large_file(self, kept):
        chunk = b"baris panjang\n" * 5000
        tracemalloc.start()
        actions.keep(chunks=(chunk for _ in range(600)), filename="besar.txt", at=NOW)  # 42 MB
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 4 * 1024**2

    @pytest.mark.django_db(transaction=True)
    def test_keeps_one_when_many_bring_the_same_at_once(self, kept):
        def bring():
            keep(b"bersama" * 1000)

        at_once(bring, *[()] * 4)

        assert StoredFile.objects.count() == 1
        assert len(kept()) == 1


@pytest.fixture
def paper_model(db):
    """A room's row that owns a file."""
    with isolate_apps("paripurna.platform.files"):

        class Paper(models.Model):
            file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

            class Meta:
                app_label = "files"

        with connection.schema_editor() as editor:
            editor.create_model(Paper)
        relation = Paper._meta.get_field("file").remote_field
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(actions, "_list_pointing", lambda: [relation])
            yield Paper


class TestSweepOrphans:
    LATER = NOW + timedelta(days=2)

    def test_deletes_what_nobody_owns_since_a_day(self, paper_model, kept):
        paper_model.objects.create(file=keep(b"milik"))
        keep(b"yatim")

        assert actions.sweep_orphans(at=NOW + timedelta(hours=1)) == 0
        assert actions.sweep_orphans(at=self.LATER) == 1

        assert [file.size for file in StoredFile.objects.all()] == [len("milik")]
        assert len(kept()) == 1

    def test_knows_owners_that_cannot_be_followed_back(self):
        pointing = {relation.related_model._meta.label for relation in actions._list_pointing()}

        assert pointing >= {"files.Upload", "assessment.RoundImport"}

    def test_deletes_what_a_failed_transaction_left_behind(self, kept, time_machine):
        time_machine.move_to(NOW)
        with transaction.atomic():
            keep(b"batal")
            transaction.set_rollback(True)
        assert len(kept()) == 1

        swept = actions.sweep_orphans(at=self.LATER + timedelta(days=4000))

        assert swept == 1
        assert kept() == []


class TestKeepMade:
    def make(self, write=lambda out: out.write(b"PK isi"), name="paket-1"):
        return actions.keep_made(name=name, kind=MediaType.ZIP, size=6, write=write, at=NOW)

    def test_keeps_what_was_written_beyond_the_limit_of_uploads(self, kept, settings):
        settings.FILES_MAX_BYTES = 2

        file = self.make()

        digest = hashlib.sha256(b"PK isi").hexdigest()
        assert (file.hash, file.size, file.kind) == (digest, 6, MediaType.ZIP)
        assert kept() == [f"{digest[:2]}/{digest}"]

    def test_what_is_half_made_is_nowhere_to_be_seen(self, kept):
        def fail(out):
            out.write(b"setengah")
            raise FileLost("x")

        with pytest.raises(FileLost):
            self.make(fail)

        assert kept() == []
        assert not StoredFile.objects.exists()

    def test_overwrites_what_a_killed_process_left(self, folder, kept):
        left = folder / ".incoming" / "paket-1.made"
        left.parent.mkdir(parents=True)
        left.write_bytes(b"sisa dari proses yang dimatikan")

        assert self.make().size == 6
        assert len(kept()) == 1

    def test_two_processes_never_make_it_at_once(self, folder):
        store.incoming_folder()
        held = folder / ".incoming" / "paket-1.made"
        source = "import fcntl, sys; f = open(sys.argv[1], 'ab'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
        command = [sys.executable, "-c", source, str(held)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout.readline() == "held\n"

            with pytest.raises(BeingMade):
                self.make()
            assert self.make(name="paket-2").size == 6
            other.stdin.close()

        assert self.make().size == 6

    def test_tells_a_full_disk(self, kept):
        def fill(_out):
            raise OSError(errno.ENOSPC, "penuh")

        with pytest.raises(FileRefused) as refused:
            self.make(fill)

        assert refused.value.reason is Refusal.DISK_FULL
        assert kept() == []

    def test_nobody_can_bring_an_archive(self):
        with pytest.raises(FileRefused) as refused:
            keep(samples.archive(**{"a.txt": b"a"}), "paket.zip")

        assert refused.value.reason is Refusal.KIND


class TestOpenShown:
    def test_gives_a_paper_as_it_was_brought(self):
        content = queries.open_shown(keep(samples.pdf(), "sk.pdf"))

        assert b"".join(content.chunks) == samples.pdf()
        assert (content.kind, content.size) == (MediaType.PDF, len(samples.pdf()))
        assert content.hash == hashlib.sha256(samples.pdf()).hexdigest()

    def test_gives_a_picture_without_what_its_camera_noted(self):
        content = queries.open_shown(keep(samples.jpeg(), "foto.jpg"))

        shown = b"".join(content.chunks)
        assert b"Exif" in samples.jpeg()
        assert content.hash is None
        assert len(shown) == content.size
        assert b"Exif" not in shown
