"""What the geometry complains of, in words that say what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from paripurna.platform.ui.formats import format_date, format_number
from paripurna.rooms.places.coverage.types import Asked

if TYPE_CHECKING:
    from paripurna.rooms.places.coverage.models import WalkingNetwork

SENTENCES: dict[str, Any] = {
    "SWAPPED": (gettext_lazy("Longitude and latitude are swapped."), gettext_lazy("Write longitude under lon.")),
    "OUTSIDE": (gettext_lazy("This position lies outside the city."), gettext_lazy("Check both numbers.")),
    "NOT_A_POSITION": (
        gettext_lazy("This is no position."),
        gettext_lazy("Write degrees with decimals, such as 116.8963 and -1.2424."),
    ),
    "BAD_NUMBER": (
        gettext_lazy("This is no number of children."),
        gettext_lazy("Write a number that is not negative in every column of ages."),
    ),
    "CROSSES_ITSELF": (
        gettext_lazy("A border crosses itself."),
        gettext_lazy("Tell the operator: the borders must be loaded anew."),
    ),
}
OTHER = (gettext_lazy("The reckoning cannot use this."), gettext_lazy("Compare the file with the example."))


def say_fault(mistake: Any) -> tuple[str, str]:
    """This function will return what is wrong and what to do about it, of a mistake that the reckoning names."""
    sentence, remedy = SENTENCES.get(str(mistake.fault.value), OTHER)
    return str(sentence), str(remedy)


def say_rule(asked: Asked) -> str:
    """This function will say in one sentence which places count."""
    parts = [_("open") if asked.is_open else _("open or planned")]
    if asked.certified:
        parts.append(_("certified today"))
    if asked.accessible:
        parts.append(_("usable for children with disabilities"))
    if asked.free:
        parts.append(_("free"))
    if asked.fit_ages:
        parts.append(_("made for every age of the group"))
    return _("A place counts when it is %(conditions)s.") % {"conditions": ", ".join(parts)}


def say_way(asked: Asked, network: WalkingNetwork | None) -> str:
    """This function will say in one sentence how distances run."""
    language = get_language() or "id"
    if asked.by_paths and network:
        return say_paths(network.source, network.as_of)
    factor = format_number(Decimal(str(asked.detour)), language, places=1)
    return _("Distances are straight lines times %(factor)s, because streets wind.") % {"factor": factor}


def say_paths(source: str, as_of: date) -> str:
    told = {"source": source, "day": format_date(as_of, get_language() or "id")}
    return _("Distances run along the paths (%(source)s, as of %(day)s).") % told
