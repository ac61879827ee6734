"""The list of requests as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from paripurna.platform.tables.writing import Value
from paripurna.rooms.evidence.requesting.listing import RequestLine


def build_table(lines: Iterable[RequestLine]) -> list[list[Value]]:
    """This function will lay the list out with its headers; examples say so in the last column."""
    known = list(lines)
    example = any(line.request.is_example for line in known)
    head: list[Value] = [_("Agency"), _("Cluster"), _("Question"), _("Kind of proof"), _("Document"), _("State")]
    head += [_("Due"), _("Brought by"), _("Asked on"), _("Note"), *(["contoh"] if example else [])]
    return [head, *(_cells(line, example=example) for line in known)]


def _cells(line: RequestLine, *, example: bool) -> list[Value]:
    request = line.request
    return [
        request.agency.abbreviation,
        line.strand_label,
        request.question,
        line.kind_label,
        request.title,
        str(line.state.label),
        request.due_on.isoformat(),
        line.bringer,
        request.asked_at.date().isoformat(),
        request.note,
        *(["contoh" if request.is_example else ""] if example else []),
    ]
