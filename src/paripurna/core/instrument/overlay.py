"""An overlay: what is said about an edition beside it, as data with a hash of its own, so that the edition never changes."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar, cast

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.text import Part, Standing
from paripurna.core.instrument.yaml_tree import read_tree

OVERLAYS = Path(__file__).resolve().parents[2] / "editions" / "overlays"


class Overlay(Part):
    """What every overlay says first. With every other field left out it is the overlay of an edition that has none."""

    edition: str
    standing: Standing = Standing.LOCAL

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content, so that what was worked out can name what it rested on."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


AnyOverlay = TypeVar("AnyOverlay", bound=Overlay)


def read_overlay(model: type[AnyOverlay], file: str, edition: Edition, root: Path = OVERLAYS) -> AnyOverlay:
    """This function will return the overlay in `file` of the edition's folder, an empty one where none is written.

    Raises `ValueError` (pydantic's, naming the field) for one that is malformed or of another edition.
    """
    return cast("AnyOverlay", _read(model, root / edition.id / file, edition.id))


@lru_cache(maxsize=64)
def _read(model: type[Overlay], path: Path, edition: str) -> Overlay:
    if not path.exists():
        return model(edition=edition)
    tree = read_tree(path)
    if tree.problems:
        raise ValueError(f"{path}: {tree.problems[0]}")
    overlay = model.model_validate(tree.data)
    if overlay.edition != edition:
        raise ValueError(f"{path}: the overlay is of {overlay.edition}, not of {edition}")
    return overlay
