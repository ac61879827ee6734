"""Findings as a table to take along. Agencies stand in it; a person who repairs does not."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from paripurna.platform.tables.writing import Value
from paripurna.rooms.places.inspections.types import FindingState, Severity, Topic
from paripurna.rooms.places.models import Finding


def build_table(findings: Iterable[Finding]) -> list[list[Value]]:
    """This function will lay findings out below their heads, a row each."""
    about: list[Value] = [_("Place"), _("Kelurahan"), _("It is about"), _("Requirement"), _("How bad"), _("Note")]
    about += [_("Agency"), _("Due"), pgettext("finding", "State"), _("Example")]
    return [about, *(_build_row(finding) for finding in findings)]


def _build_row(finding: Finding) -> list[Value]:
    return [
        finding.place.name,
        finding.place.kelurahan.name if finding.place.kelurahan else "",
        capfirst(str(Topic(finding.topic).label)),
        finding.requirement,
        str(Severity(finding.severity).label),
        finding.text,
        finding.owner_agency.abbreviation if finding.owner_agency else "",
        finding.due_on.isoformat() if finding.due_on else "",
        str(FindingState(finding.state).label),
        _("yes") if finding.is_example else "",
    ]
