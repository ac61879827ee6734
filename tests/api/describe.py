"""Writes `tests/golden/openapi.json` anew: `python -m tests.api.describe`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paripurna.config.settings.test")
    django.setup()
    from paripurna.api.urls import api

    file = Path(__file__).parents[1] / "golden" / "openapi.json"
    file.write_text(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, ensure_ascii=False) + "\n")
