"""What the file of a question is called in the national application."""

from __future__ import annotations

import re
from string import Formatter

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.assessment.handover.types import PLACEHOLDERS, BadEntryRule

UNSAFE = re.compile(r"[^\w.\- ]+")


def build_name(pattern: str, *, number: str, indicator: str, city: str, year: int) -> str:
    """This function will fill the pattern: letters, digits, points, hyphens and underscores only.

    Raises `BadEntryRule` for an unknown placeholder, and for a pattern that would give two questions the same name.
    """
    names = _read_placeholders(pattern)
    if unknown := sorted(names - set(PLACEHOLDERS)):
        words = {"unknown": ", ".join(unknown), "known": ", ".join(PLACEHOLDERS)}
        raise BadEntryRule(_("The pattern knows %(known)s, not %(unknown)s.") % words)
    if "nomor" not in names:
        raise BadEntryRule(_("The pattern needs {nomor}, so that no two questions have the same name."))
    filled = pattern.format(nomor=number, indikator=indicator, kota=slugify(city), tahun=year)
    return UNSAFE.sub("-", filled).strip(" .-") or number


def _read_placeholders(pattern: str) -> set[str]:
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError:
        raise BadEntryRule(_("The pattern has a brace too many or too few.")) from None
    if any(spec or conversion for _text, _name, spec, conversion in parsed):
        raise BadEntryRule(_("Write placeholders plainly, as {nomor}."))
    return {name for _text, name, _spec, _conversion in parsed if name is not None}
