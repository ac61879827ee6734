"""The plan as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from paripurna.platform.typesetting import typeset
from paripurna.platform.ui.formats import format_number, format_rupiah
from paripurna.rooms.roadmap.rad.matrix import OFFICIAL, Matrix, MatrixRow, MatrixStrand, say_state

TEMPLATE = Path(__file__).parent / "rad.typ"


def write(matrix: Matrix) -> bytes:
    """This function will return the plan as a PDF that a screen reader can read."""
    return typeset(TEMPLATE, build_content(matrix))


def build_content(matrix: Matrix) -> dict[str, Any]:
    """This function will return everything that stands in the paper, as text."""
    plan = matrix.plan
    return {
        "language": OFFICIAL,
        "words": _words(),
        "title": plan.title,
        "city": plan.city.name,
        "period": f"{plan.first_year}–{plan.last_year} · {plan.rpjmd}",
        "state": say_state(matrix),
        "note": plan.note,
        "example": _("CONTOH: all figures of this plan are invented.") if plan.is_example else "",
        "years": [str(year) for year in matrix.years],
        "total": format_rupiah(matrix.budget_idr),
        "strands": [_tell_strand(strand) for strand in matrix.strands],
    }


def _words() -> dict[str, str]:
    return {
        "short": _("RAD KLA"),
        "activity": _("Programme and activity"),
        "target": _("Target"),
        "budget": _("Budget (Rp)"),
        "agency": _("Agency"),
        "fund": _("Source of funds"),
        "total": _("Total"),
        "whole": _("Budget of the whole plan"),
    }


def _tell_strand(strand: MatrixStrand) -> dict[str, Any]:
    return {
        "label": strand.label,
        "total": format_rupiah(strand.budget_idr),
        "rows": [_tell_row(row) for row in strand.rows],
    }


def _tell_row(row: MatrixRow) -> dict[str, Any]:
    activity = row.activity
    return {
        "indicator": row.indicator,
        "program": activity.program,
        "activity": activity.activity,
        "measure": activity.measure,
        "agency": row.office,
        "fund": activity.fund,
        "years": [
            {"target": cell.target if cell else "", "budget": _amount(cell.budget_idr if cell else None)}
            for cell in row.cells
        ],
    }


def _amount(budget: int | None) -> str:
    return "" if budget is None else format_number(budget, OFFICIAL)
