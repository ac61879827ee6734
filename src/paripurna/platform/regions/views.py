"""Wilayah: look up any region of Indonesia, its codes, figures, parts and borders."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page

from paripurna.platform.access.doors import Openness, open_to
from paripurna.platform.regions import queries
from paripurna.platform.regions.page import build_region_page
from paripurna.platform.regions.search import search_regions
from paripurna.platform.regions.types import Level, RegionNotFound

SHOWN = 50


@open_to(Openness.SIGNED_IN)
def region_list(request: HttpRequest) -> HttpResponse:
    """This view will list the regions that `?cari=` names, of the level `?tingkat=`; without words, the provinces."""
    text = request.GET.get("cari", "").strip()[:100]
    level = _level(request.GET.get("tingkat", ""))
    context = {
        "text": text,
        "level": level,
        "levels": Level.choices,
        "found": search_regions(text, level=level, limit=SHOWN) if text else queries.list_provinces(),
        "shown": SHOWN,
    }
    return render(request, "regions/region_list.html", context)


@open_to(Openness.SIGNED_IN)
@gzip_page
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """This view will show one region as it stands today, or as it was when its code was last in use."""
    try:
        page = build_region_page(code, on=timezone.localdate())
    except RegionNotFound:
        raise Http404(_("No region has this code.")) from None
    return render(request, "regions/region_detail.html", {"page": page})


@open_to(Openness.SIGNED_IN)
@gzip_page
def region_borders(request: HttpRequest, code: str) -> HttpResponse:
    """This view will send the borders of `?tingkat=` inside a region as GeoJSON; without a level, its own."""
    level = _level(request.GET.get("tingkat", "")) or _level(str(code.count(".") + 1))
    if level is None or not queries.is_current(code):
        raise Http404
    tag = f'"{queries.read_version()}-{code}-{level}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:  # compressed, it is a weak one
        return HttpResponseNotModified(headers={"ETag": tag})
    borders = queries.get_borders(code, level=level)
    return JsonResponse(
        borders, content_type="application/geo+json", headers={"ETag": tag, "Cache-Control": "private, max-age=3600"}
    )


def _level(text: str) -> Level | None:
    return Level(int(text)) if text in {str(level.value) for level in Level} else None
