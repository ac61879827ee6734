"""What is told to an agency when a kelurahan confirms another figure than it counted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.network import queries as network
from paripurna.rooms.registers.checklists.pages.differences import differences_url

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.registers.checklists.filled import Filled
    from paripurna.rooms.registers.checklists.models import Checklist

DIFFERS = "registers.checklist_differs"
SENTENCE = _(
    "%(place)s says otherwise than your agency in its checklist of %(year)s, with a reason. Questions: %(count)s."
)


def tell_differences(checklist: Checklist, filled: Filled, *, by: User | None, at: datetime) -> None:
    """This function will tell those who work for each agency whose figures were not confirmed."""
    counts = Counter(code for each in filled.proposals.values() if each.differs for code in each.owners)
    if not counts:
        return
    city, year = checklist.city, checklist.year
    workers = network.list_workers(city, counts, on=day_in(city, at))
    for code, people in workers.items():
        notify(
            people=[person for person in people if person != by],
            code=DIFFERS,
            params={"place": checklist.region.name, "year": year, "count": counts[code]},
            city=city,
            link=differences_url(city, year=year, agency=code),
            dedup_key=f"checklist-differs:{checklist.sheet.code}:{code}",
            at=at,
        )
