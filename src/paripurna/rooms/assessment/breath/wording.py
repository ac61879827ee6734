"""The reasons of the ranking in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.assessment.breath.ranking import Ease, Nearness

NEARNESS_WORDS: Mapping[Nearness, Promise] = {
    Nearness.FACTS: _("the registers earn this part today"),
    Nearness.RETURNED: _("returned: what to mend is written down"),
    Nearness.CUT: _("the answer claims it, verification took it"),
    Nearness.DRAFT: _("a draft is there"),
    Nearness.PART: _("the answer earns this part of the maximum"),
    Nearness.START: _("nothing is there yet"),
}
EASE_WORDS: Mapping[Ease, Promise] = {
    Ease.TAKE_OVER: _("take the facts over"),
    Ease.MEND: _("mend and submit again"),
    Ease.REGISTER: _("one entry in a register answers it"),
    Ease.PROVE: _("better proof is wanted"),
    Ease.ALONE: _("one agency can do it alone"),
    Ease.SHARED: _("several agencies do it together"),
    Ease.REOPEN: _("submitted: take the answer back first"),
}
