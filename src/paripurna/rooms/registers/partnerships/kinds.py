"""The partner of a partnership as a field: any agency of the city, not only those whose entries one keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.network.types import OWN_KINDS, AgencyRef
from paripurna.rooms.registers.kinds import AgencyKind, Frame
from paripurna.rooms.registers.kinds.choices import fold_word, names_of


@dataclass(frozen=True)
class PartnerKind(AgencyKind):
    """Partners first, then the agencies of the city: they are partners of each other too."""

    remedy: ClassVar[Promise] = _(
        "Add the partner under Agencies and partners first, then write its abbreviation or name."
    )

    def read(self, cell: Any, frame: Frame) -> int:
        text = fold_word(text_of(cell))
        found = [agency for agency in frame.agencies.values() if text in names_of(agency)]
        if len(found) != 1:
            raise BadCell(_("The city has no partner “%(text)s”.") % {"text": text_of(cell)[:60]}, self.remedy)
        return found[0].id

    def widget(self, frame: Frame) -> forms.Widget:
        ordered = sorted(frame.agencies.values(), key=lambda agency: (agency.kind in OWN_KINDS, agency.name))
        return forms.Select(choices=[("", "—"), *((agency.code, _name(agency)) for agency in ordered)])


def _name(agency: AgencyRef) -> str:
    return f"{agency.name} ({agency.kind.label})"
