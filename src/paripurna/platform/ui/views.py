"""Theme, language, search, and the gallery of components."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, Openness, open_to, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.autosave import saved
from paripurna.platform.ui.context import allows_for, build_house
from paripurna.platform.ui.gallery import build_gallery
from paripurna.platform.ui.preferences import THEME_COOKIE, THEMES, remember
from paripurna.platform.ui.search import search_everything


@open_to(Openness.EVERYONE)
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme", "")
    response = _back(request)
    return remember(response, THEME_COOKIE, theme) if theme in THEMES else response


@open_to(Openness.EVERYONE)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    response = _back(request)
    known = language in dict(settings.LANGUAGES)
    return remember(response, settings.LANGUAGE_COOKIE_NAME, language) if known else response


@require_GET
@requires(Permission.CITY_VIEW)
def search(request: CityRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = search_everything(request, words, allows_for(request))
    return render(request, "ui/search.html", {"words": words, "found": found})


@open_to(Openness.EVERYONE)
@require_GET
def show_gallery(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/gallery.html", build_gallery(request.GET, build_house(request)))


@open_to(Openness.EVERYONE)
@require_POST
def save_sample(request: HttpRequest) -> HttpResponse:
    """This view will take the gallery's sample form, keep nothing, and answer as a saved form does."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    revision = request.POST.get("revision", "0")
    return saved(HttpResponse(), revision=int(revision) + 1 if revision.isdigit() else 1, at=timezone.now())


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "/")
    is_own = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if is_own else "/")
