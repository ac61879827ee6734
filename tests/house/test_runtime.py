"""A server is installed without the tools of developers: whatever it starts with must be in `requirements.lock`."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

LOCK = Path(__file__).parents[2] / "requirements.lock"
DEVELOPERS = {"django_linear_migrations"}  # taken in only where it is installed


class TestServer:
    def test_starts_with_installed_packages_alone(self):
        locked = {_fold(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(), re.MULTILINE)}
        owners = packages_distributions()
        modules = {name.partition(".")[0] for name in (*settings.INSTALLED_APPS, *settings.MIDDLEWARE)}

        foreign = modules - {"paripurna"} - DEVELOPERS
        missing = {m for m in foreign if not {_fold(owner) for owner in owners[m]} & locked}

        assert missing == set()


def _fold(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
