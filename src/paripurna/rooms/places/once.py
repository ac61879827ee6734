"""What is sent twice is written once, also when both come at the same moment: a page names what it sends by a `uuid` of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.places.types import PlaceError

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

LOCKS = 7_104_006  # of this module among PostgreSQL's advisory locks
M = TypeVar("M", bound=Model)


class SentElsewhere(PlaceError):
    """The same page was sent for something else before, so that this one would be told of that."""

    def __init__(self) -> None:
        super().__init__(_("This form was used for something else before. Open the page anew and write it once more."))


def find_sent(rows: QuerySet[M], uuid: UUID | None) -> M | None:
    """This function will return which of these rows was sent with this `uuid` before; who sends it just now is waited for.

    Raises `SentElsewhere` where it stands in other rows: of another place, or of another city.
    """
    if uuid is None:
        return None
    take_turns(str(uuid))
    found = rows.model._default_manager.filter(uuid=uuid).first()
    if found is None or rows.filter(pk=found.pk).exists():
        return found
    raise SentElsewhere


def take_turns(key: str) -> None:
    """This function will wait for everybody who writes under the same key, until the transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, key])


def take_turns_in(city: City, what: str) -> None:
    """This function will let one person after the other write what there is one of in a city: a name, the plan that is adopted."""
    take_turns(f"{what}:{city.pk}")
