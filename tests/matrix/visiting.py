"""Visitors at the doors of the world: each signs in once, and what a visit changes is undone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.factories.access import prove_with_every_sign_in, sign_in
from tests.matrix.table import Visitor, World, build_world


class Doors:
    """The world, and a browser of each visitor as it was after signing in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._cookies = {Visitor.SIGNED_OUT: Client().cookies} | {
            visitor: sign_in(Client(), person).cookies for visitor, person in world.people.items()
        }

    def enter(self, visitor: Visitor) -> Client:
        """This function will return a browser of the visitor, whatever happened on earlier visits."""
        client = Client(raise_request_exception=True)
        client.cookies.update(self._cookies[visitor])
        return client


@contextmanager
def undone() -> Iterator[None]:
    """This function will undo in the database what the block does."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def opened(django_db_blocker: Any) -> Iterator[Doors]:
    """This function will build the world with its visitors, for the fixture of a module, and undo it afterwards."""
    with django_db_blocker.unblock(), undone(), pytest.MonkeyPatch.context() as patch:
        prove_with_every_sign_in(patch)
        yield Doors(build_world())
