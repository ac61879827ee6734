"""Data of an older PostgreSQL becomes data of the wheel's: tried with Debian's PostgreSQL 15."""

import subprocess
from pathlib import Path

import psycopg
import pytest

from paripurna.platform import embedded
from paripurna.platform.embedded import cluster, programs
from paripurna.platform.embedded.folders import make_folders, make_home
from paripurna.platform.embedded.layout import Layout, find_layout
from paripurna.platform.embedded.owner import find_owner
from paripurna.platform.embedded.process import run
from paripurna.platform.embedded.programs import Programs

OLD_BIN = programs.SYSTEM_PROGRAMS / "15" / "bin"
needs_old = pytest.mark.skipif(not OLD_BIN.exists(), reason="PostgreSQL 15 is not installed")


@pytest.fixture
def old_layout(empty_var: Path) -> Layout:
    """A cluster that PostgreSQL 15 made, with the role, the database and one row."""
    layout, old = find_layout(empty_var), Programs("15", OLD_BIN)
    make_home(layout)
    owner = find_owner(layout.data)
    make_folders(layout, owner)
    layout.data.mkdir(mode=0o700)
    if layout.data.owner() != owner.name:
        subprocess.run(["chown", owner.name, layout.data], check=True)
    run(
        owner,
        [old.path("initdb"), "-D", str(layout.data), "-U", "postgres", "-E", "UTF8", "--locale=C"],
        cwd=layout.home,
    )
    with (layout.data / "postgresql.conf").open("a") as file:
        file.write("include_if_exists = 'paripurna.conf'\n")
    cluster.start(layout, owner, old, tuning=embedded.Tuning.THROWAWAY)
    with connect(empty_var, "postgres", "postgres") as connection:
        connection.execute("CREATE ROLE paripurna LOGIN CREATEDB")
        connection.execute("CREATE DATABASE paripurna OWNER paripurna")
    with connect(empty_var, "paripurna", "paripurna") as connection:
        connection.execute("CREATE TABLE kept (name text)")
        connection.execute("INSERT INTO kept VALUES ('Balikpapan')")
    cluster.stop(layout, owner, old)
    return layout


def connect(var: Path, database: str, user: str) -> psycopg.Connection:
    settings = embedded.connection_settings(var)
    return psycopg.connect(dbname=database, user=user, host=settings["HOST"], port=settings["PORT"], autocommit=True)


@needs_old
class TestUpgrade:
    def test_carries_everything_over(self, empty_var: Path, old_layout: Layout) -> None:
        old_version = embedded.upgrade(empty_var)

        embedded.ensure_running(empty_var)
        with connect(empty_var, "paripurna", "paripurna") as connection:
            row = connection.execute(
                "SELECT name, current_setting('server_version_num')::int / 10000 FROM kept"
            ).fetchone()
        assert old_version == "15"
        assert row == ("Balikpapan", 18)
        assert (old_layout.home / "data-15" / "PG_VERSION").exists()

    def test_takes_up_an_interrupted_one(self, empty_var: Path, old_layout: Layout) -> None:
        old_layout.data.rename(old_layout.home / "data-15")
        with pytest.raises(embedded.EmbeddedError, match="was interrupted"):
            embedded.ensure_running(empty_var)

        embedded.upgrade(empty_var)

        assert embedded.status(empty_var).data_version == "18"

    def test_says_when_the_old_programs_are_gone(
        self, empty_var: Path, old_layout: Layout, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setattr(programs, "SYSTEM_PROGRAMS", tmp_path)

        with pytest.raises(embedded.EmbeddedError, match="install PostgreSQL 15, or restore a backup"):
            embedded.upgrade(empty_var)


def test_upgrade_has_nothing_to_do_with_data_of_today(var: Path) -> None:
    embedded.ensure_running(var, tuning=embedded.Tuning.THROWAWAY)

    assert embedded.upgrade(var) == ""
