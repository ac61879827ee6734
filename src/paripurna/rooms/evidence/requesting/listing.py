"""The list of requests, filtered and sorted as the address bar says, and the lines that pages show of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition, Strand
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.requesting.sentences import request_url
from paripurna.rooms.evidence.types import OPEN_REQUESTS, RequestState
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.requesting.scope import RequestScope
    from paripurna.rooms.sheets.queries import Sheet

R = RequestState
WEEK = timedelta(days=7)
OTHER = "lain"  # the cluster of requests that no question asks for
WAITING = frozenset({R.ANSWERED, R.DECLINED})
"""The secretariat has something to decide."""

STATE_GROUPS: Mapping[str, tuple[Promise, frozenset[RequestState]]] = {
    "terbuka": (_("open or to be mended"), OPEN_REQUESTS),
    "menunggu": (_("waiting for the secretariat"), WAITING),
    **{state.value: (state.label, frozenset({state})) for state in R},
}
DUE_SPANS: Mapping[str, Promise] = {
    "lewat": _("the date has passed"),
    "minggu-ini": _("in the next seven days"),
    "nanti": _("later"),
}
SORTS = {
    "tempo": F("due_on"),
    "perangkat": F("agency__abbreviation"),
    "pertanyaan": F("question"),
    "keadaan": F("state"),
    "diubah": F("changed_at"),
}
SOONEST = "tempo"
STATE_LOOKS: Mapping[RequestState, tuple[str, str]] = {
    R.OPEN: ("quiet", "inbox"),
    R.ANSWERED: ("brand", "send"),
    R.RETURNED: ("amber", "corner-up-left"),
    R.DECLINED: ("amber", "message-circle"),
    R.DONE: ("green", "circle-check"),
    R.CANCELLED: ("quiet", "x"),
}


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """What the address bar asks for; empty means everything."""

    text: str = ""
    agency: str = ""
    strand: str = ""
    state: str = ""
    due: str = ""
    kind: str = ""
    mine: bool = False
    every_sheet: bool = False


def read_filter(query: Mapping[str, str]) -> RequestFilter:
    """This function will read `cari`, `pd`, `klaster`, `keadaan`, `tempo`, `jenis`, `siapa` and `evaluasi`."""
    return RequestFilter(
        text=query.get("cari", "").strip(),
        agency=query.get("pd", ""),
        strand=query.get("klaster", ""),
        state=query.get("keadaan", "") if query.get("keadaan") in STATE_GROUPS else "",
        due=query.get("tempo", "") if query.get("tempo") in DUE_SPANS else "",
        kind=query.get("jenis", ""),
        mine=query.get("siapa") == "saya",
        every_sheet=query.get("evaluasi") == "semua",
    )


def list_requests(
    city: City,
    scope: RequestScope,
    chosen: RequestFilter,
    *,
    sheet: Sheet | None,
    user: User,
    on: date,
    sort: tuple[str, bool] = (SOONEST, False),
) -> QuerySet[ProofRequest]:
    """This function will return the requests that the person may see, as asked; a query set, so that a page is read alone.

    They are those of `sheet`, unless every sheet is asked for.
    """
    found = ProofRequest.objects.of_city(city).filter(scope.as_query(), _as_query(chosen, user=user, on=on))
    if sheet and not chosen.every_sheet:
        found = found.filter(sheet=sheet)
    if sheet and chosen.strand:
        found = found.filter(question__in=list_numbers(sheets.edition_of(sheet), chosen.strand))
    for word in chosen.text.split():
        found = found.filter(Q(title__icontains=word) | Q(note__icontains=word) | Q(question__istartswith=word))
    column = SORTS[sort[0]]
    ordered = found.order_by(column.desc() if sort[1] else column.asc(), "agency__abbreviation", "pk")
    return ordered.select_related("agency", "delegate", "city", "sheet__edition")


def _as_query(chosen: RequestFilter, *, user: User, on: date) -> Q:
    wanted = Q()
    if chosen.agency:
        wanted &= Q(agency__code=chosen.agency)
    if chosen.kind:
        wanted &= Q(kind=chosen.kind)
    if chosen.state:
        wanted &= Q(state__in=STATE_GROUPS[chosen.state][1])
    if chosen.mine:
        wanted &= Q(delegate=user)
    return wanted & _due_query(chosen.due, on)


def _due_query(due: str, on: date) -> Q:
    spans = {
        "lewat": Q(due_on__lt=on),
        "minggu-ini": Q(due_on__gte=on, due_on__lt=on + WEEK),
        "nanti": Q(due_on__gte=on + WEEK),
    }
    return spans[due] & Q(state__in=OPEN_REQUESTS) if due else Q()


def list_numbers(edition: Edition, strand: str) -> list[str]:
    """This function will return the questions of a cluster; of `OTHER` the one that is none."""
    if strand == OTHER:
        return [""]
    return [question.number for each in edition.strands if each.code == strand for question in each.questions]


def get_request(city: City, scope: RequestScope, code: UUID) -> ProofRequest:
    """This function will return a request that the person may see. Raises `Stranger`."""
    related = ("city__region", "agency", "delegate", "asked_by", "sheet__edition", "sheet__city__region")
    return get_or_stranger(
        ProofRequest.objects.of_city(city).filter(scope.as_query(), code=code).select_related(*related)
    )


def list_waiting_for(user: User, city: City, scope: RequestScope) -> list[ProofRequest]:
    """This function will return what is awaited from the person: handed to them, or to their agencies and to nobody yet.

    The earliest date comes first.
    """
    own = Q(delegate=user) | Q(delegate=None, agency__in=scope.agency_ids)
    found = ProofRequest.objects.of_city(city).open().filter(own, agency__in=scope.agency_ids)
    return list(found.select_related("agency", "delegate", "city", "sheet__edition").order_by("due_on", "pk"))


@dataclass(frozen=True, slots=True)
class OpenCount:
    """What one agency still owes: how many documents, and how many of them are late."""

    open: int
    late: int


def count_open_requests(city: City, *, on: date) -> dict[str, OpenCount]:
    """This function will count what is awaited by the short name of each agency that owes something: one statement."""
    standing = ProofRequest.objects.of_city(city).open().values("agency__abbreviation")
    counted = standing.annotate(open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    rows = counted.order_by("agency__abbreviation").values_list("agency__abbreviation", "open", "late")
    return {name: OpenCount(count, late) for name, count, late in rows}


@dataclass(frozen=True)
class RequestLine:
    """A request as a list shows it."""

    request: ProofRequest
    edition: Edition
    on: date

    @property
    def url(self) -> str:
        return request_url(self.request)

    @property
    def state(self) -> RequestState:
        return RequestState(self.request.state)

    @property
    def tone(self) -> str:
        return STATE_LOOKS[self.state][0]

    @property
    def icon(self) -> str:
        return STATE_LOOKS[self.state][1]

    @property
    def days(self) -> int | None:
        """Days left until the date, while the agency has something to do."""
        return (self.request.due_on - self.on).days if self.state in OPEN_REQUESTS else None

    @property
    def is_past(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def bringer(self) -> str:
        return str(self.request.delegate) if self.request.delegate else ""

    @property
    def kind_label(self) -> str:
        return self._kinds.get(self.request.kind, self.request.kind)

    @property
    def question_label(self) -> str:
        question = self.edition.question_by_number.get(self.request.question)
        return question.label.in_language(_language()) if question else ""

    @cached_property
    def strand(self) -> Strand | None:
        numbers = self.edition.strands
        return next((each for each in numbers if any(q.number == self.request.question for q in each.questions)), None)

    @property
    def hue(self) -> int:
        return self.edition.strands.index(self.strand) + 1 if self.strand else 0

    @property
    def strand_label(self) -> str:
        return self.strand.label.in_language(_language()) if self.strand else ""

    @property
    def strand_short(self) -> str:
        return shorten(self.strand_label)

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {kind.code: kind.label.in_language(_language()) for kind in self.edition.evidence_kinds}


def shorten(label: str) -> str:
    """This function will return a name before its dash, or in its brackets: "Klaster I" of "Klaster I - Hak Sipil"."""
    _long, _bracket, inner = label.partition("(")
    return inner.rstrip(")") or label.partition(" - ")[0]


def build_lines(requests: Iterable[ProofRequest], *, on: date) -> list[RequestLine]:
    """This function will return the lines of requests; editions are kept by the process."""
    return [RequestLine(request, sheets.edition_of(request.sheet), on) for request in requests]


def _language() -> str:
    return get_language() or "id"
