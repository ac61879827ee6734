"""The gaps of a round as CSV, filtered as on the page."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from paripurna.rooms.assessment.exports.columns import Cell
from paripurna.rooms.assessment.exports.plain import BOM, Echo, keep_text
from paripurna.rooms.assessment.gap_list import filter_gaps
from paripurna.rooms.assessment.gaps import GAP_KINDS, Gap
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.rulers import language


def stream_gaps(position: Position, query: Mapping[str, str]) -> Iterator[str]:
    """This function will yield the gaps that match `query`, the largest first."""
    writer = csv.writer(Echo())
    heads = (_("Number"), _("Question"), _("Cluster"), _("Why"), _("State"), _("Agencies"), _("Won"), _("Missing"))
    example = ["contoh"] if position.round.sheet.is_example else []
    yield BOM + writer.writerow([*heads, _("Reason"), *example])
    for gap in filter_gaps(position, query):
        yield writer.writerow([*_cells(gap), *example])


def _cells(gap: Gap) -> list[Cell]:
    return [
        gap.question.number,
        gap.question.label.in_language(language()),
        gap.strand.label.in_language(language()),
        str(GAP_KINDS[gap.kind]),
        str(gap.state.label),
        keep_text(", ".join(agency.abbreviation for agency in gap.agencies)),
        gap.won,
        gap.points,
        keep_text(gap.reason),
    ]
