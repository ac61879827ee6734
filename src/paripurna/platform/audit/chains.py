"""The check of chains: every link is worked out anew and held against what is stored."""

from __future__ import annotations

from collections.abc import Iterable

from paripurna.platform.audit.actions import link_hash
from paripurna.platform.audit.models import Event, Head
from paripurna.platform.audit.types import BrokenLink, ChainReport, Reason

START = "0" * 64
BATCH = 2000


def list_chains() -> tuple[str, ...]:
    """This function will return the chains that have a head or an event, the installation's own first."""
    heads = Head.objects.values_list("chain", flat=True)
    return tuple(sorted(heads.union(Event.objects.values_list("chain", flat=True))))


def verify(chain: str) -> ChainReport:
    """This function will walk one chain in order, holding a few events at a time, and stop at the first broken link."""
    head = Head.objects.filter(chain=chain).first() or Head(chain=chain, hash=START)
    events = Event.objects.filter(chain=chain, position__lte=head.position).order_by("position")
    last, broken = walk(events.iterator(chunk_size=BATCH))
    position, last_hash = last
    if broken is None and (position, last_hash) != (head.position, head.hash):
        broken = BrokenLink(position + 1 if position < head.position else position, Reason.CUT)
    if broken is None and Event.objects.filter(chain=chain, position__gt=head.position).exists():
        broken = _beyond(chain, head)
    return ChainReport(chain, position, last_hash, broken)


def walk(events: Iterable[Event]) -> tuple[tuple[int, str], BrokenLink | None]:
    """This function will return the last good position with its hash, and the first broken link if there is one."""
    position, previous = 0, START
    for event in events:
        reason = _fault(event, position, previous)
        if reason:
            return (position, previous), BrokenLink(event.position, reason)
        position, previous = event.position, event.hash
    return (position, previous), None


def _fault(event: Event, position: int, previous: str) -> Reason | None:
    if event.position != position + 1:
        return Reason.GAP
    if event.previous_hash != previous:
        return Reason.UNCHAINED
    if event.hash != link_hash(event):
        return Reason.CHANGED
    return None


def _beyond(chain: str, head: Head) -> BrokenLink | None:
    """Events past the head are forged, unless somebody wrote honestly while we walked: then the head has moved."""
    if Head.objects.filter(chain=chain, position__gt=head.position).exists():
        return None
    return BrokenLink(head.position + 1, Reason.CUT)
