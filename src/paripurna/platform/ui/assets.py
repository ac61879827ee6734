"""Where the built styles and scripts are: the names that Vite's manifest gives them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

DIST_DIR = Path(__file__).parent / "static" / "dist"
MANIFEST = DIST_DIR / "manifest.json"


def asset_url(name: str) -> str:
    """This function will return the address of a built file; before the first build, the name it would have."""
    return static(f"dist/{_built_names().get(name, name)}")


def read_manifest(manifest: Path) -> dict[str, str]:
    """This function will map source names (`main.css`, `main.js`) to built ones, empty when nothing was built."""
    if not manifest.exists():
        return {}
    entries = json.loads(manifest.read_text(encoding="utf-8")).values()
    return {_source_name(entry): entry["file"] for entry in entries if entry.get("isEntry")}


def _source_name(entry: dict[str, str]) -> str:
    return Path(entry["src"]).stem + Path(entry["file"]).suffix


@lru_cache(maxsize=1)
def _kept_names() -> dict[str, str]:
    return read_manifest(MANIFEST)


def _built_names() -> dict[str, str]:
    return read_manifest(MANIFEST) if settings.DEBUG else _kept_names()
