"""What rooms above register with the network: where the decrees of task forces are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from paripurna.rooms.network.task_force.types import TaskForceDraft as TaskForceDraft

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class Decree:
    """The decree itself, as a room above keeps it: its page, where a document is attached to it, and those that are."""

    url: str
    attach_url: str = ""  # empty for who may not
    documents: tuple[tuple[str, str], ...] = ()  # title and address of those that the person may see


@dataclass(frozen=True, slots=True)
class DecreeKeeper:
    """A room above that keeps decrees. `enter` returns where a missing one is entered, "" for who may not."""

    find: Callable[[City, TaskForceDraft, User, date], Decree | None]
    enter: Callable[[City, TaskForceDraft, User, date], str]


_KEEPERS: list[DecreeKeeper] = []


def register_decree_keeper(keeper: DecreeKeeper) -> None:
    """This function will let a room above keep the decrees of task forces; called at start."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def find_decree(city: City, draft: TaskForceDraft, user: User, *, on: date) -> Decree | None:
    """This function will return the decree that appoints a task force, or None where no room keeps it."""
    return next((found for keeper in _KEEPERS if (found := keeper.find(city, draft, user, on))), None)


def find_decree_entry(city: City, draft: TaskForceDraft, user: User, *, on: date) -> str:
    """This function will return where the decree is entered with what is known of it, or ""."""
    return next((url for keeper in _KEEPERS if (url := keeper.enter(city, draft, user, on))), "")
