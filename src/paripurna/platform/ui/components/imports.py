"""A table on its way in: choosing its file, what stands in its way, what it would write, and taking it whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from paripurna.platform.tables import RowProblem
from paripurna.platform.ui.components.frames import framed

register = template.Library()


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A row that would be written: `changed` and `kept` name fields in words."""

    row: int
    title: str
    is_new: bool
    changed: Sequence[str] = ()
    kept: Sequence[str] = ()  # what a person wrote otherwise by hand


@register.simple_block_tag(takes_context=True)
def table_form(context: Any, content: str, form: BaseForm, cancel: str = "", action: str = "") -> SafeString:
    """`{% table_form form cancel=url %}further fields{% endtable_form %}`: chooses the file of `form.file`, a `TableField`."""
    field: Any = form.fields["file"]
    limits = _("Up to %(limit)s MB. Nothing is written before you have seen it.") % {"limit": field.megabytes}
    said = {"form": form, "help": f"{limits} {field.help_text}".strip(), "cancel": cancel, "action": action}
    return framed("table_form", content, **said, csrf_token=context.get("csrf_token", ""))


@register.inclusion_tag("ui/components/row_problems.html")
def row_problems(problems: Sequence[RowProblem]) -> dict[str, Any]:
    """`{% row_problems plan.problems %}`: row, column, what is wrong, what to do; nothing where there is none."""
    return {"problems": problems}


@register.inclusion_tag("ui/components/import_counts.html")
def import_counts(begun: Any, plan: Any) -> dict[str, Any]:
    """`{% import_counts begun plan %}`: new, changed, unchanged, problems; and when it was done."""
    return {"begun": begun, "plan": plan}


@register.inclusion_tag("ui/components/planned_lines.html")
def planned_lines(lines: Sequence[PlannedLine], more: int = 0) -> dict[str, Any]:
    """`{% planned_lines lines more=12 %}`: what would become of each row, with how many are not shown."""
    return {"lines": lines, "more": more}


@register.inclusion_tag("ui/components/take_preview.html", takes_context=True)
def take_preview(context: Any, token: str) -> dict[str, Any]:
    """`{% take_preview token %}`: takes the whole of a preview that keeps no file."""
    return {"token": token, "csrf_token": context.get("csrf_token", "")}
