"""The bell of the top bar: how many notices wait for the person."""

from __future__ import annotations

from django.http import HttpRequest

from paripurna.platform.notices.queries import count_unread


def count_for(request: HttpRequest) -> int:
    """This function will count the unread notices of the person of this request, nobody's being none."""
    return count_unread(person=request.user) if request.user.is_authenticated else 0
