"""What the page of a series shows of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from paripurna.rooms.registers import policy
from paripurna.rooms.registers.figures import queries
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import FigureSeries

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


def show_figures(series: FigureSeries, frame: Frame, user: User) -> Mapping[str, Any]:
    """This function will put the figures of a series side by side by source."""
    may_keep = policy.may_keep(user, series.city, series.agency_id, on=frame.on) and not series.is_withdrawn
    begin = reverse("registers:figures_begin", kwargs={"city": series.city.slug})
    return {
        "series": series,
        "lines": queries.list_lines(series),
        "may_keep": may_keep,
        "add_url": reverse("registers:figure_add", kwargs={"city": series.city.slug, "code": series.code}),
        "all_url": reverse("registers:figure_list", kwargs={"city": series.city.slug, "code": series.code}),
        "import_url": f"{begin}?seri={series.slug}",
    }
