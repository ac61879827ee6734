"""Every automatic check: a small pure rule with a reason in plain words and a severity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from paripurna.rooms.evidence.proof.checks import validity
from paripurna.rooms.evidence.proof.findings import Finding, LinkRule
from paripurna.rooms.evidence.proof.papers import Link, Setting

LINK_RULES: tuple[LinkRule, ...] = (
    validity.check_not_withdrawn,
    validity.check_in_force,
    validity.check_inside_period,
    validity.check_lasts_until_visit,
)


def check_link(link: Link, setting: Setting) -> Iterator[Finding]:
    """This function will yield what is wrong with one link."""
    found = (rule(link, setting) for rule in LINK_RULES)
    return (finding for finding in found if finding)


def check_links(links: Iterable[Link], setting: Setting) -> list[Finding]:
    """This function will return what is wrong with the links of a question, in their order."""
    return [finding for link in links for finding in check_link(link, setting)]
