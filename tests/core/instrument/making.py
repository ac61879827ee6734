"""Small editions for the tests, made of plain data; a test changes only what it is about."""

from __future__ import annotations

from typing import Any

from paripurna.core.instrument.model import Edition


def yes_no(points: str = "5", **more: Any) -> dict[str, Any]:
    """A choice worth `points` or nothing."""
    options = [{"code": "ya", "label": "Ya", "points": points}, {"code": "tidak", "label": "Tidak", "points": "0"}]
    return {"kind": "choice", "standing": "INFERRED", "source": "S1", "note": "Contoh", "options": options, **more}


def a_question(number: str = "1", **more: Any) -> dict[str, Any]:
    """A question worth 5."""
    base = {"number": number, "label": f"Pertanyaan {number}", "max_points": "5", "rule": yes_no()}
    return {**base, **more}


def an_edition(*questions: dict[str, Any], **more: Any) -> Edition:
    """An edition of one strand and one indicator that hold the questions; the maxima follow from them."""
    held = questions or (a_question(),)
    total = str(sum(float(question["max_points"]) for question in held))
    indicator = {"number": "I", "label": "Indikator", "max_points": total, "questions": held}
    base = {
        "id": "contoh",
        "version": "1",
        "title": "Contoh",
        "subject_kind": "city",
        "standing": "INFERRED",
        "max_points": total,
        "grades": [{"code": "semua", "label": "Semua", "low": "0", "high": total, "low_included": True}],
        "sources": [{"code": "S1", "text": "Contoh"}],
        "roles": [{"code": "lurah", "label": "Lurah"}],
        "strands": [{"code": "S", "label": "Bagian", "max_points": total, "indicators": [indicator]}],
    }
    return Edition.model_validate({**base, **more})
