"""From an older major version to the wheel's: dump with both programs at hand, a new cluster, restore, swap."""

from __future__ import annotations

import shutil
from pathlib import Path

from paripurna.platform.embedded import cluster
from paripurna.platform.embedded.folders import check_space
from paripurna.platform.embedded.layout import PORT, Layout
from paripurna.platform.embedded.process import run
from paripurna.platform.embedded.programs import Programs, find_kept
from paripurna.platform.embedded.types import SUPERUSER, EmbeddedError, Owner, Tuning

LIST_DATABASES = (
    "SELECT datname FROM pg_database WHERE datallowconn AND datname NOT IN ('postgres', 'template1') ORDER BY 1"
)


def advice(layout: Layout, data_version: str, wheel_major: str) -> str:
    """This function will say in one line what to do about data of another major version."""
    if int(data_version) > int(wheel_major):
        return f"{layout.data} was written by PostgreSQL {data_version}, newer than this installation's {wheel_major}: install the newer Paripurna."
    return f"{layout.data} was written by PostgreSQL {data_version}, this installation brings {wheel_major}: run `paripurna db upgrade`."


def check_not_interrupted(layout: Layout) -> None:
    """This function will raise `EmbeddedError` when an upgrade was cut between its last two steps."""
    if not layout.data.exists() and _old_data(layout):
        raise EmbeddedError(
            f"An upgrade of {layout.home} was interrupted: run `paripurna db upgrade` to take it up again."
        )


def recover(layout: Layout) -> None:
    """This function will put the old data back in its place when an upgrade was cut between its last two steps."""
    if not layout.data.exists() and (old := _old_data(layout)):
        old[-1].rename(layout.data)


def upgrade(layout: Layout, owner: Owner, new: Programs) -> None:
    """This function will move everything into a new cluster; the old data stays beside it as `data-<version>`.

    Raises `EmbeddedError` when the old programs are gone, the data is newer, or the disk is too small.
    """
    version = cluster.data_version(layout.data)
    old = find_kept(layout, version)
    if int(version) > int(new.major):
        raise EmbeddedError(advice(layout, version, new.major))
    if old is None:
        raise EmbeddedError(
            f"The programs of PostgreSQL {version}, which wrote {layout.data}, are gone: "
            f"install PostgreSQL {version}, or restore a backup into an empty folder."
        )
    check_space(layout, 3 * _size(layout.data))
    dump = _dump(layout, owner, old, new)
    _restore(layout, owner, new, dump)
    layout.data.rename(_kept_name(layout, version))
    layout.unfinished_data.rename(layout.data)
    shutil.rmtree(layout.home / "upgrade")


def _dump(layout: Layout, owner: Owner, old: Programs, new: Programs) -> dict[str, Path]:
    """The new `pg_dump` reads the old server: that is how PostgreSQL recommends it."""
    files: dict[str, Path] = {}
    if cluster.find_pid(layout) is None:
        cluster.start(layout, owner, old, tuning=Tuning.DURABLE)
    try:
        files[""] = _write(layout, owner, [new.path("pg_dumpall"), "--globals-only", *_server(layout)], "globals.sql")
        names = run(owner, [new.path("psql"), "-XAtc", LIST_DATABASES, *_server(layout), "postgres"], cwd=layout.home)
        for number, name in enumerate(names.split("\n")[:-1]):
            files[name] = _write(layout, owner, [new.path("pg_dump"), "-Fc", *_server(layout), name], f"{number}.dump")
    finally:
        cluster.stop(layout, owner, old)
    return files


def _write(layout: Layout, owner: Owner, command: list[str], name: str) -> Path:
    folder = layout.home / "upgrade"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / name).open("wb") as file:
        run(owner, command, cwd=layout.home, output=file)
    return folder / name


def _restore(layout: Layout, owner: Owner, new: Programs, dump: dict[str, Path]) -> None:
    cluster.init(layout, owner, new)
    place = _Unfinished(layout.var, layout.home)
    cluster.start(place, owner, new, tuning=Tuning.DURABLE)
    try:
        _restore_roles(layout, owner, new, dump.pop(""))
        for file in dump.values():
            with file.open("rb") as source:
                command = [new.path("pg_restore"), "--create", "--exit-on-error", "-d", "postgres", *_server(layout)]
                run(owner, command, cwd=layout.home, feed=source)
    finally:
        cluster.stop(place, owner, new)


def _restore_roles(layout: Layout, owner: Owner, new: Programs, dump: Path) -> None:
    statements = dump.read_text(encoding="utf-8").replace(f"CREATE ROLE {SUPERUSER};\n", "")  # `initdb` made that one
    command = [new.path("psql"), "-Xqo", "/dev/null", "-v", "ON_ERROR_STOP=1", *_server(layout), "postgres"]
    run(owner, command, cwd=layout.home, feed=statements)


class _Unfinished(Layout):
    """The same home, with the new cluster in the place of the data."""

    @property
    def data(self) -> Path:
        return self.unfinished_data


def _server(layout: Layout) -> list[str]:
    return ["-h", str(layout.socket_dir), "-p", str(PORT), "-U", SUPERUSER]


def _old_data(layout: Layout) -> list[Path]:
    return sorted(layout.home.glob("data-[0-9]*"))


def _kept_name(layout: Layout, version: str) -> Path:
    taken = len(list(layout.home.glob(f"data-{version}*")))
    return layout.home / (f"data-{version}" if not taken else f"data-{version}-{taken}")


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
