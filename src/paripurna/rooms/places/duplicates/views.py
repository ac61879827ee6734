"""*Mungkin sama*: pairs of places that may be one, judged by a person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.places import policy
from paripurna.rooms.places.duplicates import actions, queries
from paripurna.rooms.places.duplicates.pages import build_list, link_map, list_choices, name_both, tell_apart
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.pages.links import list_url, place_url
from paripurna.rooms.places.queries import get_place, read_names


@require_safe
@requires(Permission.PLACE_EDIT)
def duplicate_list(request: CityRequest) -> HttpResponse:
    """This view will list the pairs that may be one place, side by side."""
    page = build_list(request.city, request.user, on=timezone.localdate())
    return render(request, "places/duplicates.html", {"page": page, "trail": _trail(request)[:1]})


@requires(Permission.PLACE_EDIT)
def place_merge(request: CityRequest, code: str, other: str) -> HttpResponse:
    """This view will let a person choose which place stays and which values, then merge the two."""
    kept, gone = _get_both(request, code, other)
    if request.method == "POST":
        return _merge(request, kept, gone)
    context = {
        "names": name_both(kept, gone),
        "kept": kept,
        "gone": gone,
        "urls": (place_url(kept, request.city), place_url(gone, request.city)),
        "choices": list_choices(kept, gone, read_names(request.city)),
        "distance": tell_apart(kept, gone),
        "map_url": link_map(kept, gone, request.city),
        "trail": _trail(request),
    }
    return render(request, "places/duplicates_merge.html", context)


@require_POST
@requires(Permission.PLACE_EDIT)
def places_differ(request: CityRequest, code: str, other: str) -> HttpResponse:
    """This view will keep that two places are different."""
    first, second = _get_both(request, code, other)
    actions.say_different(first=first, second=second, by=request.user, at=timezone.now())
    messages.success(request, _("Kept: these are two places."))
    return redirect("places:duplicate_list", city=request.city.slug)


@require_POST
@requires(Permission.PLACE_EDIT)
def merge_undo(request: CityRequest, uuid: UUID) -> HttpResponse:
    """This view will make two places again of what was merged."""
    merge = queries.get_merge(request.city, uuid)
    with telling(request, _("Undone: these are two places again.")):
        actions.undo_merge(merge=merge, by=request.user, at=timezone.now())
    return redirect(place_url(merge.kept, request.city))


def _merge(request: CityRequest, kept: Place, gone: Place) -> HttpResponse:
    revisions = tuple(read_whole(request.POST.get(name, "")) for name in ("kept_revision", "gone_revision"))
    taken = [
        name.removeprefix("f-") for name, value in request.POST.items() if name.startswith("f-") and value == "gone"
    ]
    said = {"taken": taken, "revisions": revisions, "by": request.user, "at": timezone.now()}
    with telling(request):
        actions.merge_places(kept=kept, gone=gone, **said)
        messages.success(request, _("Merged. The page of the place keeps the way back."))
        return redirect(place_url(kept, request.city))
    return redirect(request.path)


def _get_both(request: CityRequest, code: str, other: str) -> tuple[Place, Place]:
    places = get_place(request.city, code), get_place(request.city, other)
    for place in places:
        policy.check_may_keep(request.user, place, on=timezone.localdate())
    return places


def _trail(request: CityRequest) -> list[tuple[str, str]]:
    here = reverse("places:duplicate_list", kwargs={"city": request.city.slug})
    return [(_("Register of places"), list_url(request.city)), (_("Perhaps the same"), here)]
