"""Names of this room's things in the sentences of the audit: stages by their label, answers by their question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from paripurna.core.instrument.shelf import list_editions
from paripurna.platform.audit.types import Label, register_subject
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.typed import current_language

STAGE = "stage"
ANSWER = "sheets.answer"


def register() -> None:
    register_subject(STAGE, name_stages)
    register_subject(ANSWER, name_answers)


def name_stages(codes: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the label of each stage that a shipped edition for cities knows: marks are given to them alone."""
    language, editions = current_language(), list_editions(subject_kind="city")
    known = {stage.code: stage.label.in_language(language) for edition in editions for stage in edition.stages}
    return {code: Label(known[code]) for code in codes if code in known}


def name_answers(keys: Sequence[str]) -> Mapping[str, Label]:
    """This function will return the number and the page of each answer, "<sheet>/<question>"."""
    codes = {key.partition("/")[0] for key in keys}
    sheets = {str(sheet.code): sheet for sheet in Sheet.objects.filter(code__in=codes).select_related("city")}
    return {key: _label(sheets, key) for key in keys if key.partition("/")[0] in sheets}


def _label(sheets: Mapping[str, Sheet], key: str) -> Label:
    code, _slash, question = key.partition("/")
    sheet = sheets[code]
    return Label(
        _("question %(number)s") % {"number": question}, get_subject_kind(sheet.subject_kind).get_url(sheet, question)
    )
