"""The title of the map: what it shows, in one sentence that is true of these numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from paripurna.platform.regions.types import Level
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping.measuring import Parts, write_value
from paripurna.rooms.places.mapping.types import Measure


@dataclass(frozen=True, slots=True)
class Valued:
    """A region of the map with its value."""

    name: str
    parts: Parts
    value: float | None


def tell_finding(what: Measure, kinds: Sequence[str], regions: Sequence[Valued], level: Level) -> str:
    """This function will tell what the map shows."""
    known = [each for each in regions if each.value is not None]
    if not known:
        return str(NOTHING_KNOWN[what]) % {"what": name_kinds(kinds)}
    sentence = SENTENCES[what]
    if what is Measure.CHILDREN and any(each.value == inf for each in known):
        sentence = SOME_WITHOUT
    words = {"what": name_kinds(kinds), "level": LEVELS.get(level, LEVELS[Level.CITY])}
    return str(sentence) % (words | _gather(what, regions, known))


def name_kinds(kinds: Sequence[str]) -> str:
    """This function will return the short name of the one kind that is shown, or say that there are several."""
    return list_kinds()[kinds[0]].short if len(kinds) == 1 else _("places of the chosen kinds")


def _gather(what: Measure, regions: Sequence[Valued], known: Sequence[Valued]) -> dict[str, object]:
    top = max(known, key=lambda each: each.value or 0)
    low = min(known, key=lambda each: each.value or 0)
    return {
        "all": len(regions),
        "without": sum(not each.parts.open for each in regions),
        "open": sum(each.parts.open for each in regions),
        "standard": sum(each.parts.standard for each in regions),
        "top": top.name,
        "top_value": write_value(what, top.value),
        "low": low.name,
        "low_value": write_value(what, low.value),
    }


LEVELS: dict[Level, Promise] = {
    Level.KELURAHAN: pgettext_lazy("in a sentence", "kelurahan"),
    Level.KECAMATAN: pgettext_lazy("in a sentence", "kecamatan"),
    Level.CITY: pgettext_lazy("in a sentence", "regions"),
}
SOME_WITHOUT = gettext_lazy("In %(without)s of %(all)s %(level)s children live without any open %(what)s")
SENTENCES: dict[Measure, Promise] = {
    Measure.COUNT: gettext_lazy("%(without)s of %(all)s %(level)s have no open %(what)s"),
    Measure.CHILDREN: gettext_lazy("%(top)s has the most children per open %(what)s: %(top_value)s"),
    Measure.COVERAGE: gettext_lazy("Fewest children near %(what)s: %(low)s, %(low_value)s"),
    Measure.STANDARD: gettext_lazy("%(standard)s of %(open)s open %(what)s are to standard"),
    Measure.COMPLETE: gettext_lazy("The register knows least of %(what)s in %(low)s: %(low_value)s"),
}
NOTHING_KNOWN: dict[Measure, Promise] = {
    Measure.COUNT: gettext_lazy("No region of this city is known"),
    Measure.CHILDREN: gettext_lazy("How many children live in which kelurahan is not known yet"),
    Measure.COVERAGE: gettext_lazy("How many children have %(what)s near is not known yet"),
    Measure.STANDARD: gettext_lazy("There is no open %(what)s"),
    Measure.COMPLETE: gettext_lazy("There is no %(what)s in the register"),
}
