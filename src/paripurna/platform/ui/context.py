"""What every page needs to know before it is drawn: navigation, city, theme, language, demo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from paripurna.platform.access.policy import list_roles, permissions_of
from paripurna.platform.ui.navigation import Group, Link, build_navigation, pick_thumbs
from paripurna.platform.ui.preferences import THEMES, read_language, read_theme
from paripurna.platform.ui.registry import Allows, TopLine, registry

FEW_PAGES = 14


@dataclass(frozen=True)
class House:
    """The frame of a page, as `house` in every template."""

    city: Any
    top_line: TopLine | None
    navigation: tuple[Group, ...]
    thumbs: tuple[Link, ...]
    theme: str
    themes: tuple[str, ...]
    language: str
    is_demo: bool
    sign_in_url: str
    source_url: str
    bell_url: str
    waiting: int

    @property
    def navigation_key(self) -> str:
        """What the navigation is drawn from: the same pages in the same language, and the one that is open."""
        links = (f"{'*' if link.is_current else ''}{link.url}" for group in self.navigation for link in group.links)
        return " ".join((self.language, *links))

    @property
    def has_short_navigation(self) -> bool:
        """Whether all pages can be seen at once; who has more sees those of the part that is open."""
        return sum(len(group.links) for group in self.navigation) <= FEW_PAGES


def house(request: HttpRequest) -> Mapping[str, Any]:
    """This context processor will offer the frame as `house`, worked out only by pages that draw it."""
    return {"house": SimpleLazyObject(lambda: build_house(request))}


def build_house(request: HttpRequest) -> House:
    """This function will work out the frame for the person and the city of `request`."""
    city = _city_of(request)
    navigation = build_navigation(
        registry, allows_for(request), city_slug=city.slug if city else None, path=request.path
    )
    return House(
        city=city,
        top_line=getattr(request, "top_line", None),
        navigation=navigation,
        thumbs=pick_thumbs(navigation),
        theme=read_theme(request),
        themes=THEMES,
        language=read_language(request),
        is_demo=settings.DEMO,
        sign_in_url=str(settings.LOGIN_URL),
        source_url=settings.SOURCE_URL,
        bell_url=reverse(registry.bell.url_name) if registry.bell else "",
        waiting=getattr(request, "waiting", 0),
    )


def _city_of(request: HttpRequest) -> Any:
    """The city of the page, or the one that a page of no city was entered from."""
    return getattr(request, "city", None) or getattr(request, "city_around", None)


def allows_for(request: HttpRequest) -> Allows:
    """This function will return the question `allows(permission)` for the person and the city of `request`."""
    user, city = getattr(request, "user", None), _city_of(request)
    if user is None or not user.is_authenticated:
        return lambda _permission: False
    held = permissions_of(list_roles(user, city, on=timezone.localdate())) if city else frozenset()
    return lambda permission: permission is None or permission in held
