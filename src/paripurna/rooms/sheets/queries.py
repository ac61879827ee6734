"""Reads of sheets. Everything on a sheet comes in three statements, whatever its size."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring import Subject, score
from paripurna.core.scoring.result import Score
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.search import stem_text
from paripurna.rooms.sheets.choices import EditionChoice as EditionChoice
from paripurna.rooms.sheets.choices import find_newest_edition as find_newest_edition
from paripurna.rooms.sheets.choices import list_edition_choices as list_edition_choices
from paripurna.rooms.sheets.editions import get_edition as get_edition
from paripurna.rooms.sheets.live.agreement import FactsCount as FactsCount
from paripurna.rooms.sheets.live.agreement import count_facts as count_facts
from paripurna.rooms.sheets.live.answers import LiveAnswer as LiveAnswer
from paripurna.rooms.sheets.live.answers import find_live_answer as find_live_answer
from paripurna.rooms.sheets.live.answers import read_live_answers as read_live_answers
from paripurna.rooms.sheets.live.answers import scope_of as scope_of
from paripurna.rooms.sheets.live.answers import score_values as score_values
from paripurna.rooms.sheets.live.binding import find_bound
from paripurna.rooms.sheets.live.binding import list_fact_checks as list_fact_checks
from paripurna.rooms.sheets.live.comparing import Compared as Compared
from paripurna.rooms.sheets.live.comparing import compare_answers
from paripurna.rooms.sheets.live.keeping import read_kept
from paripurna.rooms.sheets.live.proposing import Proposal as Proposal
from paripurna.rooms.sheets.live.proposing import read_proposals as read_proposals
from paripurna.rooms.sheets.live.proposing import read_proposals_of as read_proposals_of
from paripurna.rooms.sheets.live.reference import renew_fact_reference as renew_fact_reference
from paripurna.rooms.sheets.models import Answer, AnswerVersion, LocalRevision, Mark, QuestionText, StageScore
from paripurna.rooms.sheets.models import EditionSnapshot as EditionSnapshot
from paripurna.rooms.sheets.models import Sheet as Sheet
from paripurna.rooms.sheets.pages.fact_rows import FactRowsPage as FactRowsPage
from paripurna.rooms.sheets.pages.fact_rows import RowsPart as RowsPart
from paripurna.rooms.sheets.pages.fact_rows import find_fact_rows as find_fact_rows
from paripurna.rooms.sheets.pages.proposals import ProposalBox as ProposalBox
from paripurna.rooms.sheets.pages.proposals import build_box as build_box
from paripurna.rooms.sheets.policy import check_may_view as check_may_view
from paripurna.rooms.sheets.policy import may_answer as may_answer
from paripurna.rooms.sheets.reasons import say_reason as say_reason
from paripurna.rooms.sheets.types import AnswerData, AnswerRow, AnswerState, Contents, MarkRow, Step, UnknownQuestion
from paripurna.rooms.sheets.wording import list_kinds as list_kinds
from paripurna.rooms.sheets.wording import say_answer as say_answer
from paripurna.rooms.sheets.wording import say_rule as say_rule

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

OWN_STAGE = "OWN"
"""The stage of editions that know none: a checklist is simply answered."""


def get_sheet(city: City, *, code: UUID) -> Sheet:
    """This function will return the city's sheet. Raises `Stranger`."""
    sheet = get_or_stranger(Sheet.objects.of_city(city).select_related("edition"), code=code)
    sheet.city = city  # with its region, which who asks has read already
    return sheet


def is_bound(sheet: Sheet, number: str) -> bool:
    """This function will tell whether a register answers the question."""
    return find_bound(edition_of(sheet), number) is not None


def list_open_sheets(city: City) -> list[Sheet]:
    """This function will return the sheets about the city itself that are not closed, the newest first."""
    found = Sheet.objects.of_city(city).filter(subject_key=city.code, closed_at=None)
    return list(found.select_related("edition", "city__region").order_by("-opened_at", "-pk"))


def get_question(sheet: Sheet, number: str) -> Question:
    """This function will return the question of the pinned edition. Raises `UnknownQuestion`."""
    return find_question(edition_of(sheet), number)


