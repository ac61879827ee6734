"""The PDF report of a round: ruler, clusters, losses and gaps on a few calm pages. Set by Typst, which needs no system libraries."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Grade
from paripurna.platform.typesetting import typesetter
from paripurna.platform.ui.formats import format_date, format_number, format_points
from paripurna.rooms.assessment.gaps import Gap, list_gaps
from paripurna.rooms.assessment.position import PartPosition, Position
from paripurna.rooms.assessment.round_page import list_contradictions
from paripurna.rooms.assessment.rulers import language

TEMPLATE = Path(__file__).parent / "report.typ"
LARGEST_GAPS = 40
LARGEST_LOSSES = 20


def build_report(position: Position, *, at: datetime) -> bytes:
    """This function will return the report as PDF, with text that a screen reader can read."""
    with typesetter() as typeset:
        return typeset(TEMPLATE, build_content(position, at=at))


def build_content(position: Position, *, at: datetime) -> dict[str, Any]:
    """This function will return everything that the report shows, as text in the reader's language."""
    gaps = list_gaps(position)
    lost = sorted((gap for gap in gaps if gap.lost_in_verification), key=lambda gap: -gap.lost_in_verification)
    score = position.newest_score
    return {
        "language": language(),
        "words": _words(),
        "title": position.round.label,
        "city": position.round.city.name,
        "edition": f"{position.edition.title.in_language(language())} · {position.edition.reference}",
        "period": _period(position),
        "made_at": format_date(timezone.localtime(at).date(), language()),
        "example": _("CONTOH: the answers are invented") if position.round.sheet.is_example else "",
        "total": format_points(score.total, language()),
        "grade": score.grade.label.in_language(language()),
        "distance": _distance(position),
        "maximum": str(position.edition.max_points),
        "bands": [_band(grade) for grade in position.edition.grades],
        "stages": [
            _stage(found.stage.label.in_language(language()), found.score.total)
            for found in position.stages
            if found.score
        ],
        "strands": [_part(part) for part in position.strands],
        "has_losses": any(part.loss > 0 for part in position.strands),
        "contradictions": [line.sentence for line in list_contradictions(position)],
        "losses": [_gap(gap, gap.lost_in_verification) for gap in lost[:LARGEST_LOSSES]],
        "gaps": [_gap(gap, gap.points) for gap in gaps[:LARGEST_GAPS]],
        "gap_total": format_points(sum((gap.points for gap in gaps), Decimal(0)), language()),
        "gap_count": format_number(len(gaps), language()),
    }


def _words() -> dict[str, str]:
    return {
        "stages": _("Totals of the stages"),
        "clusters": _("Clusters"),
        "loss_note": _("The last column tells what the newest stage took from the self-evaluation."),
        "contradictions": _("What does not fit"),
        "losses": _("Largest losses in verification"),
        "gaps": _("Largest gaps"),
        "gap_lead": _("points not won in"),
        "questions": _("questions; the largest come first"),
        "question": _("Question"),
        "agency": _("Agency"),
        "points": _("Points"),
        "won": _("won"),
        "lost": _("not won"),
        "unanswered": _("unanswered"),
        "made": _("Made on"),
        "no_loss": _("No stage after the self-evaluation has taken points away."),
        "source": _(
            "Points are rounded half-up to 0.01 per question and added. How each figure is worked out: docs/methods/scoring.md."
        ),
    }


def _distance(position: Position) -> str:
    score = position.newest_score
    if score.next_grade is None or score.distance is None:
        return ""
    grade = score.next_grade.label.in_language(language())
    return _("%(points)s points to %(grade)s") % {"points": format_points(score.distance, language()), "grade": grade}


def _period(position: Position) -> str:
    sheet = position.round.sheet
    days = {"first": format_date(sheet.period_start, language()), "last": format_date(sheet.period_end, language())}
    return _("Period %(first)s – %(last)s") % days


def _band(grade: Grade) -> dict[str, str]:
    label = grade.label.in_language(language()) if grade.awarded else ""
    return {
        "label": label,
        "low": str(grade.low),
        "high": str(grade.high),
        "start": format_number(grade.low, language()),
    }


def _stage(label: str, total: Decimal) -> dict[str, str]:
    return {"label": label, "value": str(total), "text": format_number(total, language(), places=2)}


def _part(part: PartPosition) -> dict[str, str]:
    own = part.own
    return {
        "label": part.part.label.in_language(language()),
        "won": str(own.points),
        "lost": str(own.lost),
        "unanswered": str(own.unanswered),
        "maximum": str(own.max_points),
        "text": f"{format_number(own.points, language(), places=2)} / {format_points(own.max_points, language())}",
        "loss": f"−{format_number(part.loss, language(), places=2)}" if part.loss > 0 else "",
    }


def _gap(gap: Gap, points: Decimal) -> dict[str, str]:
    return {
        "number": gap.question.number,
        "label": gap.question.label.in_language(language()),
        "reason": gap.reason,
        "agency": ", ".join(agency.abbreviation for agency in gap.agencies[:3]),
        "points": format_number(points, language(), places=2),
    }
