"""Opening the checklists of a year for all of the city at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.registers.checklists import actions
from paripurna.rooms.registers.checklists.forms import OpenForm
from paripurna.rooms.registers.checklists.types import ChecklistKind


@require_http_methods(["GET", "POST"])
@requires(Permission.ROUND_MANAGE)
def open_year(request: CityRequest) -> HttpResponse:
    """This view will ask for kind, year and day, and open what is missing."""
    form = OpenForm(request.POST or None, initial={"year": timezone.localdate().year})
    if form.is_valid() and _open(request, form):
        kind, year = form.cleaned_data["kind"], form.cleaned_data["year"]
        url = reverse("checklists:checklists", kwargs={"city": request.city.slug})
        return redirect(f"{url}?jenis={kind}&tahun={year}")
    return render(request, "checklists/open.html", {"form": form}, status=422 if form.errors else 200)


def _open(request: CityRequest, form: OpenForm) -> bool:
    said = form.cleaned_data
    kind = ChecklistKind(said["kind"])
    with complaining(form):
        count = actions.open_checklists(
            city=request.city, kind=kind, year=said["year"], due_on=said["due_on"], by=request.user, at=timezone.now()
        )
        told = ngettext("%(count)s checklist is open.", "%(count)s checklists are open.", count)
        messages.success(request, told % {"count": count})
        return True
    return False