def find_question(edition: Edition, number: str) -> Question:
    try:
        return edition.question_by_number[number]
    except KeyError:
        raise UnknownQuestion(_("There is no question %(number)s in this edition.") % {"number": number}) from None


def get_answer(sheet: Sheet, question: str) -> AnswerRow:
    """This function will return the present answer, an EMPTY one of revision 0 when there is none."""
    row = Answer.objects.filter(city=sheet.city_id, sheet=sheet, question=question).select_related("changed_by").first()
    return as_row(row) if row else AnswerRow(question, {}, "", AnswerState.EMPTY, 0)


def as_row(answer: Answer) -> AnswerRow:
    """This function will return a stored answer as plain values."""
    return AnswerRow(
        question=answer.question,
        data=answer.data,
        note=answer.note,
        state=AnswerState(answer.state),
        revision=answer.revision,
        changed_by=answer.changed_by.name if answer.changed_by else "",
        changed_at=answer.changed_at,
        difference_reason=answer.difference_reason,
    )


def edition_of(sheet: Sheet) -> Edition:
    return get_edition(sheet.edition.hash)


def get_own_stage(edition: Edition) -> str:
    """This function will return the stage whose points are the answers' own: the first one of the edition."""
    return edition.stages[0].code if edition.stages else OWN_STAGE


def subject_of(sheet: Sheet) -> Subject:
    """This function will return what the edition's conditions of applicability ask about the sheet's city."""
    return Subject(region_type=sheet.city.region.type, remote=sheet.city.is_remote)


def read_contents(sheet: Sheet) -> Contents:
    """This function will read every answer and every mark in force, as plain values: two statements."""
    return Contents(sheet.revision, _read_answers(sheet, Q()), _read_marks(sheet, Q()))


def read_around(sheet: Sheet, row: AnswerRow, openers: Collection[str]) -> Contents:
    """This function will read what stands at one answered question and at those that open it, and nothing else."""
    answers = _read_answers(sheet, Q(question__in=openers)) if openers else {}
    marks = _read_marks(sheet, Q(question__in=[row.question, *openers]))
    return Contents(sheet.revision, {**answers, row.question: row}, marks)


def read_rows(sheets: Collection[Sheet]) -> dict[int, dict[str, AnswerRow]]:
    """This function will return the answers of many sheets by id of the sheet and question: one statement."""
    found: dict[int, dict[str, AnswerRow]] = {sheet.pk: {} for sheet in sheets}
    cities = {sheet.city_id for sheet in sheets}
    for sheet_id, row in _list_rows(Answer.objects.filter(city__in=cities, sheet__in=sheets)):
        found[sheet_id][row.question] = row
    return found


def _read_answers(sheet: Sheet, narrowed: Q) -> dict[str, AnswerRow]:
    rows = _list_rows(Answer.objects.filter(narrowed, city=sheet.city_id, sheet=sheet))
    return {row.question: row for _sheet_id, row in rows}


def _list_rows(answers: QuerySet[Answer]) -> Iterator[tuple[int, AnswerRow]]:
    fields = ("sheet", "question", "data", "note", "state", "revision", "changed_by__name", "changed_at")
    for sheet_id, question, data, note, state, revision, name, at, why in answers.values_list(
        *fields, "difference_reason"
    ):
        row = AnswerRow(question, data, note, AnswerState(state), revision, name or "", at, difference_reason=why)
        yield sheet_id, row


def _read_marks(sheet: Sheet, narrowed: Q) -> dict[str, dict[str, MarkRow]]:
    rows = (
        _marks_in_force(sheet)
        .filter(narrowed)
        .values_list("question", "stage", "points", "reason", "marked_by__name", "marked_at", "reason_code")
    )
    marks: dict[str, dict[str, MarkRow]] = {}
    for question, stage, points, reason, name, at, code in rows:
        if points is not None:
            marks.setdefault(stage, {})[question] = MarkRow(question, stage, points, reason, name or "", at, code)
    return marks


