"""`{% load sheets %}`: the parts of a tree that are drawn hundreds of times a page, so they are plain string building."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from paripurna.core.scoring.result import Basis
from paripurna.platform.ui.components.badges import STATES, standing_badge, state_badge
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.sheets.pages.tree import QuestionRow

register = template.Library()


@register.simple_tag
def tree_row(row: QuestionRow) -> SafeString:
    """`{% tree_row row %}`: one question as a link: number, text, who answers, standing, state, points."""
    language = get_language() or "id"
    agencies = ", ".join(agency.abbreviation for agency in row.agencies)
    escape = conditional_escape
    return mark_safe(  # noqa: S308 -- every value is escaped or drawn by a component
        f'<li><a class="p-tree__row{" p-tree__row--own" if row.is_own else ""}" href="{escape(row.url)}">'
        f'<span class="p-tree__number">{escape(row.number)}</span>'
        f'<span class="p-tree__text">{escape(row.label)}<small>{escape(agencies)}</small></span>'
        f'<span class="p-tree__marks">{_standing(row.standing)}{state_badge(row.state)}</span>'
        f"{_points(row.points, row.max_points, row.basis, language)}</a></li>"
    )


def _standing(standing: str) -> str:
    return "" if standing == "OFFICIAL" else standing_badge(standing)


@lru_cache(maxsize=4096)
def _points(won: Decimal, maximum: Decimal, basis: Basis, language: str) -> str:
    """Points repeat a thousand times a page; an open question shows a dash, not a zero that looks judged."""
    shown = "–" if basis is Basis.UNANSWERED else format_points(won, language)
    return format_html('<span class="p-tree__points"><b>{}</b> / {}</span>', shown, format_points(maximum, language))


@register.simple_tag
def state_dots(states: Iterable[tuple[str, int]]) -> SafeString:
    """`{% state_dots indicator.states %}`: how many questions stand where, told in words too."""
    return mark_safe("".join(_dot(state, count, get_language() or "id") for state, count in states))  # noqa: S308 -- see _dot


@lru_cache(maxsize=512)
def _dot(state: str, count: int, language: str) -> str:
    tone, _icon, label = STATES[state]
    words = ngettext("%(count)s question: %(state)s", "%(count)s questions: %(state)s", count)
    spoken = words % {"count": count, "state": label}
    return format_html(
        '<span class="p-dot p-dot--{}" title="{}"><span class="visually-hidden">{}</span>{}</span>',
        tone,
        spoken,
        spoken,
        count,
    )
