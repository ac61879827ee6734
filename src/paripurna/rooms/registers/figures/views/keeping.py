"""Every figure of a series, what can be taken out, and the history that writes it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.figures import actions, queries
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.queries import FigureSeries
from paripurna.rooms.registers.pages.listing import entry_url
from paripurna.rooms.registers.queries import get_entry


@require_GET
@requires(Permission.CITY_VIEW)
def list_figures(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will list the figures of a series, each to be taken out by who keeps it."""
    series = _get_series(request, code)
    page = read_page(queries.list_figures(series), request.GET)
    rows = [queries.tell_counted(row) for row in page]
    return _show(request, series, "registers/figure_list.html", {"page": page, "rows": rows})


@require_GET
@requires(Permission.CITY_VIEW)
def list_changes(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will tell what was written of a series and taken out, by whom and when."""
    series = _get_series(request, code)
    page = read_page(queries.list_changes(series), request.GET)
    told = [(queries.tell_counted(row), row.at, row.by.name if row.by else "") for row in page]
    return _show(request, series, "registers/figure_history.html", {"page": page, "told": told})


@require_POST
@requires(Permission.REGISTER_EDIT)
def remove_figures(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will take the chosen figures out."""
    series = _get_series(request, code)
    ids = {read_whole(text) for text in request.POST.getlist("figures")}
    with telling(request):
        count = actions.remove_figures(series=series, ids=ids, by=request.user, at=timezone.now())
        told = ngettext("%(count)s figure was taken out.", "%(count)s figures were taken out.", count)
        messages.success(request, told % {"count": count})
    return redirect("registers:figure_list", city=request.city.slug, code=code)


@require_POST
@requires(Permission.REGISTER_EDIT)
def rewrite_figure(request: CityRequest, code: UUID, pk: int) -> HttpResponse:
    """This view will write a figure as the history has it."""
    series = _get_series(request, code)
    change = queries.get_change(series, pk)
    with telling(request, _("Saved.")):
        actions.rewrite_figure(series=series, change=change, by=request.user, at=timezone.now())
    return redirect("registers:figure_history", city=request.city.slug, code=code)


def _get_series(request: CityRequest, code: UUID) -> FigureSeries:
    series = get_entry(FIGURES, request.city, code)
    assert isinstance(series, FigureSeries)  # noqa: S101 - the register says so
    return series


def _show(request: CityRequest, series: FigureSeries, template: str, context: dict[str, object]) -> HttpResponse:
    here = {"city": request.city.slug, "code": series.code}
    urls = [reverse(f"registers:{name}", kwargs=here) for name in ("figure_list", "figure_history")]
    keeps = policy.may_keep(request.user, request.city, series.agency_id, on=timezone.localdate())
    shared = {
        "series": series,
        "tabs": [(_("All figures"), urls[0], None), (_("History"), urls[1], None)],
        "current": request.path,
        "may_keep": keeps and not series.is_withdrawn,
        "trail": [(series.title, entry_url(FIGURES, series, request.city))],
    }
    return render(request, template, shared | context)
