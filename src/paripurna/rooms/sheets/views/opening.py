"""The sheet behind an address, for somebody who may see it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest
from paripurna.rooms.sheets import policy, queries
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.registry import get_subject_kind


def get_sheet(request: CityRequest, code: UUID) -> Sheet:
    """This function will return the city's sheet. Raises `Http404`, or `Stranger` for who may not know of it."""
    sheet = queries.get_sheet(request.city, code=code)
    policy.check_may_view(request.user, sheet, on=timezone.localdate())
    return sheet


def get_fillable(request: CityRequest, code: object) -> Sheet:
    """This function will return a sheet that is filled on one page. Raises what `get_sheet` raises."""
    sheet = get_sheet(request, code)
    if not get_subject_kind(sheet.subject_kind).is_filled_at_once:
        raise Http404
    return sheet
