"""Signs that a text tells of a child, and numbers that are made unreadable."""

from datetime import date

import pytest

from paripurna.rooms.evidence.suspicion import MASK, counts_for, find_suspicions, mask_niks
from paripurna.rooms.evidence.types import DocumentKind, Suspicion

ON = date(2026, 11, 23)
OF_A_BOY, OF_A_GIRL, OF_A_MAN = "6471051203150001", "6471055203150002", "6471051203800003"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"NIK {OF_A_BOY}", (Suspicion.IDENTITY,)),
        (f"NIK: {OF_A_GIRL}.", (Suspicion.IDENTITY,)),
        ("6471 0512 0315 0001", (Suspicion.IDENTITY,)),
        (f"ketua panitia, NIK {OF_A_MAN}", ()),
        ("NIP 197001012000031001", ()),  # eighteen digits
        ("rekening 9999999999999999", ()),  # no day of birth
        ("Kutipan Akta Kelahiran", (Suspicion.BIRTH,)),
        ("akta kelahiran a.n. Budi", (Suspicion.BIRTH,)),
        ("cakupan akta kelahiran 98 persen", ()),
        ("Visum et repertum", (Suspicion.MEDICAL,)),
        ("rekam medis pasien", (Suspicion.MEDICAL,)),
        ("BAP saksi", (Suspicion.POLICE,)),
        ("berita acara pemeriksaan barang", ()),
        ("Laporan Polisi nomor LP/12", (Suspicion.POLICE,)),
        ("Keputusan Wali Kota tentang gugus tugas", ()),
    ],
)
def test_finds_signs_and_leaves_ordinary_papers_alone(text, found):
    assert find_suspicions(text, on=ON) == found


@pytest.mark.parametrize("number", [OF_A_BOY, OF_A_MAN, "6471 0512 0315 0001"])
def test_keeps_no_population_number(number):
    assert mask_niks(f"NIK {number}, Balikpapan") == f"NIK {MASK}, Balikpapan"


def test_keeps_other_numbers():
    assert mask_niks("NIP 197001012000031001 nomor 188.45/12/2025") == "NIP 197001012000031001 nomor 188.45/12/2025"


def test_words_count_for_nothing_in_rules_and_numbers_count_everywhere():
    assert not counts_for(Suspicion.MEDICAL, DocumentKind.SOP)
    assert counts_for(Suspicion.MEDICAL, DocumentKind.REPORT)
    assert counts_for(Suspicion.IDENTITY, DocumentKind.SOP)
