"""Can people read the paper, and find in it what proves the answer?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting
from paripurna.rooms.evidence.types import DocumentKind, ReadingState

UNREADABLE = Check(
    "unreadable",
    Severity.BLOCKS,
    _("The scan cannot be read. Scan it again: straight, bright, at 300 dots per inch, every page."),
    _("The machine found the scan too small, too dark, too blurred, or empty."),
)
UNOPENED = Check(
    "unopened",
    Severity.WARNS,
    _("The machine could not open the file. Open it yourself; if it shows nothing, save it anew and upload it again."),
    _("Reading the file failed."),
)
NO_PAGES = Check(
    "no_pages",
    Severity.BLOCKS,
    _("The file has no page. Upload the whole document."),
    _("The file has no page at all."),
)
ONE_PAGE = Check(
    "one_page",
    Severity.WARNS,
    _("A report of one page only. Upload the whole report, not its cover or its letter."),
    _("A report has a single page."),
)
SAY_PAGE = Check(
    "say_page",
    Severity.WARNS,
    _("It has %(pages)s pages. Say on which page the proof stands."),
    _("A document has more than ten pages, and the link names neither page nor cell."),
)
MANY_PAGES = 10


def check_legible(link: Link, setting: Setting) -> Finding | None:
    """What nobody can read proves nothing."""
    if link.paper.reading.legibility:
        return UNREADABLE.find(link)
    return UNOPENED.find(link) if link.paper.reading.state == ReadingState.FAILED else None


def check_pages(link: Link, setting: Setting) -> Finding | None:
    """Whole, and with the page that proves the answer named in what is long."""
    pages = link.paper.reading.page_count
    if pages is None:
        return None
    if pages == 0:
        return NO_PAGES.find(link)
    if pages == 1 and link.paper.kind is DocumentKind.REPORT:
        return ONE_PAGE.find(link)
    return SAY_PAGE.find(link, pages=pages) if pages > MANY_PAGES and not link.place.strip() else None


CHECKS = (UNREADABLE, UNOPENED, NO_PAGES, ONE_PAGE, SAY_PAGE)
RULES: tuple[LinkRule, ...] = (check_legible, check_pages)
