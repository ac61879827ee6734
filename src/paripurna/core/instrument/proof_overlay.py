"""Which kinds of documents prove what an edition asks for: an overlay beside the edition, with a hash of its own.

Kinds of documents are codes of the room that keeps them; this module knows no document.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay, read_overlay

FILE = "proof.yaml"


class ProofOverlay(Overlay):
    """`accepts` maps a kind of proof of the edition to the kinds of documents that may be it."""

    accepts: Mapping[str, tuple[str, ...]] = {}
    in_answer: tuple[str, ...] = ()  # given in the answer itself: a note

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
    return read_overlay(ProofOverlay, FILE, edition, root)
