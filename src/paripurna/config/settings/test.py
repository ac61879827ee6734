"""Settings of the tests: their own database, nothing shared with an installation, no mercy for templates."""

import os
import tempfile
from pathlib import Path

from paripurna.config.settings.base import *  # noqa: F403 — the tests run on what installations run on
from paripurna.config.settings.base import (
    DATABASES,
    EMBEDDED_DATABASE,
    INSTALLED_APPS,
    MIDDLEWARE,
    TEMPLATES,
    VAR_DIR,
    env,
)

VAR_DIR = Path(os.environ.get("PARIPURNA_TEST_VAR", VAR_DIR / "test"))  # `make test` names a folder in memory
SECRET_KEY = "only-for-tests"  # noqa: S105
CRYPTO_KEY_FILE = VAR_DIR / "keys.json"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if EMBEDDED_DATABASE:
    DATABASES = {"default": env.database("DATABASE_URL", VAR_DIR)}
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)  # a test's connection ends with the test

INSTALLED_APPS = [*INSTALLED_APPS, "allauth.socialaccount.providers.openid_connect"]  # as where a provider is set
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # there is no build to serve
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Argon2 is slow on purpose
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = None  # type: ignore[assignment]  # served from where it was built
MEDIA_ROOT = Path(tempfile.gettempdir()) / "paripurna-tests"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # no manifest without a build
}


class UndefinedVariable(str):
    """Stands for a variable that the view did not hand over, and fails the test that meets it."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise LookupError(f"The template uses {name!s}, which nobody handed to it.")


TEMPLATES[0]["OPTIONS"] = {**TEMPLATES[0]["OPTIONS"], "string_if_invalid": UndefinedVariable("undefined")}  # type: ignore[dict-item]
