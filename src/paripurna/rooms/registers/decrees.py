"""The decree of a task force is a regulation like any other: found by its number, entered with what is known of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from paripurna.rooms.network.registry import Decree, DecreeKeeper, TaskForceDraft
from paripurna.rooms.registers import policy, queries
from paripurna.rooms.registers.pages.entry_page import read_papers
from paripurna.rooms.registers.pages.listing import entry_url
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.registers.types import RegulationKind, RegulationState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

ABOUT = "task_force"  # the subject of the registers


def find_decree(city: City, draft: TaskForceDraft, user: User, on: date) -> Decree | None:
    """This function will return the standing regulation with the number of the decree, and its documents, or None."""
    entry = queries.find_regulation(city, draft.decree_number)
    if entry is None:
        return None
    url = entry_url(REGULATIONS, entry, city)
    shown = read_papers(REGULATIONS, entry, user=user, on=on).shown
    return Decree(
        url=url,
        attach_url=f"{url}#dokumen" if policy.may_keep(user, city, entry.agency_id, on=on) else "",
        documents=tuple((line.document.title, line.url) for line in shown),
    )


def enter_decree(city: City, draft: TaskForceDraft, user: User, on: date) -> str:
    """This function will return the form of a new regulation, filled with what the task force knows of its decree."""
    if not policy.list_kept_agencies(user, city, on=on):
        return ""
    number, year = queries.part_number(draft.decree_number)
    known = {
        "pokok": ABOUT,
        "kind": RegulationKind.DECREE,
        "number": number,
        "year": year or draft.decree_on.year,
        "title": draft.title,
        "state": RegulationState.IN_FORCE,
        "enacted_on": draft.decree_on,
        "ends_on": draft.valid_to or "",
    }
    named = {name if name == "pokok" else REGULATIONS.by_name[name].slug: value for name, value in known.items()}
    address = reverse("registers:entry_add", kwargs={"city": city.slug, "register": REGULATIONS.slug})
    return f"{address}?{urlencode(named)}"


KEEPER = DecreeKeeper(find=find_decree, enter=enter_decree)
