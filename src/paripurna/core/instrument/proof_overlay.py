"""Which kinds of documents prove what an edition asks for: an overlay beside the edition, with a hash of its own.

Kinds of documents are codes of the room that keeps them; this module knows no document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.yaml_tree import read_tree

OVERLAYS = Path(__file__).resolve().parents[2] / "editions" / "overlays"
FILE = "proof.yaml"


class ProofOverlay(BaseModel):
    """`accepts` maps a kind of proof of the edition to the kinds of documents that may be it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: str
    standing: Standing = Standing.LOCAL
    accepts: Mapping[str, tuple[str, ...]] = {}
    in_answer: tuple[str, ...] = ()  # given in the answer itself: a note

    @property
    def hash(self) -> str:
        """SHA-256 over the content, so that a judgement of proof can name what it rested on."""
        content = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    def may_prove(self, document_kind: str, proof_kind: str) -> bool:
        """This function will tell whether a document of that kind may be what is asked for.

        A kind of proof that the overlay does not name is proved by any document.
        """
        accepted = self.accepts.get(proof_kind)
        return accepted is None or document_kind in accepted

    def choose_kind(self, document_kind: str, wanted: tuple[str, ...]) -> str:
        """This function will return the wanted kind of proof that fits the document most closely, or ""."""
        fitting = [kind for kind in wanted if kind not in self.in_answer and self.may_prove(document_kind, kind)]
        return min(fitting, key=lambda kind: len(self.accepts.get(kind, range(1000))), default="")


def get_proof_overlay(edition: Edition, root: Path = OVERLAYS) -> ProofOverlay:
    """This function will return the overlay of the edition, or one that accepts anything where none is written.

    Raises `ValueError` (pydantic's, naming the field) for an overlay that is malformed or of another edition.
    """
    return _load(root / edition.id / FILE, edition.id)


@lru_cache(maxsize=32)
def _load(file: Path, edition: str) -> ProofOverlay:
    if not file.exists():
        return ProofOverlay(edition=edition)
    tree = read_tree(file)
    if tree.problems:
        raise ValueError(f"{file}: {tree.problems[0]}")
    overlay = ProofOverlay.model_validate(tree.data)
    if overlay.edition != edition:
        raise ValueError(f"{file}: the overlay is of {overlay.edition}, not of {edition}")
    return overlay
