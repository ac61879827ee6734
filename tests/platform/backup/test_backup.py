"""An installation is saved, brought back into an empty place, and held against what it was."""

import io
import json
import tarfile

import psycopg
import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from paripurna.cli.backup import backup, restore
from paripurna.platform.accounts.models import User
from paripurna.platform.audit.actions import record
from paripurna.platform.audit.chains import verify
from paripurna.platform.audit.types import register_verb
from paripurna.platform.backup.types import BackupError, Manifest
from paripurna.platform.files import actions as files
from paripurna.platform.files import queries, store
from paripurna.platform.files.models import StoredFile
from tests import database
from tests.factories.platform import NOW, build_city, build_person
from tests.platform.files import samples

pytestmark = pytest.mark.django_db(transaction=True)
register_verb("tests.saved", _("%(person)s saved"))


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    """A store of files and a key file of this test's own."""

    def use(name):
        local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / name}}
        settings.STORAGES = {**settings.STORAGES, "default": local}
        settings.CRYPTO_KEY_FILE = tmp_path / name / "keys.json"

    use("old")
    return use


@pytest.fixture
def world():
    """People, files and an audit."""
    city, person = build_city(), build_person()
    with transaction.atomic():
        for number in range(5):
            record(verb="tests.saved", city=city, subject=f"tests.a:{number}", by=person, at=NOW)
    return [
        files.keep(chunks=[content], filename="a", at=NOW) for content in (samples.pdf(), samples.jpeg(), b"catatan")
    ]


@pytest.fixture
def elsewhere(place):
    """An empty database and an empty store, until the test ends."""
    before, name = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_empty"
    moved = []

    def move():
        with database.maintenance() as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        database._point_at(name)
        place("new")
        moved.append(name)

    yield move
    database._point_at(before)
    with database.maintenance() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def archive(world, tmp_path):
    done = CliRunner().invoke(backup, [str(tmp_path / "cadangan.tar")])
    assert done.exit_code == 0, done.output
    return tmp_path / "cadangan.tar"


def bring_back(archive):
    return CliRunner().invoke(restore, [str(archive)])


def rewritten(archive, change):
    """The archive with its parts changed by `change(name, content)`; None leaves a part out."""
    target = archive.with_name("lain.tar")
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


class TestRestore:
    def test_brings_everything_back_into_an_empty_place(self, archive, elsewhere, world):
        elsewhere()

        done = bring_back(archive)

        assert done.exit_code == 0, done.output
        assert User.objects.get().name == "Sri Wahyuni"
        assert verify("64.71").is_whole
        assert verify("64.71").events == 5
        kept = {file.hash: b"".join(queries.open_chunks(file)) for file in StoredFile.objects.all()}
        assert set(kept.values()) == {samples.pdf(), samples.jpeg(), b"catatan"}
        assert sorted(store.list_keys()) == sorted(store.key_of(file.hash) for file in world)

    def test_keeps_the_audit_guarded(self, archive, elsewhere):
        elsewhere()
        bring_back(archive)

        with connection.cursor() as cursor, pytest.raises(Exception, match="append-only"):
            cursor.execute("DELETE FROM audit_event")

    def test_refuses_a_place_that_is_not_empty(self, archive, elsewhere, place):
        assert "Basis data sudah berisi" in bring_back(archive).output
        elsewhere()
        place("old")
        assert "Tempat berkas sudah berisi" in bring_back(archive).output

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda name, content: content[:-9] + b"xxxxxxxxx" if "files/" in name else content, "rusak"),
            (lambda name, content: content[:-9] + b"xxxxxxxxx" if name == "database.dump" else content, "rusak"),
            (lambda name, content: None if name == "manifest.json" else content, "tidak lengkap"),
            (lambda name, content: None if "files/" in name else content, "tidak lengkap"),
            (lambda name, content: b"{}" if name == "manifest.json" else content, "Daftar isi cadangan rusak"),
        ],
        ids=["file", "dump", "no-manifest", "no-files", "manifest"],
    )
    def test_refuses_a_damaged_archive_and_leaves_nothing(self, archive, elsewhere, change, told):
        elsewhere()

        done = bring_back(rewritten(archive, change))

        assert done.exit_code == 1
        assert told in done.output
        assert list(store.list_keys()) == []
        assert connection.introspection.table_names() == []

    def test_refuses_what_is_no_archive(self, tmp_path, elsewhere):
        elsewhere()
        (tmp_path / "bukan.tar").write_bytes(b"bukan")

        assert "bukan cadangan" in bring_back(tmp_path / "bukan.tar").output
        assert "tidak ada" in bring_back(tmp_path / "hilang.tar").output

    def test_notices_when_what_came_back_is_not_what_was_saved(self, archive, elsewhere):
        def claim_more(name, content):
            if name != "manifest.json":
                return content
            told = json.loads(content)
            told["rows"]["accounts_user"] += 1
            return json.dumps(told).encode()

        elsewhere()

        assert "accounts_user" in bring_back(rewritten(archive, claim_more)).output

    def test_refuses_the_archive_of_a_newer_form(self):
        with pytest.raises(BackupError, match="perbarui Paripurna"):
            Manifest.from_json(b'{"format": 99}')


class TestBackup:
    def test_holds_no_sessions_and_is_closed_to_others(self, archive):
        with tarfile.open(archive) as content:
            manifest = json.loads(content.extractfile("manifest.json").read())

        assert "django_session" not in manifest["rows"]
        assert archive.stat().st_mode & 0o077 == 0
        assert [
            path.name for path in archive.parent.iterdir() if "unfinished" in path.name or "paripurna-" in path.name
        ] == []

    def test_takes_a_name_of_its_own_in_a_folder_and_never_overwrites(self, archive, tmp_path):
        (tmp_path / "folder").mkdir()

        assert CliRunner().invoke(backup, [str(tmp_path / "folder")]).exit_code == 0
        assert [path.suffix for path in (tmp_path / "folder").iterdir()] == [".tar"]
        assert "sudah ada" in CliRunner().invoke(backup, [str(archive)]).output
        assert "tidak ada" in CliRunner().invoke(backup, [str(tmp_path / "x" / "y.tar")]).output
        assert "tidak ada" in CliRunner().invoke(backup, [str(tmp_path / "folder-that-is-not-there")]).output

    def test_saves_the_rest_when_a_file_is_lost_and_says_so(self, world, tmp_path):
        store.delete(store.key_of(world[0].hash))

        done = CliRunner().invoke(backup, [str(tmp_path / "a.tar")])

        assert done.exit_code == 1
        assert "1 berkas tercatat tetapi hilang" in done.output
        assert (tmp_path / "a.tar").exists()

    def test_brings_keys_along_only_when_asked(self, world, tmp_path, elsewhere, settings):
        from paripurna.platform.crypto.keys import current_ring

        ring = current_ring()
        CliRunner().invoke(backup, [str(tmp_path / "a.tar"), "--with-keys"])
        elsewhere()

        assert "Berkas kunci dipulihkan" in bring_back(tmp_path / "a.tar").output
        assert current_ring() == ring


def test_psycopg_reaches_the_server_as_the_programs_do(world):
    from paripurna.platform.backup.programs import Server

    server = Server.current()
    with psycopg.connect(server.conninfo, password=server.password or None) as reached:
        assert reached.info.dbname == connection.settings_dict["NAME"]
