"""Frames around what a room writes: page header, card, empty state, table, split view, dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = template.Library()


def framed(name: str, content: str, **context: Any) -> SafeString:
    """This function will render `ui/components/<name>.html` around `content`."""
    engine = get_template(f"ui/components/{name}.html")
    return SafeString(engine.render({"content": content, **context}))


@register.simple_block_tag
def page_header(
    content: str,
    title: str,
    trail: Sequence[tuple[str, str]] = (),
    lead: str = "",
    strand: int = 0,
    level: int = 1,
    manual: str = "",
) -> SafeString:
    """`{% page_header title trail=crumbs lead="…" strand=3 %}actions{% endpage_header %}`: crumbs are (label, url).

    `level=2` is for the panel of a split view, whose page has its own heading. `manual="menjawab#mengajukan"` leads to
    the passage of the manual that tells of this page.
    """
    context = {"title": title, "trail": trail, "lead": lead, "strand": strand, "level": level, "manual": manual}
    return framed("page_header", content, **context)


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", id: str = "") -> SafeString:
    """`{% card "Perangkat daerah" href=url %}…{% endcard %}`: a titled panel; `href` leads to the whole of it."""
    return framed("card", content, title=title, href=href, id=id)


@register.simple_block_tag
def empty_state(content: str, title: str, icon: str = "inbox") -> SafeString:
    """`{% empty_state "Belum ada …" %}what to do, with a link{% endempty_state %}`"""
    return framed("empty_state", content, title=title, icon=icon)


@register.simple_block_tag
def data_table(content: str, caption: str, id: str = "", cards: bool = False) -> SafeString:
    """`{% data_table "Caption" %}<thead>…<tbody>…<tfoot>…{% enddata_table %}`: sticky head, first column fixed.

    `cards=True` turns rows into cards on a phone: each `<td>` then carries `data-label`.
    """
    return framed("data_table", content, caption=caption, id=id, cards=cards)


@register.simple_block_tag
def split_view(content: str, has_detail: bool = True) -> SafeString:
    """`{% split_view %}{% split_list "Pertanyaan" %}…{% endsplit_list %}{% split_detail %}…{% endsplit_detail %}…`"""
    return framed("split_view", content, has_detail=has_detail)


@register.simple_block_tag
def split_list(content: str, label: str) -> SafeString:
    return framed("split_list", content, label=label)


@register.simple_block_tag
def split_detail(content: str, id: str = "detail") -> SafeString:
    return framed("split_detail", content, id=id)


@register.simple_block_tag
def fold(content: str, summary: str, key: str = "", is_open: bool = False) -> SafeString:
    """`{% fold "Riwayat" key="history" %}…{% endfold %}`: opens and closes; with `key` the page remembers."""
    return framed("fold", content, summary=summary, key=key, is_open=is_open)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """`{% dialog "new-agency" "Tambah OPD" %}…{% enddialog %}`, opened by `<button data-p-opens="new-agency">`."""
    return framed("dialog", content, id=id, title=title)


@register.inclusion_tag("ui/components/danger_dialog.html", takes_context=True)
def danger_dialog(
    context: Any, id: str, title: str, text: str, word: str, action: str, ask: str = ""
) -> dict[str, Any]:
    """`{% danger_dialog "end-round" title text word="AKHIRI" action=url %}`: posts after the word was typed.

    `ask="Mengapa"` asks for a reason, too.
    """
    said = {"id": id, "title": title, "text": text, "word": word, "action": action, "ask": ask}
    return said | {"csrf_token": context.get("csrf_token", "")}
