"""What a reading's JSON says, and what is made of JSON that says something else."""

from datetime import date

import pytest

from paripurna.platform.files.reading.types import Verdict
from paripurna.rooms.evidence.proof.readings import (
    Found,
    NamedRegion,
    Signature,
    count_differing_bits,
    parse_found,
    parse_picture,
    parse_signatures,
)


def test_reads_what_the_text_names():
    data = {
        "numbers": ["188.45-12/2025"],
        "dates": ["2025-01-06"],
        "years": [2025],
        "regions": [{"code": "64.71", "name": "Kota Balikpapan"}],
        "signatories": ["Wali Kota"],
    }

    assert parse_found(data) == Found(
        ("188.45-12/2025",), (date(2025, 1, 6),), (2025,), (NamedRegion("64.71", "Kota Balikpapan"),), ("Wali Kota",)
    )


@pytest.mark.parametrize(
    "data", [{}, {"numbers": None, "dates": ["kemarin"], "years": ["x"], "regions": [{"code": "1"}]}]
)
def test_leaves_out_what_is_not_as_agreed(data):
    assert parse_found(data) == Found()


def test_takes_an_unknown_signature_for_unreadable():
    rows = [{"verdict": "VALID", "signer": "A"}, {"verdict": "?"}, {}]

    assert parse_signatures(rows) == (
        Signature(Verdict.VALID, "A"),
        Signature(Verdict.UNREADABLE),
        Signature(Verdict.UNREADABLE),
    )


def test_reads_a_picture_signed_as_the_database_keeps_it():
    assert parse_picture(-1) == (1 << 64) - 1
    assert parse_picture(5) == 5
    assert parse_picture(None) is None
    assert count_differing_bits((1 << 64) - 1, 0) == 64
