"""Which kinds of documents prove what an edition asks for."""

from paripurna.core.instrument.proof_overlay import ProofOverlay, get_proof_overlay
from paripurna.core.instrument.shelf import get_edition
from paripurna.rooms.evidence.types import DocumentKind


def test_names_only_kinds_that_there_are():
    edition = get_edition("kla-2024")
    overlay = get_proof_overlay(edition)

    assert set(overlay.accepts) | set(overlay.in_answer) == {kind.code for kind in edition.evidence_kinds}
    assert {kind for kinds in overlay.accepts.values() for kind in kinds} <= set(DocumentKind)


def test_accepts_anything_where_nothing_is_written(tmp_path):
    overlay = get_proof_overlay(get_edition("kla-2024"), tmp_path)

    assert overlay.may_prove("PHOTO", "document")


def test_chooses_the_closest_kind():
    overlay = ProofOverlay(
        edition="uji", accepts={"document": ("DECREE", "REPORT"), "sk": ("DECREE",)}, in_answer=("note",)
    )

    assert overlay.choose_kind("DECREE", ("note", "document", "sk")) == "sk"
    assert overlay.choose_kind("PHOTO", ("note", "document", "sk")) == ""
