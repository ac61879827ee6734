"""The list of requests as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.rooms.evidence.registry import find_current_sheet
from paripurna.rooms.evidence.requesting.listing import (
    DUE_SPANS,
    OTHER,
    STATE_GROUPS,
    RequestFilter,
    RequestLine,
    build_lines,
    read_filter,
)
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from django.http import QueryDict

    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import ProofRequest
    from paripurna.rooms.network.types import AgencyRef

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class RequestList:
    """The lines of a page of the list, and what the filters offer."""

    lines: tuple[RequestLine, ...]
    chosen: RequestFilter
    sort: str
    agencies: tuple[AgencyRef, ...]
    strands: Choices
    kinds: Choices
    exports: Choices

    @property
    def states(self) -> Choices:
        return [(code, label) for code, (label, _states) in STATE_GROUPS.items()]

    @property
    def spans(self) -> Choices:
        return list(DUE_SPANS.items())

    @property
    def is_filtered(self) -> bool:
        return self.chosen != RequestFilter()


def build_request_list(city: City, query: QueryDict, rows: Sequence[ProofRequest], *, on: date) -> RequestList:
    """This function will show `rows`, a page of the list that `query` asks for."""
    sheet, language = find_current_sheet(city), get_language() or "id"
    edition = sheets.edition_of(sheet) if sheet else None
    strands = [(each.code, each.label.in_language(language)) for each in edition.strands] if edition else []
    kinds = [(each.code, each.label.in_language(language)) for each in edition.evidence_kinds] if edition else []
    return RequestList(
        lines=tuple(build_lines(rows, on=on)),
        chosen=read_filter(query),
        sort=query.get("urut", ""),
        agencies=tuple(network.list_agencies(city, on=on)),
        strands=[*strands, (OTHER, _("Others"))],
        kinds=kinds,
        exports=[(ending.upper(), _export_url(city, ending, query)) for ending in ("csv", "xlsx")],
    )


def _export_url(city: City, ending: str, query: QueryDict) -> str:
    url = reverse("evidence:requests_export", kwargs={"city": city.slug, "ending": ending})
    return f"{url}?{query.urlencode()}" if query else url
