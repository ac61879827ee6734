"""What a person still has in hand in the rooms: told before a role ends or an agency is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class OpenWork:
    """`sentence` says how much is open, `url` leads to where a successor is chosen."""

    sentence: str
    url: str


class ReadOpenWork(Protocol):
    """Returns what `people` (codes) have open, by code; nothing for a reader who may not move it."""

    def __call__(self, *, city: City, people: Collection[str], reader: User, on: date) -> Mapping[str, OpenWork]: ...


_READERS: list[ReadOpenWork] = []


def register_open_work(read: ReadOpenWork) -> None:
    """This function will have the pages on which a person leaves ask `read` what should be handed over first."""
    if read not in _READERS:
        _READERS.append(read)


def list_open_work(*, city: City, people: Collection[str], reader: User, on: date) -> dict[str, list[OpenWork]]:
    """This function will return what each of `people` should hand over before they leave, by code."""
    found: dict[str, list[OpenWork]] = defaultdict(list)
    for read in _READERS if people else ():
        for code, work in read(city=city, people=people, reader=reader, on=on).items():
            found[code].append(work)
    return dict(found)
