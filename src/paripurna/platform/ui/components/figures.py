"""Small drawings: parts of a whole, a line over time, the progress of a job."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from paripurna.platform.ui.components.formatting import points
from paripurna.platform.ui.ruler import percent, position

register = template.Library()

SPARK_WIDTH = 96
SPARK_HEIGHT = 24
SPARK_MARGIN = 3


@register.simple_tag
def points_bar(won: Decimal, lost: Decimal, unanswered: Decimal, maximum: Decimal, label: str = "") -> SafeString:
    """`{% points_bar won=… lost=… unanswered=… maximum=… %}`: a bar of three parts, told in words too."""
    amounts = {"won": points(won), "lost": points(lost), "unanswered": points(unanswered), "maximum": points(maximum)}
    words = _("won %(won)s, lost %(lost)s, unanswered %(unanswered)s of %(maximum)s points") % amounts
    parts, start = [], Decimal(0)
    for name, amount in (("won", won), ("lost", lost), ("unanswered", unanswered)):
        parts.append(_part(name, start, amount, maximum))
        start += amount
    return format_html(
        '<svg class="p-bar" width="100%" height="10" role="img" aria-label="{}">{}</svg>',
        f"{label}: {words}" if label else words,
        mark_safe("".join(parts)),  # noqa: S308 -- made of format_html below
    )


def _part(name: str, start: Decimal, amount: Decimal, maximum: Decimal) -> SafeString:
    left = position(start, maximum)
    width = position(start + amount, maximum) - left
    return format_html(
        '<rect class="p-bar__{}" x="{}" width="{}" height="10"></rect>', name, percent(left), percent(width)
    )


@register.simple_tag
def sparkline(values: Sequence[Decimal | None], label: str) -> SafeString:
    """`{% sparkline totals label=_("Final score 2019–2025") %}`: a line over time; missing values are skipped."""
    known = [value for value in values if value is not None]
    if not known:
        return format_html('<span class="p-muted">{}</span>', _("no figures yet"))
    spots = _spots(values, min(known), max(known))
    last = spots[-1]
    return format_html(
        '<svg class="p-spark" width="{0}" height="{1}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}: {3}">'
        '<polyline points="{4}"></polyline><circle cx="{5}" cy="{6}" r="2.5"></circle></svg>',
        SPARK_WIDTH,
        SPARK_HEIGHT,
        label,
        " · ".join(points(value) for value in values),
        " ".join(f"{x},{y}" for x, y in spots),
        *last,
    )


def _spots(values: Sequence[Decimal | None], low: Decimal, high: Decimal) -> list[tuple[str, str]]:
    step = Decimal(SPARK_WIDTH - 2 * SPARK_MARGIN) / max(1, len(values) - 1)
    height, span = SPARK_HEIGHT - 2 * SPARK_MARGIN, high - low
    spots = []
    for order, value in enumerate(values):
        if value is not None:
            share = (value - low) / span if span else Decimal("0.5")
            spots.append((f"{SPARK_MARGIN + order * step:.1f}", f"{SPARK_MARGIN + (1 - share) * height:.1f}"))
    return spots


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, label: str, poll_url: str = "", state: str = "RUNNING") -> dict[str, Any]:
    """`{% progress done=3 total=10 label="Impor" poll_url=… state="RUNNING" %}`: asks again until DONE or FAILED."""
    share = percent(position(Decimal(done), Decimal(total))) if total else "0%"
    is_open = state not in {"DONE", "FAILED"}
    return {
        "done": done,
        "total": total,
        "label": label,
        "poll_url": poll_url if is_open else "",
        "share": share,
        "state": state,
    }
