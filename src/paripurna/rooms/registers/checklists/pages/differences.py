"""Where kelurahan say otherwise than the agency that counts: both figures, who said what when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.checklists import queries
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.pages.places import checklist_url
from paripurna.rooms.registers.checklists.types import ChecklistKind, ChecklistState
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import Proposal, ProposalBox

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.registers.checklists.policy import Reach


@dataclass(frozen=True, slots=True)
class Difference:
    """One question of one list on which the kelurahan and the agency do not say the same."""

    checklist: Checklist
    number: str
    label: str
    answer: str
    figure: ProposalBox
    reason: str
    owners: frozenset[str]
    url: str

    @property
    def place(self) -> str:
        return self.checklist.region.name

    @property
    def is_confirmed(self) -> bool:
        return self.checklist.state == ChecklistState.CONFIRMED


@dataclass(frozen=True, slots=True)
class Differences:
    """`agency` "" shows those of every agency."""

    year: int
    years: tuple[int, ...]
    agency: str
    agencies: tuple[AgencyRef, ...]
    rows: tuple[Difference, ...]


def build_differences(city: City, reach: Reach, query: QueryDict, *, language: str, on: date) -> Differences:
    """This function will read the lists of kelurahan of a year that the person may know of, and what agencies say today."""
    years = queries.list_years(city, ChecklistKind.KELURAHAN)
    wish, agency = read_whole(query.get("tahun", "")), query.get("perangkat", "")
    year = wish if wish in years else next(iter(years), on.year)
    checklists = queries.list_checklists(city, reach, kind=ChecklistKind.KELURAHAN, year=year)
    rows = list(_list_rows(checklists, language, on=on))
    owners = frozenset().union(*(row.owners for row in rows))
    return Differences(
        year=year,
        years=tuple(years),
        agency=agency,
        agencies=tuple(each for each in network.list_agencies(city, on=on) if each.code in owners),
        rows=tuple(row for row in rows if not agency or agency in row.owners),
    )


def differences_url(city: City, *, year: int, agency: str) -> str:
    """This function will return the page of what concerns one agency."""
    words = urlencode({"tahun": year, "perangkat": agency})
    return f"{reverse('checklists:differences', kwargs={'city': city.slug})}?{words}"


def _list_rows(checklists: Iterable[Checklist], language: str, *, on: date) -> Iterator[Difference]:
    by_sheet = {each.sheet_id: each for each in checklists}
    own = [each.sheet for each in by_sheet.values()]
    proposals = sheets.read_proposals_of(own, sheets.read_rows(own), on=on)
    for sheet_id, checklist in by_sheet.items():
        for each in proposals[sheet_id].values():
            if each.differs:
                yield _build_row(checklist, each, language)


def _build_row(checklist: Checklist, proposal: Proposal, language: str) -> Difference:
    question, answer = proposal.live.bound.question, proposal.answer
    return Difference(
        checklist=checklist,
        number=question.number,
        label=question.label.in_language(language),
        answer=sheets.say_answer(question, answer.data),
        figure=sheets.build_box(question, proposal),
        reason=answer.difference_reason,
        owners=proposal.owners,
        url=checklist_url(checklist),
    )
