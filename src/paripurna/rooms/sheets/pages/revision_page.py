"""A local revision as its pages show it: what it changes, against what, and which questions still wait for a real rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.instrument.diff import Difference, diff_editions
from paripurna.core.instrument.model import Edition, Indicator, Question, Source, Strand
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.revision import Change, RuleChange
from paripurna.core.instrument.text import Standing
from paripurna.rooms.sheets import local
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.models import LocalRevision
from paripurna.rooms.sheets.pages.revising import list_problems
from paripurna.rooms.sheets.pages.rule_form import RuleForm, build_rule_form
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.wording import number_text, say_rule

MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change beside the rule that it replaces."""

    key: str
    question: str  # empty for a maximum
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    number: str
    label: str
    standing: str
    max_points: Decimal
    is_changed: bool


@dataclass(frozen=True, slots=True)
class RevisionPage:
    changes: tuple[ChangeLine, ...]
    candidates: tuple[Candidate, ...]
    more_count: int
    differences: tuple[str, ...]
    problems: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The form of one question of a revision."""

    rule: RuleForm
    values: dict[str, str]
    sources: tuple[Source, ...]
    rule_lines: tuple[tuple[str, str], ...]
    is_official: bool


def build_revision_page(draft: LocalRevision, words: str) -> RevisionPage:
    """This function will build the page of a revision, with the questions that match `words`."""
    base, content = get_edition(draft.base.hash), local.read_content(draft)
    revised, problems = _try_build(draft, base)
    candidates = _list_candidates(base, content, words)
    return RevisionPage(
        changes=tuple(_change_line(base, change) for change in content.changes),
        candidates=tuple(candidates[:MOST_CANDIDATES]),
        more_count=max(0, len(candidates) - MOST_CANDIDATES),
        differences=tuple(_say(difference) for difference in diff_editions(base, revised).differences),
        problems=problems,
        words=words,
    )


def _try_build(draft: LocalRevision, base: Edition) -> tuple[Edition, tuple[str, ...]]:
    if not draft.changes:
        return base, ()
    try:
        return local.build_edition(draft), ()
    except EditionError as error:
        return base, list_problems(error)


def _say(difference: Difference) -> str:
    return difference.in_language(current_language())


def _change_line(base: Edition, change: Change) -> ChangeLine:
    language = current_language()
    if not isinstance(change, RuleChange):
        parts: list[Indicator | Strand] = [*base.indicators, *base.strands]
        part = next(part for part in parts if change.part in {getattr(part, "number", ""), getattr(part, "code", "")})
        before, after = number_text(part.max_points), number_text(change.max_points)
        return ChangeLine(f"max:{change.part}", "", part.label.in_language(language), before, after)
    question = base.question_by_number[change.question]
    changed = question.model_copy(update={"rule": change.rule or question.rule})
    label = f"{question.number} {question.label.in_language(language)}"
    return ChangeLine(question.number, question.number, label, _rule_text(question), _rule_text(changed))


def _rule_text(question: Question) -> str:
    return "\n".join(f"{case}: {points}" for case, points in say_rule(question))


def _list_candidates(base: Edition, content: local.RevisionContent, words: str) -> list[Candidate]:
    """Questions to change: those whose rule is not official, or whatever the words find."""
    changed = {change.question for change in content.changes if isinstance(change, RuleChange)}
    wanted = words.casefold().split()
    language = current_language()
    found = []
    for question in base.questions:
        text = f"{question.number} {question.label.id} {question.label.en}".casefold()
        if all(word in text for word in wanted) if wanted else question.rule.standing is not Standing.OFFICIAL:
            label = question.label.in_language(language)
            standing = question.rule.standing.value
            found.append(Candidate(question.number, label, standing, question.max_points, question.number in changed))
    return found


def build_question_form(
    draft: LocalRevision, question: Question, kind: str, post: Mapping[str, str] | None
) -> QuestionForm:
    """This function will build the form: typed values first, then the draft's change, then the rule as it is."""
    base, content = get_edition(draft.base.hash), local.read_content(draft)
    change = _find_change(content, question.number)
    rule = change.rule if change and change.rule else question.rule
    kind = kind or rule.kind
    values = _values(base, question, change)
    if post is not None:
        values |= {"replaces_official": "", **post}
    return QuestionForm(
        rule=build_rule_form(kind, post if post is not None else (rule if kind == rule.kind else None)),
        values={key: str(value) for key, value in values.items()},
        sources=(*base.sources, *content.sources),
        rule_lines=tuple(say_rule(question)),
        is_official=question.rule.standing is Standing.OFFICIAL,
    )


def _find_change(content: local.RevisionContent, number: str) -> RuleChange | None:
    found = (each for each in content.changes if isinstance(each, RuleChange) and each.question == number)
    return next(found, None)


def _values(base: Edition, question: Question, change: RuleChange | None) -> dict[str, str]:
    for strand in base.strands:
        for indicator in strand.indicators:
            if question in indicator.questions:
                maxima = {"indicator_max": indicator.max_points, "strand_max": strand.max_points}
    label = change.label if change and change.label else question.label
    points = change.max_points if change and change.max_points is not None else question.max_points
    return {
        "label": label.id,
        "max_points": number_text(points),
        "source": change.source if change else "",
        "source_text": "",
        "replaces_official": "1" if change and change.replaces_official else "",
        **{name: number_text(value) for name, value in maxima.items()},
    }
