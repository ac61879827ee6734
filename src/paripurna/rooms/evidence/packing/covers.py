"""The cover of an indicator: what is asked, how well it is proved, and what lies behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from paripurna.platform.typesetting import Typeset
from paripurna.rooms.evidence.packing import telling
from paripurna.rooms.evidence.packing.texts import EXAMPLE
from paripurna.rooms.evidence.packing.types import Heading, IndicatorPlan, QuestionPlan

TEMPLATE = Path(__file__).parent / "cover.typ"


def draw_cover(heading: Heading, part: IndicatorPlan, typeset: Typeset) -> bytes:
    """This function will return the cover as PDF. One compile a cover keeps its tags and its title whole."""
    return typeset(TEMPLATE, build_cover(heading, part))


def name_cover(part: IndicatorPlan) -> str:
    return f"{part.folder}/00 Sampul indikator {part.indicator.number}.pdf"


def build_cover(heading: Heading, part: IndicatorPlan) -> dict[str, Any]:
    """This function will return everything that a cover shows, as text."""
    return {
        "example": EXAMPLE if heading.is_example else "",
        "city": heading.city,
        "title": heading.title,
        "stage": heading.stage,
        "edition": heading.edition,
        "period": heading.period,
        "made": heading.stands_at,
        "strand": part.strand.label.id,
        "number": part.indicator.number,
        "indicator": part.indicator.label.id,
        "questions": [_build_question(found) for found in part.questions],
    }


def _build_question(found: QuestionPlan) -> dict[str, Any]:
    return {
        "number": found.question.number,
        "label": found.question.label.id,
        "score": telling.tell_score(found.proof.score),
        "code": found.proof.score.value,
        "documents": [
            {"title": telling.tell_title(item), "remark": telling.tell_remark(item), "leaves": bool(item.path)}
            for item in found.items
        ],
    }
