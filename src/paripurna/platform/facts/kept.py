"""Facts that this process has computed before. Keyed by the state of the register, so nothing here can be out of date."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from uuid import UUID

from paripurna.platform.facts.types import Fact, FactRequest, FactScope

Key = tuple[FactScope, str, UUID]  # scope, group, its revision


class KeptFacts:
    """The facts of the scopes that were asked for last, `limit` of them."""

    def __init__(self, limit: int = 2000) -> None:
        self._limit = limit
        self._lock = Lock()
        self._facts: OrderedDict[Hashable, dict[FactRequest, Fact]] = OrderedDict()

    def find(self, key: Key, request: FactRequest) -> Fact | None:
        with self._lock:
            if key in self._facts:
                self._facts.move_to_end(key)
            return self._facts.get(key, {}).get(request)

    def keep(self, key: Key, request: FactRequest, fact: Fact) -> None:
        with self._lock:
            self._facts.setdefault(key, {})[request] = fact
            while len(self._facts) > self._limit:
                self._facts.popitem(last=False)
