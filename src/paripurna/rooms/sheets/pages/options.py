"""The choices that the filters of a tree offer: what the edition and the network really hold, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.pages.filters import FORM_ORDER, FULL, LOST, MOST_LOST, NEWEST, UNANSWERED, TreeFilters
from paripurna.rooms.sheets.responsible import Responsibility
from paripurna.rooms.sheets.types import AnswerState
from paripurna.rooms.sheets.wording import list_kinds

Option = tuple[str, Any]  # value, label

STANDING_LABELS: dict[str, Promise] = {
    "OFFICIAL": _("official"),
    "INFERRED": _("inferred"),
    "UNKNOWN": _("not known yet"),
    "LOCAL": _("decided by the city"),
}
POINT_OPTIONS: tuple[Option, ...] = (
    (LOST, _("points lost")),
    (UNANSWERED, _("not answered")),
    (FULL, _("full points")),
)
ORDER_OPTIONS: tuple[Option, ...] = (
    (FORM_ORDER, _("as on the form")),
    (MOST_LOST, _("most points not won")),
    (NEWEST, _("newest change")),
)


@dataclass(frozen=True, slots=True)
class Select:
    """One filter as a `<select>`: name in the address bar, label, options, what is chosen."""

    name: str
    label: Any
    options: tuple[Option, ...]
    chosen: str
    has_all: bool = True

    @property
    def is_narrowing(self) -> bool:
        return bool(self.chosen) and self.has_all


def build_selects(
    edition_hash: str, filters: TreeFilters, responsibility: Responsibility, language: str
) -> list[Select]:
    """This function will return the filters that can narrow this edition, the most used ones first."""
    fixed = list_edition_options(edition_hash, language)
    agencies = tuple((agency.code, agency.abbreviation) for agency in responsibility.list_agencies())
    selects = [
        Select("status", _("State"), tuple(AnswerState.choices), filters.state),
        Select("opd", _("Agency"), agencies, filters.agency),
        Select("nilai", _("Points"), POINT_OPTIONS, filters.points),
        Select("tema", _("Theme"), fixed["theme"], filters.theme),
        Select("bukti", _("Evidence asked for"), fixed["evidence"], filters.evidence),
        Select("jenis", _("Kind of answer"), fixed["kind"], filters.kind),
        Select("dasar", _("Standing of the rule"), fixed["standing"], filters.standing),
        Select("tahap", _("Stage"), fixed["stage"], filters.stage or fixed["own_stage"], has_all=False),
        Select("urut", _("Order"), ORDER_OPTIONS, filters.order or FORM_ORDER, has_all=False),
    ]
    return [select for select in selects if len(select.options) > 1]


@lru_cache(maxsize=64)
def list_edition_options(edition_hash: str, language: str) -> dict[str, Any]:
    """This function will return what can be chosen by the edition alone: kinds, themes, evidence, standings, stages."""
    edition = get_edition(edition_hash)
    used = edition.questions
    stages = tuple((stage.code, stage.label.in_language(language)) for stage in edition.stages if stage.marks)
    return {
        "kind": _present(list_kinds(), {question.rule.kind for question in used}),
        "theme": _present(_labels(edition.themes, language), {question.theme for question in used}),
        "evidence": _present(
            _labels(edition.evidence_kinds, language), {e for question in used for e in question.evidence}
        ),
        "standing": _present(STANDING_LABELS.items(), {question.rule.standing.value for question in used}),
        "stage": stages,
        "own_stage": stages[0][0] if stages else "",
    }


def _labels(parts: Iterable[Any], language: str) -> list[Option]:
    return [(part.code, part.label.in_language(language)) for part in parts]


def _present(options: Iterable[Option], used: set[str]) -> tuple[Option, ...]:
    return tuple((value, label) for value, label in options if value in used)
