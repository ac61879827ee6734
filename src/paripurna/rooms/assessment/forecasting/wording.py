"""Words of a forecast: chances, proof and checks as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.core.forecast import CheckState, ProofLevel
from paripurna.platform.ui.formats import format_percent
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.evidence.types import ProofScore

NOTHING, LEAST = 1e-9, 0.001
PROOFS: Mapping[ProofLevel, Promise] = {level: ProofScore(level.value).label for level in ProofLevel}
CHECKS: Mapping[CheckState, Promise] = {
    CheckState.RETURNED: gettext_lazy("needs mending"),
    CheckState.NOT_YET: gettext_lazy("not checked yet"),
    CheckState.ACCEPTED: gettext_lazy("internally verified"),
}


def say_chance(chance: float, *, places: int = 1) -> str:
    """This function will write a chance in hundredths; to one place it never rounds what is open to certainty."""
    if places == 1 and NOTHING < chance < LEAST:
        return _("below %(least)s") % {"least": _percent(LEAST)}
    if places == 1 and 1 - LEAST < chance < 1 - NOTHING:
        return _("above %(most)s") % {"most": _percent(1 - LEAST)}
    return _percent(chance, places=places if chance > NOTHING else 0)


def _percent(share: float, *, places: int = 1) -> str:
    return format_percent(Decimal(str(round(share, 6))), language(), places=places)
