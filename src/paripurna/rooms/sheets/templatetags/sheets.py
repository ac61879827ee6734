"""`{% load sheets %}`: the parts of a tree that are drawn hundreds of times a page, so they are plain string building."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from paripurna.core.scoring.result import Basis
from paripurna.platform.ui.components.badges import STANDINGS, STATES
from paripurna.platform.ui.formats import format_points
from paripurna.platform.ui.icons import all_icons
from paripurna.rooms.sheets.pages.device import describe_session
from paripurna.rooms.sheets.pages.tree import QuestionRow

register = template.Library()


@register.simple_tag(takes_context=True)
def fill_device(context: Context) -> SafeString:
    """`{% fill_device %}`: whose data the device keeps, until when, and the script that answers without a network."""
    request = context["request"]
    said = {**describe_session(request), "worker": reverse("sheets:fill_worker", kwargs={"city": request.city.slug})}
    return format_html_join(" ", 'data-p-{}="{}"', said.items())


@register.simple_tag
def tree_row(row: QuestionRow) -> SafeString:
    """`{% tree_row row %}`: one question as a link: number, text, who answers, standing, state, points."""
    agencies = ", ".join(agency.abbreviation for agency in row.agencies)
    escape = conditional_escape
    return mark_safe(  # noqa: S308 -- every value is escaped or drawn by a component
        f'<li><a class="p-tree__row{" p-tree__row--own" if row.is_own else ""}" href="{escape(row.url)}">'
        f'<span class="p-tree__number">{escape(row.number)}</span>'
        f'<span class="p-tree__text">{escape(row.label)}<small>{escape(agencies)}</small></span>'
        f'<span class="p-tree__marks" id="row-state-{row.key}">{tree_row_state(row)}</span>'
        f'<span class="p-tree__points" id="row-points-{row.key}">{tree_row_points(row)}</span></a></li>'
    )


@register.simple_tag
def tree_row_state(row: QuestionRow) -> SafeString:
    """`{% tree_row_state row %}`: what the row says of its rule and its answer."""
    language = get_language() or "id"
    return mark_safe(_standing(row.standing, language) + _state(row.state.value, language))  # noqa: S308 -- badges


@register.simple_tag
def tree_row_points(row: QuestionRow) -> SafeString:
    """`{% tree_row_points row %}`: the points of a row and their maximum."""
    return _points(row.points, row.max_points, row.basis, get_language() or "id")


@lru_cache(maxsize=16)
def _standing(standing: str, language: str) -> str:
    return "" if standing == "OFFICIAL" else _badge(standing, *STANDINGS[standing])


@lru_cache(maxsize=16)
def _state(state: str, language: str) -> str:
    return _badge(state, *STATES[state])


def _badge(name: str, tone: str, _icon: str, label: object) -> str:
    """A badge whose drawing stands once on the page, in `tree_symbols`, and not in every row."""
    return format_html(
        '<span class="p-badge p-badge--{}"><svg class="p-icon" width="14" height="14" aria-hidden="true">'
        '<use href="#s-{}"/></svg>{}</span>',
        tone,
        name,
        label,
    )


@register.simple_tag
def tree_symbols() -> SafeString:
    """`{% tree_symbols %}`: the drawings of all badges in rows, once."""
    return _symbols()


@lru_cache(maxsize=1)
def _symbols() -> SafeString:
    drawings = all_icons()
    badges = {**STATES, **STANDINGS}.items()
    symbols = (
        format_html('<symbol id="s-{}" viewBox="0 0 24 24">{}</symbol>', name, mark_safe(drawings[icon]))  # noqa: S308 -- our own committed drawings
        for name, (_tone, icon, _label) in badges
    )
    return format_html('<svg class="visually-hidden" aria-hidden="true">{}</svg>', mark_safe("".join(symbols)))  # noqa: S308 -- see above


@lru_cache(maxsize=4096)
def _points(won: Decimal, maximum: Decimal, basis: Basis, language: str) -> SafeString:
    """Points repeat a thousand times a page; an open question shows a dash, not a zero that looks judged."""
    shown = "–" if basis is Basis.UNANSWERED else format_points(won, language)
    return format_html("<b>{}</b> / {}", shown, format_points(maximum, language))


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
