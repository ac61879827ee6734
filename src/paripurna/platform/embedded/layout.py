"""Where the embedded database lives.

An ordinary user has everything under `var/postgres`. PostgreSQL refuses to run as root, and an unprivileged user cannot reach
into a closed home, so for root everything lies in a folder of its own below `/var/lib/paripurna`, which `var/postgres-home` names.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from paripurna.platform.embedded.types import EmbeddedError

ROOT_STATE_DIR = Path("/var/lib/paripurna")
PORT = 5432  # part of the socket's name only: no port is opened
SOCKET_PATH_LIMIT = 107  # bytes, fixed by the kernel (sun_path)


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders and files of one embedded database."""

    var: Path
    home: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def unfinished_data(self) -> Path:
        return self.home / "data.new"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    @property
    def start_log(self) -> Path:
        return self.logs / "start.log"

    @property
    def programs(self) -> Path:
        """Copies of the programs by version; the old ones are needed to read old data."""
        return self.home / "programs"

    @property
    def lock(self) -> Path:
        return self.home / "lock"

    @property
    def holders(self) -> Path:
        return self.home / "holders"

    @property
    def transient(self) -> Path:
        """This mark says: started for the processes that hold it, to be stopped by the last one."""
        return self.home / "transient"

    @property
    def socket_dir(self) -> Path:
        inside = self.home / "run"
        return inside if _fits(inside) else self._short_socket_dir

    @property
    def _short_socket_dir(self) -> Path:
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:8]
        return Path("/tmp") / f"paripurna-{digest}"  # noqa: S108 — must be our owner's alone, checked in `folders.py`

    @property
    def socket(self) -> Path:
        return self.socket_dir / f".s.PGSQL.{PORT}"


def find_layout(var: Path) -> Layout:
    """This function will say where the database of `var` lives; for root it decides that once and notes it in `var`."""
    var = var.resolve()
    own = var / "postgres"
    mark = var / "postgres-home"
    if os.geteuid() != 0 and not mark.exists():
        return Layout(var, own)
    if (own / "data").exists():
        return Layout(var, own)
    return Layout(var, _noted_home(var, mark))


def check_not_copied(layout: Layout) -> None:
    """This function will raise `EmbeddedError` when `var` is a copy that would share its original's database; a move is noted."""
    claim = layout.home / "claimed-by"
    if layout.home.is_relative_to(layout.var) or not claim.exists():
        return
    original = Path(claim.read_text(encoding="utf-8").strip())
    mark = original / "postgres-home"
    if original != layout.var and mark.exists() and mark.read_text(encoding="utf-8").strip() == str(layout.home):
        raise EmbeddedError(
            f"{layout.var} was copied from {original} and would share its database: "
            f"delete {layout.var / 'postgres-home'} to begin with an empty one."
        )
    claim.write_text(str(layout.var), encoding="utf-8")  # the checkout was moved


def _noted_home(var: Path, mark: Path) -> Path:
    if not mark.exists():
        name = hashlib.sha256(os.fsencode(var) + secrets.token_bytes(8)).hexdigest()[:12]
        write_once(mark, str(ROOT_STATE_DIR / name))
    return Path(mark.read_text(encoding="utf-8").strip())


def write_once(file: Path, text: str) -> None:
    """This function will write `text` to `file` unless another process was first; nobody ever reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT
