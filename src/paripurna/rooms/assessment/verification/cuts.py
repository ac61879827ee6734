"""What verification took in the last round, by the questions of this one. A finished round does not change: read once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from paripurna.rooms.assessment.carrying import index_links
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.verification.risk import Cut
from paripurna.rooms.assessment.verification.types import LOSS_LABELS
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import MarkRow


def read_cuts(found: Round) -> Mapping[str, Cut]:
    """This function will return, by question of this round, what the newest stage of the last round gave less than the city."""
    if found.previous_id is None or found.previous is None:
        return {}
    return _read_cuts(found.previous.code, found.previous.sheet.revision, found.sheet.edition.hash)


@lru_cache(maxsize=32)
def _read_cuts(code: UUID, revision: int, edition: str) -> Mapping[str, Cut]:
    """Everything that the figures depend on is named, so that nothing has to be forgotten by hand."""
    previous = Round.objects.select_related("sheet__edition", "sheet__city__region").get(code=code)
    old = _list_old_cuts(previous)
    links = index_links(previous.sheet.edition.hash, edition)
    pairs = ((number, old.get(link.old[0])) for number, link in links.items() if len(link.old) == 1)
    return {number: cut for number, cut in pairs if cut}


def _list_old_cuts(previous: Round) -> dict[str, Cut]:
    sheet, contents = previous.sheet, sheets.read_contents(previous.sheet)
    edition = sheets.edition_of(sheet)
    newest = next((stage.code for stage in reversed(edition.stages[1:]) if contents.marks.get(stage.code)), None)
    if newest is None:
        return {}
    own = sheets.score_contents(sheet, contents, stage=sheets.get_own_stage(edition)).questions
    after = sheets.score_contents(sheet, contents, stage=newest).questions
    lost = {number: own[number].points - after[number].points for number in own}
    return {
        number: Cut(points, _say(contents.marks[newest].get(number))) for number, points in lost.items() if points > 0
    }


def _say(mark: MarkRow | None) -> str:
    return sheets.say_reason(LOSS_LABELS, mark.reason_code, mark.reason) if mark else ""
