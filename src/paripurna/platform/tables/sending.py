"""A list that leaves as a file: the links that offer it as it is filtered, and the answer that holds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse

from paripurna.platform.access.types import Permission
from paripurna.platform.tables.writing import WRITERS, Rows
from paripurna.platform.ui.context import allows_for

if TYPE_CHECKING:
    from paripurna.platform.access.doors import CityRequest

LABELS = {"geojson": "GeoJSON"}  # others are their ending in capitals


def offer_files(
    request: CityRequest, name: str, endings: Iterable[str] = tuple(WRITERS), **parts: str
) -> list[tuple[str, str]]:
    """This function will return label and address of each file of a list, as the page is filtered; [] for who may not export.

    `name` is the address's own name; it takes the city, an `ending`, and `parts`.
    """
    if not allows_for(request)(Permission.EXPORT):
        return []
    query = request.GET.urlencode()
    urls = {end: reverse(name, kwargs={"city": request.city.slug, "ending": end, **parts}) for end in endings}
    return [(LABELS.get(end, end.upper()), f"{url}?{query}" if query else url) for end, url in urls.items()]


def check_ending(ending: str) -> None:
    """This function will raise `Http404` for an ending that no table is written with."""
    if ending not in WRITERS:
        raise Http404


def send_table(rows: Rows, *, title: str, name: str, ending: str) -> HttpResponse:
    """This function will answer with rows as a file called `name`, without its ending. Raises `Http404` for an unknown ending."""
    check_ending(ending)
    write, content_type = WRITERS[ending]
    return send_file(write(rows, title), content_type, f"{name}.{ending}")


def send_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """This function will answer with a file to be kept."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
