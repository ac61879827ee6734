"""Every automatic check: a small pure rule with a reason in plain words and a severity, one module a theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.checks import (
    addresses,
    belonging,
    budget,
    children,
    legibility,
    missing,
    numbering,
    pictures,
    signing,
    validity,
)
from paripurna.rooms.evidence.proof.findings import Finding, LinkRule
from paripurna.rooms.evidence.proof.papers import Link, Setting

THEMES: Mapping[ModuleType, Promise] = {
    missing: _("Is what is asked for there?"),
    validity: _("Is it of the right time?"),
    signing: _("Is it signed?"),
    numbering: _("Does its number fit?"),
    belonging: _("Is it about this city and this question?"),
    pictures: _("Are the photos of this time and place?"),
    budget: _("Is it of the right year?"),
    legibility: _("Can people read it and find the proof?"),
    addresses: _("Does the page answer?"),
    children: _("Does it show children?"),
}
LINK_RULES: tuple[LinkRule, ...] = tuple(rule for theme in THEMES for rule in getattr(theme, "RULES", ()))

CODES = frozenset(check.code for theme in THEMES for check in theme.CHECKS)


def is_known(code: str) -> bool:
    """This function will tell whether a check of this code exists; what follows a colon names its part."""
    return code.partition(":")[0] in CODES


def check_link(link: Link, setting: Setting) -> Iterator[Finding]:
    """This function will yield what is wrong with one link."""
    found = (rule(link, setting) for rule in LINK_RULES)
    return (finding for finding in found if finding)


def check_links(links: Iterable[Link], setting: Setting) -> list[Finding]:
    """This function will return what is wrong with the links of a question, in their order."""
    return [finding for link in links for finding in check_link(link, setting)]


def check_sheet(links: Sequence[Link]) -> dict[int, list[Finding]]:
    """This function will return what shows only when all links of a sheet are looked at together, by link."""
    found: dict[int, list[Finding]] = {}
    for finding in pictures.find_same_photos(links):
        if finding.evidence_id is not None:
            found.setdefault(finding.evidence_id, []).append(finding)
    return found
