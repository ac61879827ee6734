"""Where the built styles and scripts are: the names that Vite's manifest gives them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

DIST_DIR = Path(__file__).parent / "static" / "dist"
MANIFEST = DIST_DIR / "manifest.json"


def asset_url(name: str) -> str:
    """This function will return the address of a built file; before the first build, the name it would have."""
    return static(f"dist/{_built_names().get(name, name)}")


def list_needed(names: tuple[str, ...]) -> list[str]:
    """This function will return the addresses of built files and of all that they ask for: fonts, shared scripts."""
    manifest = _read_entries(MANIFEST)
    sources = {_source_name(entry): key for key, entry in manifest.items() if entry.get("isEntry")}
    files: dict[str, None] = {}
    waiting = [sources[name] for name in names if name in sources]
    while waiting:
        entry = manifest[waiting.pop(0)]
        waiting += entry.get("imports", [])
        files |= dict.fromkeys([entry["file"], *entry.get("css", []), *entry.get("assets", [])])
    return [static(f"dist/{file}") for file in files]


def read_built(name: str) -> str:
    """This function will return the text of a built script, or nothing before the first build."""
    built = DIST_DIR / _built_names().get(name, name)
    return built.read_text(encoding="utf-8") if built.exists() else ""


def read_manifest(manifest: Path) -> dict[str, str]:
    """This function will map source names (`main.css`, `main.js`) to built ones, empty when nothing was built."""
    entries = _read_entries(manifest).values()
    return {_source_name(entry): entry["file"] for entry in entries if entry.get("isEntry")}


def _read_entries(manifest: Path) -> dict[str, dict[str, Any]]:
    return json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}


def _source_name(entry: dict[str, Any]) -> str:
    return Path(entry["src"]).stem + Path(entry["file"]).suffix


@lru_cache(maxsize=1)
def _kept_names() -> dict[str, str]:
    return read_manifest(MANIFEST)


def _built_names() -> dict[str, str]:
    return read_manifest(MANIFEST) if settings.DEBUG else _kept_names()
