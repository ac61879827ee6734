"""From positions and scores to what the API hands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Status

from paripurna.core.instrument.canonical import content_hash
from paripurna.core.instrument.model import Edition, Indicator, Strand
from paripurna.core.scoring import describe
from paripurna.core.scoring.result import PartScore, Score
from paripurna.platform.access.programs import Problem
from paripurna.rooms.assessment import schemas as s
from paripurna.rooms.assessment.gaps import Gap
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, BadAnswer, Conflict, SheetError, UnknownQuestion


def build_missing_revision() -> Problem:
    """This function will say that a write needs the revision that was seen."""
    sentence = _('Send the revision that you saw as If-Match: "3", or "0" when there was no answer.')
    return Problem(code="MISSING_IF_MATCH", sentence=sentence)


def build_round(found: Round) -> s.RoundOut:
    return s.RoundOut(**_round_fields(found))


def _round_fields(found: Round) -> dict[str, Any]:
    snapshot = found.sheet.edition
    return {
        "code": str(found.code),
        "label": found.label,
        "year": found.year,
        "state": found.state,
        "edition": f"{snapshot.edition}@{snapshot.version}",
        "edition_hash": snapshot.hash,
        "is_example": found.sheet.is_example,
    }


def build_round_detail(position: Position) -> s.RoundDetailOut:
    scored = {found.stage.code: found for found in position.stages}
    dates = {stage.code: stage for stage in position.calendar}
    stages = []
    for stage in position.edition.stages:
        found, days = scored.get(stage.code), dates.get(stage.code)
        score = found.score if found else None
        stages.append(
            s.StageOut(
                code=stage.code,
                label=stage.label.in_language(language()),
                starts_on=days.starts_on if days else None,
                ends_on=days.ends_on if days else None,
                gives_marks=stage.marks,
                is_frozen=bool(days and days.frozen_at),
                total=score.total if score else None,
                grade=score.grade.code if score else None,
                mark_count=found.mark_count if found else 0,
            )
        )
    return s.RoundDetailOut(
        **_round_fields(position.round),
        city=position.round.city.slug,
        revision=position.contents.revision,
        stages=stages,
    )


def build_score(found: Round, stage: str) -> s.ScoreOut:
    """This function will score a round at a stage. Raises `Http404` for a stage that gives no marks."""
    edition = sheets.edition_of(found.sheet)
    if stage not in {known.code for known in edition.stages if known.marks}:
        raise Http404
    contents = sheets.read_contents(found.sheet)
    score = sheets.score_contents(found.sheet, contents, stage=stage)
    return s.ScoreOut(
        stage=stage,
        revision=contents.revision,
        total=score.total,
        maximum=score.max_points,
        grade=score.grade.code,
        grade_label=score.grade.label.in_language(language()),
        next_grade=score.next_grade.code if score.next_grade else None,
        distance=score.distance,
        strands=_parts(edition.strands, score.strands),
        indicators=_parts(edition.indicators, score.indicators),
        questions=_questions(score),
        contradictions=_contradictions(score, edition),
    )


def _parts(parts: Sequence[Strand | Indicator], scores: tuple[PartScore, ...]) -> list[s.PartOut]:
    return [
        s.PartOut(
            number=score.number,
            label=part.label.in_language(language()),
            points=score.points,
            maximum=score.max_points,
            lost=score.lost,
            unanswered=score.unanswered,
            overflow=score.overflow,
        )
        for part, score in zip(parts, scores, strict=True)
    ]


def _questions(score: Score) -> list[s.QuestionScoreOut]:
    return [
        s.QuestionScoreOut(
            number=q.number, points=q.points, maximum=q.max_points, basis=q.basis.value, standing=q.standing.value
        )
        for q in score.questions.values()
    ]


def _contradictions(score: Score, edition: Edition) -> list[s.ContradictionOut]:
    return [
        s.ContradictionOut(
            kind=found.kind.value,
            place=found.place,
            expected=found.expected,
            found=found.found,
            declared=found.declared,
            sentence=describe(found, language(), edition),
        )
        for found in score.contradictions
    ]


def build_answer(found: Round, number: str) -> s.AnswerOut:
    """This function will return one answer with its points and marks. Raises `Http404` for an unknown question."""
    edition = sheets.edition_of(found.sheet)
    if number not in edition.question_by_number:
        raise Http404
    contents = sheets.read_contents(found.sheet)
    own = sheets.get_own_stage(edition)
    score = sheets.score_contents(found.sheet, contents, stage=own).questions[number]
    row = contents.answers.get(number) or AnswerRow(number, {}, "", AnswerState.EMPTY, 0)
    marks = [(stage, marks[number]) for stage, marks in contents.marks.items() if number in marks]
    return s.AnswerOut(
        question=number,
        state=row.state.value,
        data=dict(row.data),
        note=row.note,
        revision=row.revision,
        points=score.points,
        maximum=score.max_points,
        marks=[s.MarkOut(stage=stage, points=m.points, reason=m.reason, marked_at=m.marked_at) for stage, m in marks],
    )


def build_gap(gap: Gap) -> s.GapOut:
    return s.GapOut(
        question=gap.question.number,
        label=gap.question.label.in_language(language()),
        strand=gap.strand.code,
        kind=gap.kind.value,
        points=gap.points,
        won=gap.won,
        agencies=[agency.code for agency in gap.agencies],
        reason=gap.reason,
    )


def build_edition(edition: Edition) -> s.EditionOut:
    return s.EditionOut(
        id=edition.id,
        version=edition.version,
        reference=edition.reference,
        title=edition.title.in_language(language()),
        standing=edition.standing.value,
        question_count=len(edition.questions),
        maximum=edition.max_points,
        hash=content_hash(edition),
    )


def read_if_match(request: HttpRequest) -> int | None:
    """This function will return the revision of the `If-Match` header, or None when there is none that can be read."""
    text = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    return int(text) if text.isdigit() and len(text) < 10 else None


@dataclass
class Refused:
    """The answer of an endpoint whose action was refused; None while all is well."""

    answer: Status[Any] | None = None


@contextmanager
def refusing() -> Iterator[Refused]:
    """This context will turn what a sheet refuses into a status and a problem."""
    refused = Refused()
    try:
        yield refused
    except Conflict as error:
        theirs = error.theirs
        out = s.TheirAnswerOut(
            question=theirs.question,
            state=theirs.state.value,
            data=dict(theirs.data),
            note=theirs.note,
            revision=theirs.revision,
        )
        problem = s.ConflictProblem(code="CHANGED_MEANWHILE", sentence=str(error.sentence), theirs=out)
        refused.answer = Status(412, problem)
    except UnknownQuestion:
        raise Http404 from None
    except BadAnswer as error:
        refused.answer = Status(422, Problem(code="BAD_ANSWER", sentence=str(error.sentence), field=error.field))
    except SheetError as error:
        refused.answer = Status(409, Problem(code="NOT_NOW", sentence=str(error.sentence)))
