"""The child-responsive budget, on a page and as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import send_table
from paripurna.platform.tables.writing import WRITERS, Value
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.pages.children_budget import Amounts, ChildrenBudget, build_children_budget
from paripurna.rooms.registers.views.lists import list_tabs


@requires(Permission.CITY_VIEW)
def children_budget(request: CityRequest) -> HttpResponse:
    """This view will show what of a year's budget serves children, by cluster."""
    budget = _build(request)
    ends = [(end, reverse("registers:children_budget_export", args=[request.city.slug, end])) for end in WRITERS]
    context = {
        "register": BUDGET,
        "budget": budget,
        "tabs": list_tabs(request, BUDGET),
        "exports": [(end.upper(), f"{url}?tahun={budget.year}") for end, url in ends] if budget.year else [],
    }
    return render(request, "registers/children_budget.html", context)


@requires(Permission.CITY_VIEW)
def children_budget_export(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the clusters of a year as a file; it holds sums alone, so whoever sees the page may have it."""
    budget = _build(request)
    name = f"anggaran-anak-{request.city.slug}-{budget.year or 'kosong'}"
    return send_table(_lay_out(budget), title=_("Budget for children"), name=name, ending=ending)


def _build(request: CityRequest) -> ChildrenBudget:
    year = read_whole(request.GET.get("tahun", ""))
    return build_children_budget(request.city, year=year or None, all_label=_("All clusters"))


def _lay_out(budget: ChildrenBudget) -> list[list[Value]]:
    rows: list[list[Value]] = [[_("Cluster"), *budget.stages]]
    rows.extend(_line(one) for one in (*budget.clusters, budget.whole))
    return rows


def _line(amounts: Amounts) -> list[Value]:
    return [amounts.label, *("" if amount is None else amount for _stage, amount in amounts.cells)]
