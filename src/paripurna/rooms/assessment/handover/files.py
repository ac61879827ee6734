"""The one file of a question: put together, renamed, below the limit, or an honest sentence."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from paripurna.platform.files import store
from paripurna.platform.files.merged import MOST_PAGES, Merged, TooManyPages
from paripurna.platform.ui.formats import format_size
from paripurna.rooms.assessment.handover.merge_plan import MergePlan
from paripurna.rooms.assessment.handover.naming import build_name
from paripurna.rooms.assessment.handover.queries import find_rule
from paripurna.rooms.assessment.handover.refusing import (
    NOTHING,
    TOO_LARGE,
    TOO_MANY_PAGES,
    TOO_MUCH,
    UNREAD,
    MergeRefused,
)
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.files.merging import Told

MEGABYTE = 1_000_000
IN_REQUEST = 20 * MEGABYTE  # of all papers together, while somebody waits; above it a worker does it
MOST_BYTES = 200 * MEGABYTE
IN_MEMORY = 2**21


@dataclass(frozen=True, slots=True)
class MadeFile:
    content: IO[bytes]
    name: str
    merged: Merged


def build_file(found: Round, question: str, plan: MergePlan) -> MadeFile:
    """This function will merge the papers of a plan below the city's limit. Raises `MergeRefused`."""
    with store.incoming() as paper:
        merged = merge_plan(found, plan, paper)
        return MadeFile(_read(paper), name_file(found, question), merged)


def merge_plan(found: Round, plan: MergePlan, out: Path, told: Told | None = None) -> Merged:
    """This function will write the papers of a plan to `out`. Raises `MergeRefused`, and what `told` raises."""
    from paripurna.platform.files.merging import merge_papers, tell_nobody  # late: loads the libraries of papers

    check_plan(plan)
    limit = find_rule(found.city).limit_megabytes
    files = [document.current.file for document in plan.included if document.current]
    try:
        merged = merge_papers(files, out, limit=limit * MEGABYTE, told=told or tell_nobody)
    except TooManyPages:
        raise MergeRefused(TOO_MANY_PAGES, most=MOST_PAGES) from None
    check_merged(merged, limit)
    return merged


def is_long(plan: MergePlan) -> bool:
    """This function will tell whether nobody should wait for it in front of a page."""
    return plan.size > IN_REQUEST


def check_plan(plan: MergePlan) -> None:
    """This function will raise `MergeRefused` where there is nothing to merge, or too much of it."""
    if not plan.included:
        raise MergeRefused(NOTHING)
    if plan.size > MOST_BYTES:
        raise MergeRefused(TOO_MUCH, size=format_size(plan.size, language()))


def check_merged(merged: Merged, limit_megabytes: int) -> None:
    """This function will raise `MergeRefused` for papers that could not be read, and above the limit, saying so honestly."""
    if merged.unread:
        raise MergeRefused(UNREAD, places=", ".join(str(place + 1) for place in merged.unread))
    if not merged.fits:
        raise MergeRefused(TOO_LARGE, size=format_size(merged.size, language()), limit=limit_megabytes)


def name_file(found: Round, question: str) -> str:
    """This function will name the file by the city's rule."""
    rule, edition = find_rule(found.city), edition_of(found.sheet)
    indicator = next(part.number for part in edition.indicators if question in {q.number for q in part.questions})
    name = build_name(rule.name_pattern, number=question, indicator=indicator, city=found.city.name, year=found.year)
    return f"{name}.pdf"


def _read(paper: Path) -> IO[bytes]:
    content = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed by the response
    with paper.open("rb") as stream:
        shutil.copyfileobj(stream, content)
    content.seek(0)
    return content
