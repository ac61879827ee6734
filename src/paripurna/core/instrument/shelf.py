"""The editions that ship with Paripurna, by reference. Loaded once a process and again when a file changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from paripurna.core.instrument.crosswalk import Crosswalk, find_crosswalk_file, load_crosswalk
from paripurna.core.instrument.loader import HEAD, load_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.yaml_tree import read_tree

_one_at_a_time = Lock()  # threads that ask together wait for the first, or each would read every file itself
SHIPPED = Path(__file__).resolve().parents[2] / "editions"


class EditionNotFoundError(LookupError):
    """No edition of that name is on the shelf."""


class Head(NamedTuple):
    """What the head of an edition says of it: enough to tell whether the whole is wanted."""

    id: object
    version: object
    subject_kind: object


def list_editions(root: Path = SHIPPED, *, subject_kind: str = "") -> tuple[Edition, ...]:
    """This function will return every edition under `root`, or those of one kind of subject, by id and version. Raises `EditionError`."""
    return _load_those(root, lambda head: subject_kind in {"", head.subject_kind})


def list_subject_kinds(root: Path = SHIPPED) -> frozenset[str]:
    """This function will return the kinds of subjects that there are editions for; their heads alone are read."""
    heads = (_read_head(folder) for folder in list_folders(root))
    return frozenset(str(head.subject_kind) for head in heads if head is not None)


def find_edition(reference: str, root: Path = SHIPPED) -> Edition | None:
    """This function will return the edition `id@version`, or the newest version of a bare `id`, or None."""
    wanted, _, version = reference.partition("@")
    found = _load_those(root, lambda head: head.id == wanted and version in {"", head.version})
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


def _load_those(root: Path, wants: Callable[[Head], bool]) -> tuple[Edition, ...]:
    """The rest stays unread: a process that serves one kind of subject holds no other's instruments. What has no head is read, and says why."""
    heads = {folder: _read_head(folder) for folder in list_folders(root)}
    wanted = (folder for folder, head in heads.items() if head is None or wants(head))
    return tuple(sorted(map(_load, wanted), key=_order))


def _read_head(folder: Path) -> Head | None:
    with _one_at_a_time:
        return _read_head_once(folder / HEAD, _fingerprint(folder))


@lru_cache(maxsize=256)
def _read_head_once(file: Path, _fingerprint: tuple[tuple[str, int, int], ...]) -> Head | None:
    data = read_tree(file).data
    if not isinstance(data, Mapping):
        return None
    return Head(data.get("id"), data.get("version"), data.get("subject_kind"))


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