def _marks_in_force(sheet: Sheet) -> QuerySet[Mark]:
    return Mark.objects.filter(city=sheet.city_id, sheet=sheet, replaced_at=None, points__isnull=False)


def read_stored(sheets: Collection[int]) -> dict[int, dict[str, AnswerData]]:
    """This function will return the stored answers of many sheets (by id) and questions: one statement."""
    found: dict[int, dict[str, AnswerData]] = {sheet: {} for sheet in sheets}
    for sheet, question, data in Answer.objects.filter(sheet__in=sheets).values_list("sheet", "question", "data"):
        found[sheet][question] = data
    return found


def parse_answers(edition: Edition, contents: Contents) -> Mapping[str, AnswerValue]:
    """This function will return the answers that can be read, by question; what cannot be read is left out, never guessed."""
    if not contents.values:
        contents.values.update(_parse(edition, ((row.question, row.data) for row in contents.answers.values())))
    return contents.values


def _parse(edition: Edition, rows: Iterable[tuple[str, AnswerData]]) -> Iterator[tuple[str, AnswerValue]]:
    for number, data in rows:
        question = edition.question_by_number.get(number)
        if question is None or not data:
            continue
        try:
            yield number, parse_value(question.rule, data)
        except BadValue:
            continue


def read_compared(sheet: Sheet, contents: Contents, *, on: date) -> list[Compared]:
    """This function will return every question that registers answer today, beside what is recorded of it."""
    edition = edition_of(sheet)
    return compare_answers(
        edition,
        read_live_answers(sheet, edition, on=on),
        parse_answers(edition, contents),
        rows=contents.answers,
        kept=read_kept(sheet),
        subject=subject_of(sheet),
    )


def points_at(contents: Contents, stage: str) -> Mapping[str, Decimal]:
    return {number: mark.points for number, mark in contents.marks.get(stage, {}).items()}


def score_contents(sheet: Sheet, contents: Contents, *, stage: str, explain: bool | Container[str] = False) -> Score:
    """This function will score a sheet at a stage: the mark given there, else the rule applied to the answer."""
    edition = edition_of(sheet)
    return score(
        edition,
        answers=parse_answers(edition, contents),
        marks=points_at(contents, stage),
        subject=subject_of(sheet),
        explain=explain,
    )


def score_unwritten(sheet: Sheet, answers: Mapping[str, AnswerData]) -> Score:
    """This function will say what answers would be worth on a sheet by its rules alone, if they were all that stood there."""
    edition = edition_of(sheet)
    return score(edition, answers=dict(_parse(edition, answers.items())), subject=subject_of(sheet))


def score_stages(sheet: Sheet, *, also: Iterable[str] = ()) -> dict[str, Score]:
    """This function will score a sheet at its own stage, at every stage with marks and at those in `also`.

    It reads what scoring asks and no more: two statements, whatever the number of stages.
    """
    edition, subject = edition_of(sheet), subject_of(sheet)
    rows = Answer.objects.filter(city=sheet.city_id, sheet=sheet).values_list("question", "data")
    answers = dict(_parse(edition, rows))
    marks: dict[str, dict[str, Decimal]] = {stage: {} for stage in (get_own_stage(edition), *also)}
    for stage, number, points in _marks_in_force(sheet).values_list("stage", "question", "points"):
        if points is not None:
            marks.setdefault(stage, {})[number] = points
    return {stage: score(edition, answers=answers, marks=given, subject=subject) for stage, given in marks.items()}


def list_stages_with_marks(contents: Contents) -> frozenset[str]:
    return frozenset(stage for stage, marks in contents.marks.items() if marks)


def list_totals(sheet: Sheet) -> list[tuple[str, Decimal, str]]:
    """This function will return (stage, total, grade code) of every stage that has one, as stored with the last change."""
    rows = StageScore.objects.filter(city=sheet.city_id, sheet=sheet)
    return list(rows.values_list("stage", "total", "grade").order_by("stage"))


def find_return_reason(sheet: Sheet, question: str) -> str:
    """This function will return why the answer was returned the last time, or an empty text."""
    found = AnswerVersion.objects.filter(
        city=sheet.city_id, answer__sheet=sheet, answer__question=question, step=Step.RETURN
    )
    return found.order_by("-revision").values_list("reason", flat=True).first() or ""


