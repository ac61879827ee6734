"""Numbers of children and walking networks: uploaded, put to use, deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction

from paripurna.platform.access.types import Stranger
from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.files import actions as files
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.types import MediaType
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places import policy
from paripurna.rooms.places.coverage.models import ChildrenNumbers, WalkingNetwork
from paripurna.rooms.places.coverage.types import About, NumbersDraft, NumbersUsed
from paripurna.rooms.places.types import FACT_GROUP

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

KINDS = frozenset({MediaType.CSV, MediaType.XLSX, MediaType.TEXT})


def keep_file(*, chunks: Iterable[bytes], filename: str, at: datetime) -> StoredFile:
    """This function will keep the table that numbers are read from. Raises `FileRefused`."""
    return files.keep(chunks=chunks, filename=filename, at=at, kinds=KINDS)


@transaction.atomic
def add_numbers(
    *,
    city: City,
    draft: NumbersDraft,
    about: About,
    file: StoredFile | None = None,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> ChildrenNumbers:
    """This function will keep numbers for a look at them; nothing counts before they are used. Raises `NotAllowed`.

    What was brought before and never used makes room.
    """
    policy.check_may_keep_in(by, city, "", on=day_in(city, at))
    ChildrenNumbers.objects.of_city(city.pk).filter(is_used=False, added_by=by, used_at=None).delete()
    numbers = ChildrenNumbers.objects.create(
        city=city,
        origin=draft.origin,
        basis=about.basis,
        source=about.source.strip(),
        as_of=about.as_of,
        groups=[list(ages) for ages in draft.groups],
        counts={code: None if row is None else list(row) for code, row in draft.counts.items()},
        bases=dict(draft.bases),
        file=file,
        total=draft.total,
        point_count=draft.point_count,
        is_example=is_example,
        added_by=by,
        added_at=at,
    )
    subject = f"places.children_numbers:{numbers.code}"
    audit.record(verb="places.children_numbers_added", city=city, subject=subject, by=by, at=at)
    return numbers


@transaction.atomic
def use_numbers(*, numbers: ChildrenNumbers, by: User | None, at: datetime) -> ChildrenNumbers:
    """This function will have the city counted with these numbers. Raises `NotAllowed`, `Stranger` and `NumbersUsed`."""
    city = numbers.city
    policy.check_may_keep_in(by, city, "", on=day_in(city, at))
    rows = ChildrenNumbers.objects.of_city(city.pk).select_for_update()
    found = next((row for row in rows.order_by("pk") if row.pk == numbers.pk), None)
    if found is None:
        raise Stranger
    if found.is_used:
        raise NumbersUsed
    ChildrenNumbers.objects.of_city(city.pk).in_use().update(is_used=False)
    found.is_used, found.used_at = True, at
    found.save(update_fields=["is_used", "used_at"])
    _tell(city, "places.children_numbers_used", f"places.children_numbers:{found.code}", by=by, at=at)
    return found


@transaction.atomic
def drop_numbers(*, numbers: ChildrenNumbers, by: User, at: datetime) -> None:
    """This function will throw numbers away that are not in use. Raises `NotAllowed` and `NumbersUsed`."""
    policy.check_may_keep_in(by, numbers.city, "", on=day_in(numbers.city, at))
    found = ChildrenNumbers.objects.of_city(numbers.city_id).select_for_update().get(pk=numbers.pk)
    if found.is_used:
        raise NumbersUsed
    found.delete()
    subject = f"places.children_numbers:{numbers.code}"
    audit.record(verb="places.children_numbers_dropped", city=numbers.city, subject=subject, by=by, at=at)


@transaction.atomic
def keep_network(
    *, city: City, content: bytes, length_m: int, source: str, as_of: date, by: User, at: datetime
) -> WalkingNetwork:
    """This function will have distances run along paths that were read before. Raises `NotAllowed` and `FileRefused`.

    The earlier ones end, and stay for the plans that were made with them.
    """
    policy.check_may_keep_in(by, city, "", on=day_in(city, at))

    def write(out: IO[bytes]) -> None:
        out.write(content)

    file = files.keep_made(name=f"jaringan-{city.slug}", kind=MediaType.TEXT, size=len(content), write=write, at=at)
    WalkingNetwork.objects.filter(city=city, ended_at=None).update(ended_at=at)
    about: dict[str, Any] = {"source": source.strip(), "as_of": as_of, "added_by": by, "added_at": at}
    network = WalkingNetwork.objects.create(city=city, file=file, length_m=length_m, **about)
    _tell(city, "places.network_kept", f"places.walking_network:{network.code}", by=by, at=at)
    return network


@transaction.atomic
def end_network(*, city: City, by: User, at: datetime) -> None:
    """This function will have distances run straight again, where they ran along paths. Raises `NotAllowed`."""
    policy.check_may_keep_in(by, city, "", on=day_in(city, at))
    used = WalkingNetwork.objects.filter(city=city, ended_at=None).select_for_update().first()
    if used is None:
        return
    used.ended_at = at
    used.save(update_fields=["ended_at"])
    _tell(city, "places.network_ended", f"places.walking_network:{used.code}", by=by, at=at)


def _tell(city: City, verb: str, subject: str, *, by: User | None, at: datetime) -> None:
    mark_changed(city_id=city.pk, group=FACT_GROUP)
    audit.record(verb=verb, city=city, subject=subject, by=by, at=at)
