"""Is the number of the paper known, and the one that stands in its text?"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting

NUMBER_MISSING = Check(
    "number_missing",
    Severity.WARNS,
    _("It has no number. Write the number on its page as it stands on the paper."),
    _("A paper that must bear a number has none on its page."),
)
NUMBER_NOT_FOUND = Check(
    "number_not_found",
    Severity.WARNS,
    _("No number was found in its text, though %(number)s is written on its page. Look whether it is the right file."),
    _("A paper that must bear a number names none in its text."),
    tells_content=True,
)
NUMBER_DIFFERS = Check(
    "number_differs",
    Severity.WARNS,
    _("Its text bears the number %(found)s, its page says %(number)s. Mend the number, or upload the right file."),
    _("The number on the document's page is not among those in its text."),
    tells_content=True,
)
PART = re.compile(r"[0-9]+|[a-z]+")
FILLING = {"nomor", "no", "tahun", "th"}


def check_number(link: Link, setting: Setting) -> Finding | None:
    """The number of a numbered paper is known and stands in its text."""
    paper = link.paper
    if not paper.traits.is_numbered:
        return None
    if not paper.number.strip():
        return NUMBER_MISSING.find(link)
    if not paper.reading.has_text:
        return None
    numbers = paper.reading.found.numbers
    if not numbers:
        return NUMBER_NOT_FOUND.find(link, number=paper.number)
    if any(is_same_number(paper.number, number) for number in numbers):
        return None
    return NUMBER_DIFFERS.find(link, number=paper.number, found=numbers[0])


def is_same_number(one: str, other: str) -> bool:
    """This function will tell whether two ways of writing name one number; either may leave out its end.

    "188.45/12/2025", "Nomor 188.45 - 12 / 2025" and "188.45/12" are the same; "5 Tahun 2023" and "15 Tahun 2023" are not.
    """
    left, right = _parts(one), _parts(other)
    shorter = min(len(left), len(right))
    return shorter > 0 and left[:shorter] == right[:shorter]


def _parts(number: str) -> list[str]:
    parts = (part.lstrip("0") or "0" for part in PART.findall(number.casefold()))
    return [part for part in parts if part not in FILLING]


CHECKS = (NUMBER_MISSING, NUMBER_NOT_FOUND, NUMBER_DIFFERS)
RULES: tuple[LinkRule, ...] = (check_number,)
