"""What the registers know today, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from paripurna.platform.facts.kept import KeptFacts
from paripurna.platform.facts.models import GroupRevision
from paripurna.platform.facts.registry import get_source
from paripurna.platform.facts.types import Fact, FactRequest, FactScope, FactTable

States = Mapping[str, UUID]
NEVER = UUID(int=0)
"""The state of a register that nobody has written to."""

_kept = KeptFacts()


def compute_facts(
    scope: FactScope, requests: Iterable[FactRequest], *, states: States | None = None
) -> dict[FactRequest, Fact]:
    """This function will return the fact of each request, asking every source once at most.

    What was computed for this state of a register is not computed again. Who asks of many scopes hands in the `states`,
    read once before. Raises `UnknownSource`.
    """
    wanted = set(requests)
    revisions = read_states(scope.city_id) if states is None else states
    known = {request: fact for request in wanted if (fact := _find_kept(scope, request, revisions)) is not None}
    missing = sorted(wanted - known.keys(), key=lambda request: request.source)
    for source, group in groupby(missing, key=lambda request: request.source):
        known |= _compute(scope, source, tuple(group), revisions)
    return known


def list_rows(scope: FactScope, request: FactRequest, *, may_see_people: bool) -> FactTable:
    """This function will return the rows behind a fact; columns of persons only for who may see them."""
    table = get_source(request.source).list_rows(scope, request.params)
    return table if may_see_people else table.without_people()


def digest_rows(scope: FactScope, request: FactRequest) -> str:
    """This function will return the digest of the rows behind a fact, the same for readers of every language."""
    with override(settings.LANGUAGE_CODE):
        return get_source(request.source).list_rows(scope, request.params).digest


def read_state(city_id: int, group: str) -> UUID:
    """This function will return the state of a group: another one after every write to it, in every process.

    What is read after the state may be kept under it: it is that state's or a later one's, and a later one is not asked
    for under this name again.
    """
    return read_states(city_id).get(group, NEVER)


def read_states(city_id: int) -> States:
    """This function will return the state of every group of a city that was ever written to."""
    return dict(GroupRevision.objects.filter(city=city_id).values_list("group", "token"))


def _find_kept(scope: FactScope, request: FactRequest, revisions: States) -> Fact | None:
    group = get_source(request.source).group
    return _kept.find((scope, group, revisions.get(group, NEVER)), request)


def _compute(
    scope: FactScope, name: str, requests: Sequence[FactRequest], revisions: States
) -> dict[FactRequest, Fact]:
    source = get_source(name)
    with override(settings.LANGUAGE_CODE):  # what is kept serves readers of every language
        facts = source.compute(scope, [request.params for request in requests])
    answered = dict(zip(requests, facts, strict=True))
    for request, fact in answered.items():
        _kept.keep((scope, source.group, revisions.get(source.group, NEVER)), request, fact)
    return answered
