"""What every door does before Django is set up: see that a database answers when the settings name none.

Doors below `config` name the settings by a string, so that no import points upward.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from paripurna.platform.embedded.server import held, hold

SETTINGS = "paripurna.config.settings.base"


def prepare() -> None:
    """This function will choose the settings and hold the embedded database until this process ends.

    Where `DATABASE_URL` names another, that one is let alone.

    Raises `EmbeddedError` with one line that says what is in the way.
    """
    settings = choose_settings()
    if settings.EMBEDDED_DATABASE:
        hold(settings.VAR_DIR)


@contextmanager
def serving() -> Iterator[None]:
    """This function will keep the database running inside the block, and stop it afterwards if it was started for that."""
    settings = choose_settings()
    if not settings.EMBEDDED_DATABASE:
        yield
        return
    with held(settings.VAR_DIR):
        yield


def choose_settings() -> Any:
    """This function will return Django's settings, those of an installation unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.conf import settings

    return settings