def find_newest_key(sheet: Sheet, question: str) -> str:
    """This function will return the idempotency key of the newest version of an answer, or an empty text."""
    found = AnswerVersion.objects.filter(city=sheet.city_id, answer__sheet=sheet, answer__question=question)
    return found.order_by("-revision").values_list("idempotency_key", flat=True).first() or ""


def list_snapshots(city: City) -> list[EditionSnapshot]:
    """This function will return the editions that a city may use: the common ones and its own revisions, newest first."""
    return list(_snapshots(city).select_related("base").order_by("-taken_at", "-id"))


def get_snapshot(city: City, *, pk: int) -> EditionSnapshot:
    """This function will return an edition that the city may use. Raises `Stranger`."""
    return get_or_stranger(_snapshots(city).select_related("base"), pk=pk)


def _snapshots(city: City) -> QuerySet[EditionSnapshot]:
    return EditionSnapshot.objects.filter(Q(city=None) | Q(city=city))


def list_revisions(city: City, *, base: EditionSnapshot | None = None) -> list[LocalRevision]:
    """This function will return the city's local revisions, newest first, of one edition or of all."""
    found = LocalRevision.objects.filter(city=city).select_related("base", "snapshot", "changed_by")
    return list((found.filter(base=base) if base else found).order_by("-number"))


def get_revision(city: City, *, number: int) -> LocalRevision:
    """This function will return the city's revision of that number. Raises `Stranger`."""
    return get_or_stranger(
        LocalRevision.objects.filter(city=city, number=number).select_related("city", "base", "snapshot")
    )


def list_drafts_of(city: City, person: User) -> list[Answer]:
    """This function will return the drafts and returned answers of open sheets that the person was the last to change."""
    found = Answer.objects.filter(city=city, sheet__closed_at=None, changed_by=person)
    mine = found.filter(state__in=(AnswerState.DRAFT, AnswerState.RETURNED)).select_related("sheet__edition")
    return list(mine.order_by("sheet", "question"))


def list_versions(sheet: Sheet, question: str) -> list[AnswerVersion]:
    """This function will return every version of one answer, newest first, with who wrote it."""
    found = AnswerVersion.objects.filter(city=sheet.city_id, answer__sheet=sheet, answer__question=question)
    return list(found.select_related("changed_by").order_by("-revision"))


def list_mark_history(sheet: Sheet, question: str) -> list[Mark]:
    """This function will return every mark ever given to a question, newest first."""
    found = Mark.objects.filter(city=sheet.city_id, sheet=sheet, question=question)
    return list(found.select_related("marked_by").order_by("-marked_at", "-id"))


def search_questions(sheet: Sheet, text: str) -> list[str]:
    """This function will return numbers of questions that match `text` in Indonesian, best first.

    Every stem must occur, in the question or in the name of its indicator; a number or a part of a word is found too.
    Where nothing is found, words that are spelled alike are.
    """
    words = stem_text(text).split()
    if not words:
        return []
    # `stem_text` leaves letters, digits and points only, so that a quoted word is always a word.
    query = SearchQuery(" & ".join(f"'{word}':*" for word in words), search_type="raw", config="simple")
    found = QuestionText.objects.filter(snapshot=sheet.edition_id)
    hits = found.annotate(rank=SearchRank(F("vector"), query)).filter(Q(vector=query) | Q(text__icontains=text.strip()))
    numbers = hits.order_by("-rank", "id").values_list("question", flat=True)
    by_words = list(dict.fromkeys([*numbers, *_list_named(edition_of(sheet), words)]))
    alike = found.filter(text__trigram_word_similar=text.strip()).order_by("id")
    return by_words or list(alike.values_list("question", flat=True))


def _list_named(edition: Edition, words: Sequence[str]) -> Iterator[str]:
    """The questions of indicators whose name holds every word."""
    for indicator in edition.indicators:
        stems = stem_text(indicator.label.id).split()
        if all(any(stem.startswith(word) for stem in stems) for word in words):
            yield from (question.number for question in indicator.questions)
