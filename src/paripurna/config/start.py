"""What every door does before Django is set up: name the settings, and see that a database answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from paripurna.platform import embedded

SETTINGS = "paripurna.config.settings.base"


def prepare() -> None:
    """This function will choose the settings and start the embedded database when none is named.

    Raises `embedded.EmbeddedError` with one line that says what is in the way.
    """
    settings = _choose_settings()
    if settings.EMBEDDED_DATABASE:
        embedded.ensure_running(settings.VAR_DIR)


@contextmanager
def serving() -> Iterator[None]:
    """This function will keep the database running inside the block, and stop it afterwards if it was started for that."""
    settings = _choose_settings()
    if not settings.EMBEDDED_DATABASE:
        yield
        return
    with embedded.held(settings.VAR_DIR):
        yield


def _choose_settings():  # type: ignore[no-untyped-def]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.conf import settings

    return settings
