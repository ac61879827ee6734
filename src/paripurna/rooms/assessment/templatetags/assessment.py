"""`{% load assessment %}`: words of rounds in templates."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal

from django import template
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.crosswalk import LinkKind
from paripurna.core.instrument.text import Text
from paripurna.platform.ui.components.formatting import points, points_change
from paripurna.platform.ui.formats import format_clock
from paripurna.rooms.assessment.carry_page import KINDS
from paripurna.rooms.assessment.forecasting.wording import say_chance
from paripurna.rooms.assessment.gaps import GAP_KINDS, GapKind
from paripurna.rooms.assessment.rulers import language

register = template.Library()

STAGES = {
    "SELF_EVALUATION": _("Self-evaluation"),
    "PROVINCE_VERIFICATION": _("Verification by the province"),
    "CENTRAL_VERIFICATION": _("Verification by the ministry"),
    "INTERIM": _("Interim"),
    "FINAL": _("Final"),
    "UNSPECIFIED": _("stage not reported"),
}


@register.simple_tag
def localized(text: Text) -> str:
    """`{% localized question.label %}`: a text of an edition in the reader's language."""
    return text.in_language(language())


@register.filter
def clock_time(value: time | None) -> str:
    """`{{ slot.begin_time|clock_time }}` → 08.30: a time of day that belongs to no date."""
    return format_clock(value, language())


@register.simple_tag
def gap_kind(kind: GapKind) -> str:
    """`{% gap_kind gap.kind %}`: why a point is missing, in words."""
    return str(GAP_KINDS[kind])


@register.simple_tag
def link_kind(kind: LinkKind) -> str:
    """`{% link_kind item.kind %}`: how a question comes from an earlier one."""
    return str(KINDS[kind])


@register.simple_tag
def stage_name(code: str) -> str:
    """`{% stage_name result.stage %}`: the stage of a published result."""
    return str(STAGES.get(code, code))


@register.simple_tag
def signed(value: Decimal | None) -> str:
    """`{% signed change %}`: +12,5 or −3; nothing for an unknown change."""
    return points_change(value)


@register.filter
def chance(value: float) -> str:
    """`{{ grade.by_points|chance }}`: 7,5%, and "below 0,1%" for what is not quite impossible."""
    return say_chance(value)


@register.filter
def chance_round(value: float) -> str:
    """`{{ gate.chance|chance_round }}`: 8%, where there is no room for more."""
    return say_chance(value, places=0)


@register.filter
def gained(value: float) -> str:
    """`{{ worth.chance_gain|gained }}`: +1,05%: a chance added to another."""
    return f"+{say_chance(value, places=2)}"


@register.filter
def hours(value: float) -> str:
    """`{{ worth.hours|hours }}`: 0,5."""
    return points(Decimal(str(value)))


@register.filter
def urlize_short(source: str) -> str:
    """`{{ result.source|urlize_short }}`: addresses without their scheme, so that a table stays readable."""
    return re.sub(r"https?://(www\.)?", "", source)
