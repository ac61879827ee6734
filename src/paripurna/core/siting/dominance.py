"""Candidates that no plan needs, because another reaches the same children and more, costs no more, and counts for the same kelurahan."""

from __future__ import annotations

import numpy as np

from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Bools


def list_needless(stakes: Stakes) -> Bools:
    """This function will return the candidates that another can stand in for in every plan. Of equals the first stays."""
    shared = (stakes.reach @ stakes.reach.T).tocsr()
    size = np.diff(stakes.reach.indptr)
    needless = np.array([_is_needless(stakes, index, shared[[index]].toarray()[0], size) for index in range(len(size))])
    return needless.astype(bool) & ~stakes.must


def _is_needless(stakes: Stakes, index: int, shared: np.ndarray, size: np.ndarray) -> bool:
    terms = np.column_stack([stakes.cost, stakes.upkeep, stakes.ready, -size])
    is_home = (stakes.home == stakes.home[index]) | ~stakes.needy[stakes.home[index]]
    reaches_all = shared >= size[index] - 0.5
    no_worse = (terms <= terms[index]).all(axis=1) & is_home & reaches_all
    better = (terms < terms[index]).any(axis=1) | (np.arange(len(size)) < index)
    return bool((no_worse & better).any())
