"""Whose data a device keeps while a sheet is filled without a network, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from paripurna.platform.access.doors import CityRequest


def describe_session(request: CityRequest) -> dict[str, str]:
    """This function will return person, session and end of session; the session's own key never leaves the cookie."""
    marker = salted_hmac("sheets.fill", request.session.session_key or "").hexdigest()[:32]
    until = request.session.get_expiry_date()
    return {"person": str(request.user.code), "session": marker, "until": until.isoformat()}
