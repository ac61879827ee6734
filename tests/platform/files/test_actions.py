import errno
import hashlib
import threading
import tracemalloc
from datetime import timedelta

import pytest
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from paripurna.platform.files import actions, queries, store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.types import FileLost, FileRefused, MediaType, Refusal
from tests.factories.platform import NOW
from tests.platform.files import samples

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
            connection.close()

        threads = [threading.Thread(target=bring) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

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
