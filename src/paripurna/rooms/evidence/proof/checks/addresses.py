"""Does the page that is linked to answer, and to anybody?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting
from paripurna.rooms.evidence.types import ProbeState

LINK_DEAD = Check(
    "link_dead",
    Severity.BLOCKS,
    _("On %(day)s the page was not there any more. Give an address that works, or upload a copy."),
    _("The address answers that there is no such page."),
)
LINK_PRIVATE = Check(
    "link_private",
    Severity.BLOCKS,
    _("On %(day)s the page asked for a sign-in. Share it with anybody who has the link, or upload a copy."),
    _("The address asks for a sign-in or refuses strangers."),
)
LINK_INTERNAL = Check(
    "link_internal",
    Severity.BLOCKS,
    _("The address works inside an office network only. Give a public address, or upload a copy."),
    _("The address leads to a private network or is none of the open web."),
)
LINK_SILENT = Check(
    "link_silent",
    Severity.WARNS,
    _("On %(day)s this server could not reach the page. Open it yourself; if it does not open, give another address."),
    _("The address gave no answer in time, or an error of its server."),
)
FINDINGS: Mapping[ProbeState, Check] = {
    ProbeState.DEAD: LINK_DEAD,
    ProbeState.PRIVATE: LINK_PRIVATE,
    ProbeState.INTERNAL: LINK_INTERNAL,
    ProbeState.SILENT: LINK_SILENT,
}


def check_address(link: Link, setting: Setting) -> Finding | None:
    """A page proves something only to those who can open it. An address that was never tried says nothing."""
    probe = link.paper.probe
    check = FINDINGS.get(probe.state) if probe else None
    return check.find(link, day=probe.tried_on) if check and probe else None


CHECKS = (LINK_DEAD, LINK_PRIVATE, LINK_INTERNAL, LINK_SILENT)
RULES: tuple[LinkRule, ...] = (check_address,)
