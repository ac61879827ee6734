"""The editions that ship with Paripurna, by reference. Loaded once a process and again when a file changes."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from threading import Lock

from paripurna.core.instrument.crosswalk import Crosswalk, find_crosswalk_file, load_crosswalk
from paripurna.core.instrument.loader import HEAD, load_edition
from paripurna.core.instrument.model import Edition

_one_at_a_time = Lock()  # threads that ask together wait for the first, or each would read every file itself
SHIPPED = Path(__file__).resolve().parents[2] / "editions"


class EditionNotFoundError(LookupError):
    """No edition of that name is on the shelf."""


def list_editions(root: Path = SHIPPED) -> tuple[Edition, ...]:
    """This function will return every edition under `root`, by id and version. Raises `EditionError`."""
    return tuple(sorted((_load(folder) for folder in list_folders(root)), key=_order))


def find_edition(reference: str, root: Path = SHIPPED) -> Edition | None:
    """This function will return the edition `id@version`, or the newest version of a bare `id`, or None."""
    wanted, _, version = reference.partition("@")
    found = [each for each in list_editions(root) if each.id == wanted and version in {"", each.version}]
    return found[-1] if found else None


def get_edition(reference: str, root: Path = SHIPPED) -> Edition:
    """This function will return the edition of that reference. Raises `EditionNotFoundError`."""
    edition = find_edition(reference, root)
    if edition is None:
        raise EditionNotFoundError(reference)
    return edition


def find_crosswalk(old: str, new: str, root: Path = SHIPPED) -> Crosswalk | None:
    """This function will return the crosswalk between two references, or None. Raises `EditionError`.

    Local revisions keep the question numbers of their base, so they cross by the crosswalk of their bases.
    """
    before, after = (find_edition(reference.partition("+")[0], root) for reference in (old, new))
    if before is None or after is None:
        return None
    folder = next(folder for folder in list_folders(root) if _load(folder) is after)
    file = find_crosswalk_file(folder, before)
    return None if file is None else load_crosswalk(file, before, after)


def list_folders(root: Path = SHIPPED) -> tuple[Path, ...]:
    """This function will return the folders under `root` that hold an edition."""
    return tuple(sorted(head.parent for head in root.glob(f"*/{HEAD}")))


def _load(folder: Path) -> Edition:
    with _one_at_a_time:
        return _load_once(folder, _fingerprint(folder))


@lru_cache(maxsize=64)
def _load_once(folder: Path, _fingerprint: tuple[tuple[str, int, int], ...]) -> Edition:
    return load_edition(folder)


def _fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted(folder.glob("*.yaml"))
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


def _order(edition: Edition) -> tuple[str, list[int], str]:
    official, _, local = edition.version.partition("+")
    return edition.id, [int(number) for number in re.findall(r"[0-9]+", official)], local
