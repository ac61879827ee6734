"""Working with lists: sorting, pages, filters, tabs, exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.core.instrument.text import Text
from paripurna.platform.ui.components.frames import framed
from paripurna.platform.ui.icons import icon_svg

register = template.Library()

SORT_PARAMETER = "urut"
PAGE_PARAMETER = "halaman"
ALL_PAGES = "semua"


def read_sort(query: Mapping[str, str], allowed: Sequence[str], default: str) -> tuple[str, bool]:
    """This function will return the column to sort by and whether downward, from `?urut=-nilai`."""
    wish = query.get(SORT_PARAMETER, default)
    wish = wish if wish.lstrip("-") in allowed else default
    return wish.lstrip("-"), wish.startswith("-")


@register.simple_tag(takes_context=True)
def sort_head(
    context: Any, label: str, key: str, default: str = "", numeric: bool = False, target: str = ""
) -> SafeString:
    """`{% sort_head "Nilai" "nilai" numeric=True default="-nilai" target="#gaps" %}`: a `<th>` that sorts by `key`."""
    query = context["request"].GET
    current = query.get(SORT_PARAMETER, default)
    is_current, is_down = current.lstrip("-") == key, current.startswith("-")
    url = _with(query, SORT_PARAMETER, key if is_current and is_down else f"-{key}" if is_current or numeric else key)
    state = ("descending" if is_down else "ascending") if is_current else "none"
    arrow = icon_svg({"ascending": "arrow-up", "descending": "arrow-down", "none": "arrows-sort"}[state], 14)
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="p-sort" href="{}"{}>{}{}</a></th>',
        "p-num" if numeric else "",
        state,
        url,
        follow(target),
        label,
        arrow,
    )


@register.simple_tag
def heads(*labels: str) -> SafeString:
    """`{% heads _("Scenario") "#" _("Sites") %}`: the whole head of a table where nothing sorts; a "#" goes before figures."""
    marked = zip(("", *labels), labels, strict=False)
    cells = ((SafeString(' class="p-num"') if before == "#" else "", one) for before, one in marked if one != "#")
    return format_html("<thead><tr>{}</tr></thead>", format_html_join("", '<th scope="col"{}>{}</th>', cells))


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Any, page: Page[Any], target: str = "", whole: bool = False) -> dict[str, Any]:
    """`{% pagination page target="#gaps" %}` of a Django `Page`: earlier, later, and where one is.

    `whole=True` offers all on one page, for paper, where the view knows `?halaman=semua`.
    """
    query = context["request"].GET
    return {
        "page": page,
        "follow": follow(target),
        "whole": _with(query, PAGE_PARAMETER, ALL_PAGES) if whole else "",
        "previous": _with(query, PAGE_PARAMETER, str(page.number - 1)) if page.has_previous() else "",
        "next": _with(query, PAGE_PARAMETER, str(page.number + 1)) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/filter_select.html")
def filter_select(
    label: str, name: str, options: Iterable[Any], chosen: Any = "", every: str | None = None
) -> dict[str, Any]:
    """`{% filter_select _("Agency") "pd" agencies asked.pd %}`: one of a list in a filter, or what no choice means: `every`, "all" by itself.

    `options` are (value, label), (group, [(value, label), …]), years, or things with a code and a name.
    """
    read = [_read_option(option) for option in options]
    groups = [pair if isinstance(pair[1], list) else ("", [pair]) for pair in read]
    chosen = "" if chosen is None else str(chosen)
    return {
        "name": name,
        "label": label,
        "groups": groups,
        "chosen": chosen,
        "every": _("all") if every is None else every,
    }


def _read_option(option: Any) -> tuple[str, Any]:
    if isinstance(option, int):
        return str(option), str(option)
    if isinstance(option, tuple | list):
        value, label = option
        return str(value), [_read_option(each) for each in label] if isinstance(label, list | tuple) else label
    value = option.code if hasattr(option, "code") else option.value
    label = next(getattr(option, word) for word in ("abbreviation", "name", "label") if hasattr(option, word))
    return str(value), label.in_language(get_language() or "id") if isinstance(label, Text) else label


@register.simple_block_tag(takes_context=True)
def filter_bar(context: Any, content: str, target: str, label: str = "", also: str = "") -> SafeString:
    """`{% filter_bar target="#rows" %}<label>…<select>…{% endfilter_bar %}`: a GET form; the address bar follows.

    `also` names what else follows the filter, such as links that export what is shown.
    """
    request = context["request"]
    given = {"label": label or _("Filter"), "path": request.path, "active": any(request.GET.values())}
    return framed("filter_bar", content, target=target, also=also, **given)


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Sequence[tuple[str, str, int | None]], current: str, label: str) -> dict[str, Any]:
    """`{% tabs items current=request.path label="Kesenjangan menurut" %}`: items are (label, url, count or None)."""
    return {"items": items, "current": current, "label": label}


@register.inclusion_tag("ui/components/export_links.html")
def export_links(links: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """`{% export_links links %}`: (format, url) pairs, beside the title of a table."""
    return {"links": links}


def follow(target: str) -> SafeString:
    """This function will return the attributes by which a link replaces only `target`; the address bar follows."""
    if not target:
        return SafeString("")
    return format_html(
        ' hx-boost="true" hx-target="{0}" hx-select="{0}" hx-swap="outerHTML show:none" hx-push-url="true"', target
    )


def _with(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    changed[name] = value
    if name != PAGE_PARAMETER:
        changed.pop(PAGE_PARAMETER, None)
    return f"?{changed.urlencode()}"
