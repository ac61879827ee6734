"""What does not fit in a run sheet, each in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.rooms.assessment.visit.timeline import Slot, as_minutes
from paripurna.rooms.assessment.visit.types import LineResult

if TYPE_CHECKING:
    from paripurna.core.instrument.visit_overlay import VisitOverlay
    from paripurna.rooms.assessment.visit.models import VisitPlan, VisitSite


@dataclass(frozen=True, slots=True)
class Hint:
    """`site` is the name of the place it is about, empty for the whole day; `blocks`: the day cannot go like this."""

    sentence: str
    site: str = ""
    blocks: bool = False


def list_hints(
    plan: VisitPlan,
    sites: Sequence[VisitSite],
    slots: Sequence[Slot | None],
    *,
    overlay: VisitOverlay,
    proof_counts: Mapping[str, int],
) -> list[Hint]:
    """This function will return what does not fit, what makes the day impossible first.

    `proof_counts` tells how many documents each question has.
    """
    found = [*_check_day(plan, sites, slots, overlay)]
    for site, slot in zip(sites, slots, strict=True):
        found += [*_check_clock(site, slot), *_check_site(site), *_check_proof(site, proof_counts)]
    return sorted(found, key=lambda hint: not hint.blocks)


def _check_day(
    plan: VisitPlan, sites: Sequence[VisitSite], slots: Sequence[Slot | None], overlay: VisitOverlay
) -> Iterator[Hint]:
    count = sum(not site.is_reserve for site in sites)
    if overlay.sites_least and count < overlay.sites_least:
        words = {"count": count, "least": overlay.sites_least, "most": overlay.sites_most}
        yield Hint(_("There are %(count)s sites; a visit has %(least)s to %(most)s. Add the missing ones.") % words)
    if overlay.sites_most and count > overlay.sites_most:
        words = {"count": count, "least": overlay.sites_least, "most": overlay.sites_most}
        yield Hint(
            _("There are %(count)s sites; a visit has %(least)s to %(most)s. Make some of them reserves.") % words
        )
    if sites and count == len(sites):
        yield Hint(_("There is no reserve. Mark a site as reserve, in case another cannot be visited."))
    last = next((slot for slot in reversed(slots) if slot), None)
    if last and plan.ends_by and last.ends > as_minutes(plan.ends_by):
        over = last.ends - as_minutes(plan.ends_by)
        yield Hint(
            ngettext(
                "The day ends %(count)s minute after the agreed hour. Shorten stops or leave one out.",
                "The day ends %(count)s minutes after the agreed hour. Shorten stops or leave one out.",
                over,
            )
            % {"count": over},
            blocks=True,
        )


def _check_clock(site: VisitSite, slot: Slot | None) -> Iterator[Hint]:
    if slot and slot.overlaps:
        yield Hint(
            ngettext(
                "It is promised %(count)s minute before the group can be there. Move its start or the stop before it.",
                "It is promised %(count)s minutes before the group can be there. Move its start or the stop before it.",
                slot.overlaps,
            )
            % {"count": slot.overlaps},
            site.name,
            blocks=True,
        )
    if slot and slot.waits > 15:
        words = {"count": slot.waits}
        yield Hint(_("The group waits %(count)s minutes before it. Is the start right?") % words, site.name)


def _check_site(site: VisitSite) -> Iterator[Hint]:
    if not site.person_name or not site.person_phone:
        yield Hint(_("Nobody to call yet. Add the person in charge with a number."), site.name)
    if site.online_link and site.line_result == LineResult.UNTRIED:
        yield Hint(_("The connection was not tried yet. Try it and note the result."), site.name)
    if site.line_result == LineResult.NONE:
        yield Hint(
            _("There was no connection at the last test. Find another one, or keep the reserve ready."), site.name
        )
    if site.has_children and not site.script.strip():
        yield Hint(_("Children take part and there is no script with safeguarding notes yet."), site.name, blocks=True)


def _check_proof(site: VisitSite, proof_counts: Mapping[str, int]) -> Iterator[Hint]:
    bare = [number for number in site.questions if not proof_counts.get(number)]
    if not site.questions:
        yield Hint(_("It proves no question yet. Add the numbers that it stands for."), site.name)
    elif bare:
        yield Hint(_("No document yet for question %(numbers)s.") % {"numbers": ", ".join(bare)}, site.name)
