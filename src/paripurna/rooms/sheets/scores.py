"""Stored totals of a sheet, one row a stage: written with every change, read by lists and comparisons."""

from __future__ import annotations

from django.db.models import F

from paripurna.core.scoring.result import Basis, Score
from paripurna.rooms.sheets.models import Sheet, StageScore
from paripurna.rooms.sheets.queries import score_stages


def finish(sheet: Sheet, stages: tuple[str, ...] = ()) -> None:
    """This function will let the sheet's revision grow and store its totals; the last thing before the audit line."""
    Sheet.objects.filter(pk=sheet.pk).update(revision=F("revision") + 1)
    sheet.revision += 1
    refresh_scores(sheet, stages=stages)


def refresh_scores(sheet: Sheet, stages: tuple[str, ...] = ()) -> None:
    """This function will store the totals of the own stage and of every stage that has or ever had marks.

    `stages` names stages to write even if their last mark has just been taken away; what is stored stays in step with
    the sheet's revision from then on.
    """
    stored = StageScore.objects.filter(city=sheet.city_id, sheet=sheet).values_list("stage", flat=True)
    scores = score_stages(sheet, also=(*stages, *stored))
    StageScore.objects.bulk_create(
        [_as_stored(sheet, stage, scores[stage]) for stage in sorted(scores)],
        update_conflicts=True,
        unique_fields=["city", "sheet", "stage"],
        update_fields=["sheet_revision", "total", "grade", "strands", "answered_count"],
    )


def _as_stored(sheet: Sheet, stage: str, result: Score) -> StageScore:
    return StageScore(
        city_id=sheet.city_id,
        sheet=sheet,
        stage=stage,
        sheet_revision=sheet.revision,
        total=result.total,
        grade=result.grade.code,
        strands={strand.number: str(strand.points) for strand in result.strands},
        answered_count=_count_answered(result),
    )


def _count_answered(result: Score) -> int:
    return sum(question.basis is not Basis.UNANSWERED for question in result.questions.values())
