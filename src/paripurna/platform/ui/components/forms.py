"""Forms: label above, help under it, error beside the field and summed up on top; the state of autosave."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.utils.safestring import SafeString

from paripurna.platform.ui.components.frames import framed

register = template.Library()

GROUPS = (RadioSelect, CheckboxSelectMultiple)


@register.inclusion_tag("ui/components/form_field.html")
def form_field(field: BoundField, width: str = "") -> dict[str, Any]:
    """`{% form_field form.name %}`: a Django form field; `width="short"` for numbers and dates."""
    widget = field.field.widget
    kind = "group" if isinstance(widget, GROUPS) else "check" if isinstance(widget, CheckboxInput) else "plain"
    return {"field": field, "kind": kind, "width": width, "control": _control(field, kind, widget)}


def _control(field: BoundField, kind: str, widget: Any) -> SafeString:
    css = {"plain": "form-select" if isinstance(widget, Select) else "form-control", "check": "form-check-input"}
    described = [f"{field.auto_id}-help"] if field.help_text else []
    described += [f"{field.auto_id}-error"] if field.errors else []
    attrs: dict[str, str] = {}
    if kind in css:
        attrs["class"] = css[kind] + (" is-invalid" if field.errors else "")
    if field.errors:
        attrs["aria-invalid"] = "true"
    if described and kind != "group":
        attrs["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs={**widget.attrs, **attrs})


@register.simple_block_tag
def field(content: str, label: str, for_id: str, help: str = "", error: str = "") -> SafeString:
    """`{% field "Catatan" for_id="note" help="…" %}<textarea id="note">…{% endfield %}`: around a control of one's own.

    The control points at `<for_id>-help` and `<for_id>-error` with `aria-describedby`.
    """
    return framed("field", content, label=label, for_id=for_id, help=help, error=error)


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}`: on top of a form, every error with a link to its field."""
    pairs = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields]
    return {"pairs": pairs, "others": form.non_field_errors(), "has_errors": bool(form.errors)}


@register.simple_block_tag(takes_context=True)
def post_form(
    context: Any, content: str, form: BaseForm, label: str, cancel: str = "", action: str = "", icon: str = ""
) -> SafeString:
    """`{% post_form form _("Save") cancel=url %}{% form_field form.name %}{% endpost_form %}`: from what is wrong to the button.

    Hidden fields come by themselves; with nothing inside, all fields stand in their order. A form without an `action` of
    its own is a whole page, which asks before it is left half filled.
    """
    said = {"form": form, "label": label, "cancel": cancel, "action": action, "icon": icon}
    said["is_empty"] = not content.strip()
    return framed("post_form", content, **said, csrf_token=context.get("csrf_token", ""))


@register.inclusion_tag("ui/components/save_state.html")
def save_state(saved_at: Any = None) -> dict[str, Any]:
    """`{% save_state answer.saved_at %}` inside a form with `data-p-autosave`: tersimpan 10.42 · menyimpan… · …"""
    return {"saved_at": saved_at}


@register.inclusion_tag("ui/components/file_drop.html")
def file_drop(name: str, label: str, accept: str = "", help: str = "", multiple: bool = False) -> dict[str, Any]:
    """`{% file_drop "workbook" "Buku kerja" accept=".xlsx,.csv" %}`: a file input that also takes a dropped file."""
    return {"name": name, "label": label, "accept": accept, "help": help, "multiple": multiple}
