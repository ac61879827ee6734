"""Why there is no plan, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.formats import format_rupiah
from paripurna.rooms.places.siting.types import Fault

if TYPE_CHECKING:
    from paripurna.rooms.places.siting.models import SitingScenario

REFUSALS = {
    Fault.NO_NUMBERS: _("Nobody has said yet how many children live where. Bring numbers of children first."),
    Fault.NO_BORDERS: _("The borders of the kelurahan are not loaded. Ask the operator to load them."),
    Fault.NO_CANDIDATES: _(
        "There is no candidate. Add ground of the city's own, or bring places that can host a play space."
    ),
    Fault.NO_KEEPER: _("No candidate has a keeper. Name who would keep a site, or ask without that condition."),
    Fault.NOT_READY: _("No land can be used in these years; the first is ready in %(detail)s. Ask for later years."),
    Fault.TOO_DEAR: _(
        "The cheapest site costs the city %(detail)s, more than there is in any year. Raise the budget, or find a partner."
    ),
    Fault.NOTHING_NEW: _("No candidate reaches a child that has no place yet. Add candidates elsewhere."),
    Fault.MUST: _(
        "What must be built does not fit into the money and the years: %(detail)s. Raise the budget, or insist on less."
    ),
}


def say_refusal(scenario: SitingScenario) -> str:
    """This function will say in a sentence why there is no plan and what would help, or "" where nothing stands in the way."""
    if not scenario.fault:
        return ""
    fault, detail = Fault(scenario.fault), scenario.fault_detail
    if fault == Fault.TOO_DEAR:
        detail = format_rupiah(int(detail), get_language() or "id")
    return str(REFUSALS[fault]) % {"detail": detail}
