"""The sheet behind an address, for somebody who may see it."""

from __future__ import annotations

from django.utils import timezone

from paripurna.platform.access.doors import CityRequest
from paripurna.rooms.sheets import policy, queries
from paripurna.rooms.sheets.models import Sheet


def get_sheet(request: CityRequest, code: object) -> Sheet:
    """This function will return the city's sheet. Raises `Http404`, or `Stranger` for who may not know of it."""
    sheet = queries.get_sheet(request.city, code=str(code))
    policy.check_may_view(request.user, sheet, on=timezone.localdate())
    return sheet
