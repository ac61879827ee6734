"""What a server starts with: packages of `requirements.lock` alone, and of these only what every page needs."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

LOCK = Path(__file__).parents[2] / "requirements.lock"
DEVELOPERS = {"django_linear_migrations"}  # taken in only where it is installed
HEAVY = [
    "PIL",
    "Sastrawi",
    "babel",
    "boto3",
    "cv2",
    "docx",
    "docxtpl",
    "icalendar",
    "lxml",
    "ninja",
    "numpy",
    "openpyxl",
    "pillow_heif",
    "puremagic",
    "pyhanko",
    "pypdf",
    "pypdfium2",
    "pytesseract",
    "python_calamine",
    "requests",
    "scipy",
    "segno",
    "shapely",
    "storages",
    "typst",
]
WAKE = """
import sys
import paripurna.config.wsgi  # takes in every view but those of the API
print(*set(sys.argv[1:]) & set(sys.modules))
"""


class TestServer:
    def test_starts_with_installed_packages_alone(self):
        locked = {_fold(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(), re.MULTILINE)}
        owners = packages_distributions()
        modules = {name.partition(".")[0] for name in (*settings.INSTALLED_APPS, *settings.MIDDLEWARE)}

        foreign = modules - {"paripurna"} - DEVELOPERS
        missing = {m for m in foreign if not {_fold(owner) for owner in owners[m]} & locked}

        assert missing == set()

    def test_leaves_heavy_libraries_to_those_who_use_them(self, tmp_path):
        """Each costs every process memory and every start time: import it inside the function that needs it."""
        nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PARIPURNA_VAR": str(tmp_path)}
        nowhere["DJANGO_SETTINGS_MODULE"] = "paripurna.config.settings.base"

        told = subprocess.run(
            [sys.executable, "-c", WAKE, *HEAVY], env=os.environ | nowhere, capture_output=True, text=True, check=True
        )

        assert told.stdout.split() == []

    def test_reads_a_position_without_the_solver(self):
        ask = "import sys; from paripurna.core.siting import read_areas, read_shape; print({'scipy', 'highspy'} & set(sys.modules))"

        told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)

        assert told.stdout.strip() == "set()"


def _fold(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
