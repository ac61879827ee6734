"""What the page of a tree is drawn from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.result import Score
from paripurna.platform.ui.ruler import Ruler
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.pages.filters import TreeFilters
from paripurna.rooms.sheets.pages.options import Select, build_selects
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.pages.ruling import build_ruler
from paripurna.rooms.sheets.pages.tree import (
    IndicatorRow,
    QuestionRow,
    StrandRow,
    Tree,
    TreeSource,
    build_row,
    build_tree,
)
from paripurna.rooms.sheets.typed import current_language


@dataclass(frozen=True, slots=True)
class TreePage:
    edition: Edition
    score: Score
    ruler: Ruler
    filters: TreeFilters
    main_selects: tuple[Select, ...]  # beside the search field
    more_selects: tuple[Select, ...]  # behind "more filters"
    has_own: bool  # the person works for an agency that answers here
    tree: Tree
    stage: str
    language: str

    @property
    def more_chosen(self) -> bool:
        return any(select.is_narrowing for select in self.more_selects)

    @property
    def stage_label(self) -> str:
        """The stage that the total stands at: other pages show the total of a later one, and both must be told apart."""
        labels = (stage.label for stage in self.edition.stages if stage.code == self.stage)
        return next((label.in_language(self.language) for label in labels), "")

    @property
    def grade_label(self) -> str:
        return self.score.grade.label.in_language(self.language)

    @property
    def next_label(self) -> str:
        following = self.score.next_grade
        return following.label.in_language(self.language) if following else ""

    @property
    def lost(self) -> Decimal:
        return sum((strand.lost for strand in self.score.strands), Decimal(0))

    @property
    def unanswered(self) -> Decimal:
        return sum((strand.unanswered for strand in self.score.strands), Decimal(0))


def build_tree_page(opened: OpenedSheet, filters: TreeFilters) -> TreePage:
    """This function will build everything that the page of a tree shows."""
    sheet, language = opened.sheet, current_language()
    selects = build_selects(sheet.edition.hash, filters, opened.responsibility, language)
    return TreePage(
        edition=opened.edition,
        score=opened.score,
        ruler=build_ruler(sheet.title, opened.edition, list_totals(opened), language),
        filters=filters,
        main_selects=tuple(selects[:3]),
        more_selects=tuple(selects[3:]),
        has_own=bool(opened.responsibility.own),
        tree=build_tree(build_source(opened, filters, language), filters),
        stage=opened.stage,
        language=language,
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What changes in a tree when one of its questions does; None for a part that the filters leave out."""

    page: TreePage
    row: QuestionRow
    strand: StrandRow | None
    indicator: IndicatorRow | None


def build_beside(opened: OpenedSheet, filters: TreeFilters, number: str) -> Beside:
    """This function will build the parts of a tree that a save of `number` changes. Raises `UnknownQuestion`."""
    page, question = build_tree_page(opened, filters), opened.get_question(number)
    row = build_row(build_source(opened, replace(filters, words=""), page.language), question)
    if page.tree.flat:
        return Beside(page, row, None, None)
    for strand in page.tree.strands:
        for indicator in strand.indicators:
            if any(each.number == number for each in indicator.rows):
                return Beside(page, row, strand, indicator)
    return Beside(page, row, None, None)


def list_totals(opened: OpenedSheet) -> list[tuple[str, Decimal, str]]:
    """This function will return (stage, total, grade code) of every stage that has points, worked out from what is read."""
    contents = opened.contents
    stages = {queries.get_own_stage(opened.edition), opened.stage, *queries.list_stages_with_marks(contents)}
    scores = {stage: queries.score_contents(opened.sheet, contents, stage=stage) for stage in stages - {opened.stage}}
    scores[opened.stage] = opened.score
    return [(stage, score.total, score.grade.code) for stage, score in scores.items()]


def build_source(opened: OpenedSheet, filters: TreeFilters, language: str) -> TreeSource:
    """This function will gather what a tree is drawn from, searching the words if there are any."""
    sheet = opened.sheet
    found = frozenset(queries.search_questions(sheet, filters.words)) if filters.words else None
    base_url = reverse("sheets:sheet", kwargs={"city": sheet.city.slug, "code": sheet.code}) + "pertanyaan/"
    query = f"?{filters.as_query()}" if filters.narrows or filters.is_flat else ""
    return TreeSource(
        opened.edition, opened.contents, opened.score, opened.responsibility, found, language, base_url, query
    )
