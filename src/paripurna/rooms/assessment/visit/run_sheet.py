"""The run sheet as a PDF: the day on a page or two, then what each site shows, and the scripts on pages of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from paripurna.platform.typesetting import typeset
from paripurna.platform.ui.formats import format_clock, format_date
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.visit.page import SiteCard, VisitPage

TEMPLATE = Path(__file__).parent / "run_sheet.typ"


def set_run_sheet(page: VisitPage) -> bytes:
    """This function will return the run sheet as this person may see it, as a PDF that a screen reader can read."""
    return typeset(TEMPLATE, build_content(page))


def build_content(page: VisitPage) -> dict[str, Any]:
    """This function will return everything that stands on the run sheet, as text in the reader's language."""
    return {
        "language": language(),
        "words": _words(),
        "title": _("Run sheet"),
        "city": page.round.city.name,
        "round": page.round.label,
        "day": format_date(page.held_on, language()) if page.held_on else _("no dates yet"),
        "clock": _clock(page),
        "note": page.plan.note,
        "example": _("CONTOH: the answers are invented") if page.round.sheet.is_example else "",
        "sites": [_site(card) for card in page.cards],
    }


def _words() -> dict[str, str]:
    return {
        "clock": _("Clock"),
        "site": _("Site"),
        "person": _("Person in charge"),
        "shown": _("What is shown"),
        "questions": _("Questions"),
        "line": _("Connection"),
        "rain": _("If it rains"),
        "proof": _("Pack of proof"),
        "script": _("Script and safeguarding notes"),
        "details": _("Site by site"),
    }


def _clock(page: VisitPage) -> str:
    begins = format_clock(page.plan.begins_at, language())
    return f"{begins} – {format_clock(page.ends_at.end_time, language())}" if page.ends_at else begins


def _site(card: SiteCard) -> dict[str, Any]:
    site, slot = card.site, card.slot
    place = ", ".join(part for part in (site.address, site.region.name if site.region else "") if part)
    return {
        "clock": f"{format_clock(slot.begin_time, language())}–{format_clock(slot.end_time, language())}"
        if slot
        else "",
        "reserve": "" if slot else _("reserve"),
        "name": site.name,
        "kind": site.get_kind_display(),
        "place": place,
        "agency": site.agency.abbreviation if site.agency else "",
        "person": card.contact.name if card.contact else "",
        "phone": card.contact.phone if card.contact else "",
        "shown": site.shown,
        "rain": site.rain_plan,
        "link": site.online_link,
        "line": site.get_line_result_display(),
        "script": site.script,
        "proofs": [
            {
                "number": proof.number,
                "label": proof.label,
                "documents": [document.title for document in proof.documents],
                "hidden": _("%(count)s more that you may not see") % {"count": proof.hidden} if proof.hidden else "",
            }
            for proof in card.proofs
        ],
    }
