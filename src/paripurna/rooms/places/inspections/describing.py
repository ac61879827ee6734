"""Words for inspections and findings that several pages say alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.rooms.places.inspections.types import FindingState, Severity

if TYPE_CHECKING:
    from paripurna.rooms.places.models import Finding

SEVERITY_TONES = {Severity.CLOSES: "red", Severity.LIMITS: "amber", Severity.NOTE: "quiet"}
STATE_TONES = {FindingState.OPEN: "amber", FindingState.REPAIRED: "brand", FindingState.CONFIRMED: "green"}


def tell_finding(severity: str, text: str) -> str:
    """This function will return severity and words of a finding, as one line."""
    label = str(Severity(severity).label)
    return f"{label}: {text}" if text else label


def tell_owner(finding: Finding) -> str:
    """This function will return who answers for the repair: the agency, else whoever was named, else nobody's name."""
    return finding.owner_agency.abbreviation if finding.owner_agency else finding.owner_name or _("nobody named yet")


def tell_due(finding: Finding, on: date) -> str:
    """This function will return how a finding stands against its day, in the words of the house: nobody is late."""
    if finding.state == FindingState.REPAIRED:
        return _("waits for somebody to confirm it")
    if finding.state != FindingState.OPEN or finding.due_on is None or finding.due_on >= on:
        return ""
    if not finding.owner_agency and not finding.owner_name:
        return _("waits for somebody to be named")
    return _("waits for %(owner)s") % {"owner": tell_owner(finding)}
