"""The mayor's sheet as one page to hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from paripurna.platform.typesetting import typeset
from paripurna.platform.ui.formats import format_date, format_percent, format_points
from paripurna.rooms.roadmap.briefing.page import Briefing, Outlook

TEMPLATE = Path(__file__).parent / "briefing.typ"
OFFICIAL = "id"


def set_briefing(page: Briefing) -> bytes:
    """This function will return the sheet as a PDF of one page, in Indonesian."""
    with override(OFFICIAL):
        return typeset(TEMPLATE, build_content(page))


def build_content(page: Briefing) -> dict[str, Any]:
    """This function will return everything that stands on the sheet, as text and shares."""
    return {
        "language": OFFICIAL,
        "words": _words(),
        "city": page.round.city.name,
        "round": page.round.label,
        "day": format_date(page.on, OFFICIAL),
        "example": _("Invented example") if page.round.sheet.is_example else "",
        "outlook": _tell_outlook(page.outlook) if page.outlook else None,
        "plan": _tell_plan(page),
        "choices": [{"text": choice.text, "why": choice.why} for choice in page.choices],
        "waiting": [
            {"agency": w.agency, "requests": w.requests, "steps": w.steps, "decisions": w.decisions}
            for w in page.waiting
        ],
        "done": [step.label for step in page.done],
    }


def _tell_outlook(outlook: Outlook) -> dict[str, Any]:
    stored, top = outlook.stored, outlook.ruler.maximum
    return {
        "grade": outlook.top,
        "chance": format_percent(outlook.top_chance, OFFICIAL),
        "mean": format_points(stored.mean, OFFICIAL),
        "low": format_points(stored.low, OFFICIAL),
        "high": format_points(stored.high, OFFICIAL),
        "claimed": format_points(stored.claimed, OFFICIAL),
        "change": say_change(outlook),
        "bands": [
            {"label": band.label, "start": float(band.start / top), "end": float(band.end / top)}
            for band in outlook.ruler.bands
        ],
        "at": {name: float(getattr(stored, name) / top) for name in ("mean", "low", "high", "claimed")},
    }


def say_change(outlook: Outlook) -> str:
    """This function will say how chance and mean moved since a week ago."""
    if outlook.chance_change is None or outlook.mean_change is None:
        return _("No forecast of last week to compare with.")
    words = {
        "chance": f"{outlook.chance_change * 100:+.1f}".replace(".", ","),
        "points": f"{outlook.mean_change:+.2f}".replace(".", ","),
    }
    return _("Since last week: chance %(chance)s percentage points, expected total %(points)s points.") % words


def _tell_plan(page: Briefing) -> dict[str, str] | None:
    if page.adoption is None:
        return None
    standing = page.standing
    words = {"done": page.done_count, "total": len(page.steps)}
    return {
        "title": page.adoption.title,
        "steps": _("%(done)s of %(total)s steps done") % words,
        "chance": format_percent(standing.chance_with_plan, OFFICIAL) if standing else "–",
    }


def _words() -> dict[str, str]:
    return {
        "title": _("Sheet of the mayor"),
        "chance": _("Chance of"),
        "expected": _("Expected verified total"),
        "between": _("nine outcomes in ten"),
        "claimed": _("Claimed"),
        "plan": _("Road map"),
        "with_plan": _("Chance if the rest is done"),
        "choices": _("Three decisions for this week"),
        "waiting": _("What waits for whom"),
        "agency": _("Agency"),
        "requests": _("Documents"),
        "steps": _("Steps"),
        "decisions": _("Decisions of meetings"),
        "done": _("Done since last week"),
        "nothing": _("Nothing waits today."),
        "no_choice": _("Nothing needs a decision this week."),
        "inferred": _("The forecast is inferred from proof and published results; it is not from the ministry."),
    }
