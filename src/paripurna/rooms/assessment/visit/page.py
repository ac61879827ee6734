"""What the pages of the visit show: the run sheet, and the day itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import ngettext

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.visit import policy, queries
from paripurna.rooms.assessment.visit.checks import Hint, list_hints
from paripurna.rooms.assessment.visit.models import VisitPlan, VisitSite
from paripurna.rooms.assessment.visit.timeline import Slot, Stop, as_minutes, build_timeline
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document

CALM = 3  # minutes that nobody needs to hear of


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call; `dial` holds digits only, for the telephone."""

    name: str
    phone: str
    dial: str


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A question that a site proves, with the documents of its pack that the person may see."""

    number: str
    label: str
    documents: tuple[Document, ...]
    hidden: int  # documents that the person may not see


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A stop of the run sheet, with its clock. `contact` is None where the person may not know."""

    site: VisitSite
    slot: Slot | None
    contact: Contact | None
    proofs: tuple[ProofLine, ...]
    order_up: str  # codes in the order after a move, separated by commas; empty where it cannot move
    order_down: str


@dataclass(frozen=True)
class VisitPage:
    round: Round
    plan: VisitPlan
    held_on: date | None
    cards: tuple[SiteCard, ...]
    hints: tuple[Hint, ...]
    may_manage: bool
    ends_at: Slot | None  # the last stop

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def stops(self) -> int:
        return sum(not card.site.is_reserve for card in self.cards)

    @property
    def order(self) -> str:
        return ",".join(str(card.site.code) for card in self.cards)


def build_visit_page(plan: VisitPlan, user: User, *, on: date) -> VisitPage:
    """This function will put together the run sheet as this person may see it."""
    found, sites = plan.round, queries.list_sites(plan)
    slots = build_timeline([_stop_of(site) for site in sites], plan.begins_at)
    proofs = _read_proofs(found, sites, user, on=on)
    counts = {number: len(line.documents) + line.hidden for number, line in proofs.items()}
    overlay = queries.overlay_of(found.sheet)
    return VisitPage(
        round=found,
        plan=plan,
        held_on=plan.held_on or queries.find_stage_day(found),
        cards=tuple(_build_cards(sites, slots, proofs, user, on=on)),
        hints=tuple(list_hints(plan, sites, slots, overlay=overlay, proof_counts=counts)),
        may_manage=may(user, Permission.ROUND_MANAGE, found.city, on=on) and found.state == "RUNNING",
        ends_at=next((slot for slot in reversed(slots) if slot), None),
    )


def _stop_of(site: VisitSite) -> Stop:
    return Stop(site.minutes, site.travel, site.starts_at, site.is_reserve)


def _build_cards(
    sites: Sequence[VisitSite],
    slots: Sequence[Slot | None],
    proofs: Mapping[str, ProofLine],
    user: User,
    *,
    on: date,
) -> list[SiteCard]:
    own = policy.list_own_agencies(user, sites[0].city, on=on) if sites else frozenset()
    codes = [str(site.code) for site in sites]
    return [
        SiteCard(
            site=site,
            slot=slot,
            contact=_contact_of(site) if policy.may_see_person(user, site, own, on=on) else None,
            proofs=tuple(proofs[number] for number in site.questions if number in proofs),
            order_up=_swap(codes, index - 1) if index else "",
            order_down=_swap(codes, index) if index + 1 < len(codes) else "",
        )
        for index, (site, slot) in enumerate(zip(sites, slots, strict=True))
    ]


def _swap(codes: Sequence[str], index: int) -> str:
    return ",".join([*codes[:index], codes[index + 1], codes[index], *codes[index + 2 :]])


def _contact_of(site: VisitSite) -> Contact:
    dial = "".join(sign for sign in site.person_phone if sign.isdigit() or sign == "+")
    return Contact(site.person_name, site.person_phone, dial)


def _read_proofs(found: Round, sites: Sequence[VisitSite], user: User, *, on: date) -> dict[str, ProofLine]:
    """The proof pack of every question of the plan: read once, shown only as far as the person may see."""
    questions = edition_of(found.sheet).question_by_number
    numbers = sorted({number for site in sites for number in site.questions if number in questions})
    scope = evidence.read_scope(user, found.city, on=on)
    documents = evidence.list_proving(found.sheet, numbers) if numbers else {}
    visible = evidence.list_visible_ids(
        found.city, scope, {document.pk for linked in documents.values() for document in linked}
    )
    return {
        number: ProofLine(
            number=number,
            label=questions[number].label.id,
            documents=tuple(document for document in documents.get(number, ()) if document.pk in visible),
            hidden=sum(document.pk not in visible for document in documents.get(number, ())),
        )
        for number in numbers
    }


@dataclass(frozen=True)
class DayPage:
    """The day on a phone: what is now, what is next, how the clock runs."""

    page: VisitPage
    current: SiteCard | None
    following: SiteCard | None
    done_count: int
    pace: str  # in words; empty while everything is on time or it is another day

    @property
    def total(self) -> int:
        return self.page.stops


def build_day_page(plan: VisitPlan, user: User, *, at: datetime) -> DayPage:
    """This function will tell where the group is, in the city's own time."""
    local = at.astimezone(ZoneInfo(plan.city.time_zone))
    page = build_visit_page(plan, user, on=local.date())
    stops = [card for card in page.cards if not card.site.is_reserve]
    open_stops = [card for card in stops if card.site.done_at is None]
    current = next(iter(open_stops), None)
    is_today = page.held_on == local.date()
    return DayPage(
        page=page,
        current=current,
        following=next(iter(open_stops[1:]), None),
        done_count=len(stops) - len(open_stops),
        pace=tell_pace(current, stops, minute=as_minutes(local.time()), zone=local.tzinfo) if is_today else "",
    )


def tell_pace(current: SiteCard | None, stops: Sequence[SiteCard], *, minute: int, zone: tzinfo | None) -> str:
    """This function will say calmly by how many minutes the day has moved; empty when hardly at all."""
    shift = _find_shift(current, stops, minute=minute, zone=zone)
    if abs(shift) < CALM:
        return ""
    if shift > 0:
        return ngettext(
            "The clock has moved by %(count)s minute. Tell the next site; there is no need to hurry the children.",
            "The clock has moved by %(count)s minutes. Tell the next site; there is no need to hurry the children.",
            shift,
        ) % {"count": shift}
    return ngettext("%(count)s minute ahead of the plan.", "%(count)s minutes ahead of the plan.", -shift) % {
        "count": -shift
    }


def _find_shift(current: SiteCard | None, stops: Sequence[SiteCard], *, minute: int, zone: tzinfo | None) -> int:
    """Minutes behind the plan: what the last tick said, or more where the present stop should be over."""
    ended = [(card.site.done_at, card.slot.ends) for card in stops if card.site.done_at and card.slot]
    shift = 0
    if ended:
        done_at, planned = max(ended)
        shift = as_minutes(done_at.astimezone(zone).time()) - planned
    if current and current.slot:
        shift = max(shift, minute - current.slot.ends)
    return shift
