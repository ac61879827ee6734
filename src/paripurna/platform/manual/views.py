"""The manual's pages, its pictures and its search. Nothing in it is private, so everybody may read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import Openness, open_to
from paripurna.platform.manual import queries
from paripurna.platform.manual.types import NoSuchPage

KEPT_SECONDS = 3600


@open_to(Openness.EVERYONE)
@require_GET
def show_page(request: HttpRequest, page: str = "") -> HttpResponse:
    """This view will show a page of the manual, or on the front page what was looked for with `?q=`."""
    try:
        place = queries.get_place(page)
    except NoSuchPage:
        raise Http404 from None
    words = "" if page else request.GET.get("q", "").strip()
    findings = [(queries.url_of(each.page, each.passage), each) for each in queries.search(words)]
    return render(request, "manual/page.html", {"place": place, "words": words, "findings": findings})


@open_to(Openness.EVERYONE)
@require_GET
def show_picture(request: HttpRequest, name: str) -> HttpResponse:
    try:
        file = queries.get_picture(name)
    except NoSuchPage:
        raise Http404 from None
    kept = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
    return HttpResponse(file.read_bytes(), content_type="image/png", headers=kept)
