"""Berkas: the one door through which files leave."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files.queries import get_download
from paripurna.platform.files.serving import serve
from paripurna.platform.files.types import FileLost


@require_safe
@requires(Permission.CITY_VIEW)
def file_download(request: CityRequest, kind: str, key: str) -> HttpResponseBase:
    """This view will send a file that the owning room hands out; with `?unduh` it is saved instead of shown."""
    download = get_download(user=request.user, city=request.city, kind=kind, key=key)
    try:
        return serve(request, download.file, download.filename, inline="unduh" not in request.GET)
    except FileLost as lost:
        raise Http404 from lost
