"""The identity provider of the government, if there is one: OpenID Connect, switched on by the environment."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from paripurna.config.settings.environment import BadSetting, Environment

PROVIDER_ID = "sso"


def read_identity_provider(env: Environment) -> dict[str, Any]:
    """This function will return allauth's table of providers: empty unless `PARIPURNA_OIDC_ISSUER` is set.

    Raises `BadSetting` when the client's id is missing.
    """
    issuer = env.text("PARIPURNA_OIDC_ISSUER").rstrip("/")
    if not issuer:
        return {}
    if not env.text("PARIPURNA_OIDC_CLIENT_ID"):
        raise BadSetting("PARIPURNA_OIDC_ISSUER is set, so PARIPURNA_OIDC_CLIENT_ID must be set too.")
    app = {
        "provider_id": PROVIDER_ID,
        "name": env.text("PARIPURNA_OIDC_LABEL", "SSO"),
        "client_id": env.text("PARIPURNA_OIDC_CLIENT_ID"),
        "secret": env.text("PARIPURNA_OIDC_CLIENT_SECRET"),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def list_form_targets(providers: dict[str, Any]) -> list[str]:
    """This function will return the origins to which our sign-in form may be sent on."""
    apps = [app for provider in providers.values() for app in provider["APPS"]]
    return list_origins(*(app["settings"]["server_url"] for app in apps))


def list_origins(*addresses: str) -> list[str]:
    """This function will return scheme and host of each address that is not empty, as a content policy names them."""
    urls = [urlsplit(address) for address in addresses if address]
    return [f"{url.scheme}://{url.netloc}" for url in urls]
