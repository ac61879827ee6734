"""The list of agencies as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from paripurna.rooms.network.pages import AgencyLine

Table = list[list[str | int | float]]


def build_table(lines: Iterable[AgencyLine]) -> Table:
    """This function will lay the list out with its headers; the first seven columns can be imported again."""
    head: list[str | int | float] = ["kode", "singkatan", "nama", "jenis", "bidang", "kelurahan", "tugas"]
    head += [_("Roles"), _("People"), _("Questions"), _("Leads"), _("Points"), _("Points shared")]
    return [head, *(_cells(line) for line in lines)]


def _cells(line: AgencyLine) -> list[str | int | float]:
    ref, load = line.row.ref, line.load
    texts: list[str | int | float] = [ref.code, ref.abbreviation, ref.name, str(ref.kind.label)]
    texts += [line.row.sector, line.row.region_name, line.row.tasks]
    counts = [line.row.member_count, load.questions, load.led, float(load.points), round(float(load.shared_points), 2)]
    return [*texts, ", ".join(line.row.roles), *counts]
