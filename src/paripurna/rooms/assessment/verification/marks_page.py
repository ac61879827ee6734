"""The marks of the province and the ministry, entered cluster by cluster: a grid of points and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition, Question, Stage, Strand
from paripurna.core.scoring.result import Score
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification.points import read_points
from paripurna.rooms.assessment.verification.types import LOSS_LABELS
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import BadMark, Contents, MarkDraft, MarkRow

SEPARATOR = "¦"
REASONS = tuple(LOSS_LABELS.items())


@dataclass(frozen=True, slots=True)
class GridRow:
    """One question of the grid: what the city claims, what was given, and what a person typed."""

    number: str
    label: str
    own: Decimal
    maximum: Decimal
    points: str
    code: str
    text: str
    seen: str  # what the page was drawn with; a row that was not touched is not written
    error: str = ""
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class GridTab:
    """A stage or a cluster to go to, with how many marks it has."""

    code: str
    label: str
    url: str
    marked: int
    whole: int
    is_chosen: bool
    hue: int = 0


@dataclass(frozen=True)
class MarksPage:
    round: Round
    stage: Stage
    strand: Strand
    stages: tuple[GridTab, ...]
    strands: tuple[GridTab, ...]
    rows: tuple[GridRow, ...]

    @property
    def stage_label(self) -> str:
        return self.stage.label.in_language(language())

    @property
    def url(self) -> str:
        return marks_url(self.round, self.stage.code, self.strand.code)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the grid: drafts of touched rows, what was seen there, and what cannot be read."""

    drafts: tuple[MarkDraft, ...]
    seen: Mapping[str, Decimal | None]
    errors: Mapping[str, str]


def list_official_stages(edition: Edition) -> list[Stage]:
    """This function will return the stages whose marks others give: all with marks but the internal check, the own one last."""
    marked = [stage for stage in edition.stages if stage.marks and not stage.internal]
    return [*marked[1:], *marked[:1]]


def marks_url(found: Round, stage: str, strand: str = "") -> str:
    url = reverse("assessment:marks", kwargs={"city": found.city.slug, "code": found.code, "stage": stage})
    return f"{url}?klaster={strand}" if strand else url


def read_grid(questions: Sequence[Question], sent: QueryDict) -> Typed:
    """This function will read the touched rows of a sent grid."""
    drafts, seen, errors = [], {}, {}
    for question in questions:
        number = question.number
        told = _join(*(sent.get(f"{name}-{number}", "").strip() for name in ("points", "code", "text")))
        before = sent.get(f"seen-{number}", "")
        if told == before:
            continue
        points, code, text = told.split(SEPARATOR, 2)
        try:
            drafts.append(MarkDraft(number, _read_within(question, points), text, code))
            seen[number] = read_points(before.partition(SEPARATOR)[0])
        except BadMark as error:
            errors[number] = str(error.sentence)
    return Typed(tuple(drafts), seen, errors)


def _read_within(question: Question, text: str) -> Decimal | None:
    points = read_points(text)
    if points is not None and not 0 <= points <= question.max_points:
        said = {"maximum": format_points(question.max_points, language())}
        raise BadMark(_("Between 0 and %(maximum)s.") % said)
    return points


def build_marks_page(
    found: Round,
    stage: Stage,
    strand: Strand,
    *,
    sent: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
) -> MarksPage:
    """This function will build the grid of one cluster at one stage; `sent` shows again what was typed."""
    sheet, edition = found.sheet, sheets.edition_of(found.sheet)
    contents = sheets.read_contents(sheet)
    own = sheets.score_contents(sheet, contents, stage=sheets.get_own_stage(edition))
    marks = contents.marks.get(stage.code, {})
    rows = [
        _build_row(question, own, marks.get(question.number), sent=sent, errors=errors or {})
        for question in strand.questions
    ]
    return MarksPage(
        round=found,
        stage=stage,
        strand=strand,
        stages=tuple(_list_stage_tabs(found, edition, contents, stage)),
        strands=tuple(_list_strand_tabs(found, marks, stage, chosen=strand)),
        rows=tuple(rows),
    )


def _build_row(
    question: Question, own: Score, mark: MarkRow | None, *, sent: QueryDict | None, errors: Mapping[str, str]
) -> GridRow:
    number, claimed = question.number, own.questions[question.number].points
    kept = _join(format_points(mark.points, language()), mark.reason_code, mark.reason) if mark else _join("", "", "")
    seen = sent.get(f"seen-{number}", kept) if sent and number not in errors else kept
    shown = kept.split(SEPARATOR, 2)
    if sent:
        shown = [sent.get(f"{name}-{number}", "") for name in ("points", "code", "text")]
    return GridRow(
        number=number,
        label=question.label.in_language(language()),
        own=claimed,
        maximum=question.max_points,
        points=shown[0],
        code=shown[1],
        text=shown[2],
        seen=seen,
        error=errors.get(number, ""),
        needs_reason=mark is not None and mark.points < claimed and not (mark.reason_code or mark.reason),
    )


def _join(points: str, code: str, text: str) -> str:
    return SEPARATOR.join((points, code, " ".join(text.split())))


def _list_stage_tabs(found: Round, edition: Edition, contents: Contents, chosen: Stage) -> list[GridTab]:
    whole = len(edition.questions)
    return [
        GridTab(
            stage.code,
            stage.label.in_language(language()),
            marks_url(found, stage.code),
            len(contents.marks.get(stage.code, {})),
            whole,
            stage.code == chosen.code,
        )
        for stage in list_official_stages(edition)
    ]


def _list_strand_tabs(found: Round, marks: Mapping[str, MarkRow], stage: Stage, *, chosen: Strand) -> list[GridTab]:
    return [
        GridTab(
            strand.code,
            strand.label.in_language(language()),
            marks_url(found, stage.code, strand.code),
            sum(question.number in marks for question in strand.questions),
            len(strand.questions),
            strand.code == chosen.code,
            hue,
        )
        for hue, strand in enumerate(sheets.edition_of(found.sheet).strands, start=1)
    ]
