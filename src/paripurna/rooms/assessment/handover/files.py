"""The one file of a question: put together, renamed, below the limit, or an honest sentence."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files import store
from paripurna.platform.files.merged import MOST_PAGES, Merged, TooManyPages
from paripurna.platform.ui.formats import format_size
from paripurna.rooms.assessment.handover.merge_plan import MergePlan
from paripurna.rooms.assessment.handover.naming import build_name
from paripurna.rooms.assessment.handover.queries import find_rule
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets.queries import edition_of

MEGABYTE = 1_000_000
MOST_BYTES = 200 * MEGABYTE  # of all papers together, while somebody waits
IN_MEMORY = 2**21


class MergeRefused(Exception):
    """No file can be handed out; `sentence` says why and what to do."""

    def __init__(self, sentence: Promise | str) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class MadeFile:
    content: IO[bytes]
    name: str
    merged: Merged


def build_file(found: Round, question: str, plan: MergePlan) -> MadeFile:
    """This function will merge the papers of a plan below the city's limit. Raises `MergeRefused`."""
    from paripurna.platform.files.merging import merge_papers  # brings the libraries of papers

    check_plan(plan)
    rule = find_rule(found.city)
    files = [document.current.file for document in plan.included if document.current]
    with store.incoming() as paper:
        try:
            merged = merge_papers(files, paper, limit=rule.limit_megabytes * MEGABYTE)
        except TooManyPages:
            words = {"most": MOST_PAGES}
            raise MergeRefused(
                _("Together the documents have more than %(most)s pages. Upload them one by one.") % words
            ) from None
        check_merged(merged, plan, rule.limit_megabytes)
        return MadeFile(_read(paper), name_file(found, question), merged)


def check_plan(plan: MergePlan) -> None:
    """This function will raise `MergeRefused` where there is nothing to merge, or too much of it."""
    if not plan.included:
        raise MergeRefused(_("No document of this question can be put into one file. See below what is left out."))
    if plan.size > MOST_BYTES:
        words = {"size": format_size(plan.size, language())}
        raise MergeRefused(
            _("Together the documents are %(size)s, too much for one go. Upload them one by one.") % words
        )


def check_merged(merged: Merged, plan: MergePlan, limit_megabytes: int) -> None:
    """This function will raise `MergeRefused` for papers that could not be read, and above the limit, saying so honestly."""
    if merged.unread:
        titles = "; ".join(plan.included[place].title for place in merged.unread)
        raise MergeRefused(
            _("These documents cannot be read: %(titles)s. Bring better copies of them.") % {"titles": titles}
        )
    if not merged.fits:
        words = {"size": format_size(merged.size, language()), "limit": limit_megabytes}
        raise MergeRefused(
            _(
                "Even with the smallest pictures the file is %(size)s, above the limit of %(limit)s MB. Split the documents, or raise the limit."
            )
            % words
        )


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
