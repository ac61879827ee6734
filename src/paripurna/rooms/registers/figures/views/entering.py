"""Figures in, one by one or out of a file; and the profile of children of a year."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.files.types import FileRefused
from paripurna.platform.regions.queries import find_region_id, list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.tables import TableError
from paripurna.platform.tables.imports import Upload, read_kept
from paripurna.platform.tables.remarks import say_refusal
from paripurna.platform.tables.writing import WRITERS
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.actions import begin_import
from paripurna.rooms.registers.figures import actions, queries
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.forms import FigureForm, FiguresFileForm, MappingForm
from paripurna.rooms.registers.figures.importing import FigurePlan, Given, plan_figures
from paripurna.rooms.registers.figures.profile import build_rows, draw_profile
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import FigureSeries
from paripurna.rooms.registers.pages.listing import entry_url, register_url
from paripurna.rooms.registers.queries import EntryImport, get_entry, get_import
from paripurna.rooms.registers.views.lists import list_tabs


@requires(Permission.REGISTER_EDIT)
def figure_add(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will write one figure of a series."""
    series = _get_kept(request, code)
    form = FigureForm(_list_regions(request), request.POST or None, initial={"source": series.source})
    if form.is_valid():
        region = form.cleaned_data["region_code"]
        draft = form.draft(find_region_id(region, within=request.city.code) if region else None)
        actions.write_figures(series=series, drafts=[draft], by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect(entry_url(FIGURES, series, request.city))
    context = {"form": form, "series": series, "trail": _trail(request)}
    return render(request, "registers/figure_form.html", context, status=422 if form.errors else 200)


@requires(Permission.REGISTER_EDIT)
def figures_begin(request: CityRequest) -> HttpResponse:
    """This view will take a file of figures; `?seri=` names the series."""
    kept = policy.list_kept_agencies(request.user, request.city, on=timezone.localdate())
    own = {agency.id: agency for agency in kept}
    known = [series for series in queries.list_series(request.city) if series.agency_id in own]
    initial = {"series": request.GET.get("seri", "")}
    form = FiguresFileForm(known, request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        series = next(one for one in known if one.slug == form.cleaned_data["series"])
        given = {"agency": own[series.agency_id], "upload": Upload.of(form.cleaned_data["file"])}
        try:
            begun = begin_import(register=FIGURES, city=request.city, **given, by=request.user, at=timezone.now())
        except (FileRefused, TableError) as refused:
            form.add_error("file", say_refusal(refused))
        else:
            return redirect("registers:figures_map", city=request.city.slug, code=series.code, begun=begun.code)
    context = {
        "form": form,
        "register": FIGURES,
        "tabs": list_tabs(request, FIGURES),
        "has_series": bool(known),
        "may_adopt": bool(kept),
    }
    return render(request, "registers/figures_begin.html", context, status=422 if form.errors else 200)


@requires(Permission.REGISTER_EDIT)
def figures_map(request: CityRequest, code: UUID, begun: UUID) -> HttpResponse:
    """This view will show what each column is taken for and what would be written; then write all of it or nothing."""
    series = _get_kept(request, code)
    today = timezone.localdate()
    found = get_import(FIGURES, request.city, begun, request.user, on=today)
    table, frame = read_kept(found.file.hash), Frame(request.city, today)
    plan = plan_figures(table, frame, Given(series.source))
    form = MappingForm(plan.heads, plan.mapping, request.POST or None, initial={"source": series.source})
    if form.is_valid():
        plan = plan_figures(table, frame, form.given(), form.mapping())
        if request.POST.get("do") == "run" and plan.can_run:
            return _write(request, series, found, plan)
    context = {"form": form, "columns": form.list_columns(), "series": series, "plan": plan}
    context |= {"begun": found, "trail": _trail(request)}
    return render(request, "registers/figures_map.html", context)


def _write(request: CityRequest, series: FigureSeries, begun: EntryImport, plan: FigurePlan) -> HttpResponse:
    given = {"begun": begun, "drafts": plan.drafts, "by": request.user, "at": timezone.now()}
    with telling(request):
        count = actions.run_import(series=series, **given)
        messages.success(request, _("%(count)s figures were written.") % {"count": count})
    return redirect(entry_url(FIGURES, series, request.city))


@require_POST
@requires(Permission.REGISTER_EDIT_ANY)
def series_adopt(request: CityRequest) -> HttpResponse:
    """This view will add the series that the instrument asks for and the city does not keep yet."""
    kept = policy.list_kept_agencies(request.user, request.city, on=timezone.localdate())
    if not kept:
        messages.error(request, _("Add an agency first."))
        return redirect("registers:figures_begin", city=request.city.slug)
    chosen = next((agency for agency in kept if agency.code == request.POST.get("agency")), kept[0])
    count = actions.adopt_standard_series(city=request.city, agency_id=chosen.id, by=request.user, at=timezone.now())
    messages.success(request, _("%(count)s series were added.") % {"count": count})
    return redirect(register_url(FIGURES, request.city))


@requires(Permission.CITY_VIEW)
def child_profile(request: CityRequest) -> HttpResponse:
    """This view will show the profile of children of a year, `?tahun=`."""
    years = queries.list_years(request.city)
    year = _choose_year(request, years)
    strands = queries.build_profile(request.city, year)
    here = {"city": request.city.slug}
    endings = ("pdf", "xlsx", "csv")
    urls = [(end.upper(), reverse("registers:child_profile_export", kwargs=here | {"ending": end})) for end in endings]
    context = {
        "register": FIGURES,
        "tabs": list_tabs(request, FIGURES),
        "strands": strands,
        "year": year,
        "years": years,
        "exports": [(label, f"{url}?tahun={year}") for label, url in urls],
    }
    return render(request, "registers/child_profile.html", context)


@requires(Permission.EXPORT)
def child_profile_export(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the profile of a year as a PDF, a workbook or CSV."""
    year = _choose_year(request, queries.list_years(request.city))
    strands = queries.build_profile(request.city, year)
    if ending == "pdf":
        content, content_type = draw_profile(request.city, strands, year), "application/pdf"
    elif ending in WRITERS:
        write, content_type = WRITERS[ending]
        content = write(build_rows(strands, year), _("Profile of children"))
    else:
        raise Http404
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="profil-anak-{request.city.slug}-{year}.{ending}"'
    return response


def _choose_year(request: CityRequest, years: list[int]) -> int:
    """The year that is asked for, or the last one that is over: of the running one little is counted yet."""
    asked, this_year = read_whole(request.GET.get("tahun", "")), timezone.localdate().year
    if asked in years:
        return asked
    return next((year for year in years if year < this_year), years[0] if years else this_year)


def _list_regions(request: CityRequest) -> list[tuple[str, str]]:
    code = request.city.code
    kecamatan, kelurahan = (list_regions(code, level) for level in (Level.KECAMATAN, Level.KELURAHAN))
    named = [(region.code, region.name) for region in kecamatan]
    return sorted([*named, *((region.code, f"\N{EN DASH} {region.name}") for region in kelurahan)])


def _get_kept(request: CityRequest, code: UUID) -> FigureSeries:
    series = get_entry(FIGURES, request.city, code)
    assert isinstance(series, FigureSeries)  # noqa: S101 - the register says so
    if not policy.may_keep(request.user, request.city, series.agency_id, on=timezone.localdate()):
        raise NotAllowed
    return series


def _trail(request: CityRequest) -> list[tuple[str, str]]:
    return [(str(FIGURES.label), register_url(FIGURES, request.city))]
