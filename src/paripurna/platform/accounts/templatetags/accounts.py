"""What the sign-in page knows of the identity provider."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@register.simple_tag
def identity_provider() -> dict[str, str] | None:
    """`{% identity_provider as provider %}`: its `name` and the `url` that starts signing in, or nothing."""
    for name, provider in settings.SOCIALACCOUNT_PROVIDERS.items():
        app = provider["APPS"][0]
        return {"name": app["name"], "url": reverse(f"{name}_login", kwargs={"provider_id": app["provider_id"]})}
    return None
