"""The pages *Kesenjangan* and *Kehilangan*: filtered, grouped and sorted as the address bar says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.core.paginator import Page

from paripurna.core.instrument.model import Stage
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.assessment.capping import CapNote, find_cap_note
from paripurna.rooms.assessment.gaps import Gap, GapGroup, GapKind, Grouping, group_gaps, list_gaps, resolve_agencies
from paripurna.rooms.assessment.position import Position, StagePosition
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification.types import LOSS_LABELS
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets.queries import say_reason
from paripurna.rooms.sheets.types import MarkRow

Query = Mapping[str, str]
GROUPINGS = {
    "perangkat-daerah": Grouping.AGENCY,
    "klaster": Grouping.STRAND,
    "tema": Grouping.THEME,
    "": Grouping.NONE,
}


@dataclass(frozen=True)
class GapFilter:
    """What the address bar asks for; empty means everything."""

    kind: str
    agency: str
    strand: str
    text: str


def read_filter(query: Query) -> GapFilter:
    """This function will read the filter from `jenis`, `pd`, `klaster` and `cari`."""
    return GapFilter(
        query.get("jenis", ""), query.get("pd", ""), query.get("klaster", ""), query.get("cari", "").strip()
    )


@dataclass(frozen=True)
class ShownGroup:
    """The gaps of a group that this page shows; the sum and the count are those of the whole group."""

    group: GapGroup
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class GapList:
    """`total` and `count` count each gap of every page once, whatever the grouping."""

    position: Position
    page: Page[Any]
    groups: tuple[ShownGroup, ...]
    count: int
    total: Decimal
    grouping: str
    kinds: dict[GapKind, Decimal]
    agencies: tuple[AgencyRef, ...]
    chosen: GapFilter
    cap_note: CapNote | None

    @property
    def stage_code(self) -> str:
        return self.position.newest.stage.code


def build_gap_list(position: Position, query: Query) -> GapList:
    """This function will list the gaps that match `jenis`, `pd` (agency), `klaster` and `cari`, grouped by `menurut`."""
    everything = list_gaps(position)
    chosen = read_filter(query)
    gaps = [gap for gap in everything if _matches(gap, chosen)]
    grouping = query.get("menurut", "") if query.get("menurut", "") in GROUPINGS else ""
    themes = {theme.code: theme.label.in_language(language()) for theme in position.edition.themes}
    groups = group_gaps(gaps, GROUPINGS[grouping], language=language(), themes=themes)
    page = read_page([(group, gap) for group in groups for gap in group.gaps], query)
    return GapList(
        position=position,
        page=page,
        groups=tuple(_regroup(page)),
        count=len(gaps),
        total=sum((gap.points for gap in gaps), Decimal(0)),
        grouping=grouping,
        kinds={kind: sum((g.points for g in everything if g.kind is kind), Decimal(0)) for kind in GapKind},
        agencies=tuple(sorted({a for gap in everything for a in gap.agencies}, key=lambda a: a.abbreviation)),
        chosen=chosen,
        cap_note=find_cap_note(position, everything),
    )


def _regroup(page: Page[Any]) -> Iterator[ShownGroup]:
    for _key, found in groupby(page, key=lambda pair: pair[0].key):
        pairs = list(found)
        yield ShownGroup(pairs[0][0], tuple(gap for _group, gap in pairs))


def filter_gaps(position: Position, query: Query) -> list[Gap]:
    """This function will return the gaps that match the query, the largest first."""
    chosen = read_filter(query)
    return [gap for gap in list_gaps(position) if _matches(gap, chosen)]


def _matches(gap: Gap, chosen: GapFilter) -> bool:
    label = f"{gap.question.number} {gap.question.label.id} {gap.question.label.en}".lower()
    return (
        chosen.kind in {"", gap.kind.value}
        and chosen.strand in {"", gap.strand.code}
        and (not chosen.agency or any(agency.code == chosen.agency for agency in gap.agencies))
        and chosen.text.lower() in label
    )


@dataclass(frozen=True)
class Loss:
    """Points of one question from one stage to a later one, with the reason given there."""

    number: str
    label: str
    before: Decimal
    after: Decimal
    reason: str  # what the list calls it, and own words; empty: nobody has said why yet
    reason_label: str  # what losses are counted by: what the list calls it, else the own words
    agencies: tuple[AgencyRef, ...]

    @property
    def points(self) -> Decimal:
        return self.before - self.after


@dataclass(frozen=True)
class LossList:
    position: Position
    stages: tuple[Stage, ...]
    before: StagePosition
    after: StagePosition | None
    losses: tuple[Loss, ...]  # on all pages
    page: Page[Loss]
    total: Decimal
    gained: Decimal
    reasons: tuple[tuple[str, int, Decimal], ...]

    @property
    def unexplained(self) -> tuple[Loss, ...]:
        """Losses of which nobody has said why yet."""
        return tuple(loss for loss in self.losses if not loss.reason)

    @property
    def unexplained_points(self) -> Decimal:
        return sum((loss.points for loss in self.unexplained), Decimal(0))


def build_loss_list(position: Position, query: Query) -> LossList:
    """This function will list what was lost between the stages `dari` and `ke` (first and newest marked by default).

    What nobody has explained yet comes first, then the largest.
    """
    marked = [found for found in position.stages if found.score]
    by_code = {found.stage.code: found for found in marked}
    before = by_code.get(query.get("dari", ""), position.own)
    after = by_code.get(query.get("ke", ""), position.verified)
    losses = _list_losses(position, before, after) if after else ()
    return LossList(
        position=position,
        stages=tuple(found.stage for found in marked),
        before=before,
        after=after,
        losses=losses,
        page=read_page(losses, query),
        total=sum((loss.points for loss in losses), Decimal(0)),
        gained=_count_gained(before, after, losses) if after else Decimal(0),
        reasons=_count_reasons(losses),
    )


def _list_losses(position: Position, before: StagePosition, after: StagePosition) -> tuple[Loss, ...]:
    agencies = resolve_agencies(position)
    marks = position.contents.marks.get(after.stage.code, {})
    found = [
        Loss(
            number=question.number,
            label=question.label.in_language(language()),
            before=before.get_score().questions[question.number].points,
            after=after.get_score().questions[question.number].points,
            reason=_say(marks.get(question.number)),
            reason_label=_label(marks.get(question.number)),
            agencies=agencies.get(question.number, ()),
        )
        for question in position.edition.questions
    ]
    lost = (loss for loss in found if loss.points > 0)
    return tuple(sorted(lost, key=lambda loss: (bool(loss.reason), -loss.points, loss.number)))


def _say(mark: MarkRow | None) -> str:
    return say_reason(LOSS_LABELS, mark.reason_code, mark.reason) if mark else ""


def _label(mark: MarkRow | None) -> str:
    return str(LOSS_LABELS.get(mark.reason_code, mark.reason)) if mark else ""


def _count_gained(before: StagePosition, after: StagePosition, losses: tuple[Loss, ...]) -> Decimal:
    """What the later stage gave more in other questions, so that the figures of the page add up."""
    lost = sum((loss.points for loss in losses), Decimal(0))
    return after.get_score().total - before.get_score().total + lost


def _count_reasons(losses: tuple[Loss, ...]) -> tuple[tuple[str, int, Decimal], ...]:
    """Each reason with how often it was given and how many points it cost, the dearest first."""
    reasons = {loss.reason_label for loss in losses}
    rows = [(r, [loss.points for loss in losses if loss.reason_label == r]) for r in reasons]
    return tuple(sorted(((r, len(p), sum(p, Decimal(0))) for r, p in rows), key=lambda row: (-row[2], row[0])))
