"""Pekerjaan: how far a job is, followed by the page without a reload."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.jobs import actions, queries
from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.types import AlreadyFinished


@require_safe
@requires(Permission.CITY_VIEW)
def progress_list(request: CityRequest) -> HttpResponse:
    """This view will show the jobs that the person started in the city."""
    jobs = queries.list_progress(city=request.city, user=request.user)
    return render(request, "jobs/progress_list.html", {"jobs": jobs})


@require_safe
@requires(Permission.CITY_VIEW)
def progress_detail(request: CityRequest, progress_id: uuid.UUID) -> HttpResponse:
    """This view will show one job; asked by htmx, only the part that changes."""
    template = "jobs/progress_detail.html#progress" if request.htmx else "jobs/progress_detail.html"
    crumbs = [(_("Longer work"), reverse("jobs:progress_list", kwargs={"city": request.city.slug}))]
    return render(request, template, {"job": queries.build_view(_get(request, progress_id)), "crumbs": crumbs})


@require_safe
@requires(Permission.CITY_VIEW)
def progress_data(request: CityRequest, progress_id: uuid.UUID) -> JsonResponse:
    """This view will tell the same as JSON."""
    job = queries.build_view(_get(request, progress_id))
    told = {"id": str(job.id), "state": job.state.value, "done": job.done, "total": job.total, "message": job.message}
    return JsonResponse({**told, "link": job.link.url if job.link else None, "finished": job.is_finished})


@require_POST
@requires(Permission.CITY_VIEW)
def progress_cancel(request: CityRequest, progress_id: uuid.UUID) -> HttpResponse:
    """This view will ask a job to stop; one that has already finished stays as it is."""
    progress = _get(request, progress_id)
    with suppress(AlreadyFinished):
        actions.request_cancel(progress=progress, by=request.user, at=timezone.now())
    return redirect("jobs:progress_detail", city=request.city.slug, progress_id=progress_id)


def _get(request: CityRequest, progress_id: uuid.UUID) -> Progress:
    progress = queries.find_progress(city=request.city, user=request.user, progress_id=progress_id)
    if progress is None:
        raise Http404
    return progress
