import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paripurna.platform.files.reading import mentions

MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip
DAYS = st.dates(date(1945, 8, 17), date(2100, 12, 31))
DECREE = """WALI KOTA BALIKPAPAN
PROVINSI KALIMANTAN TIMUR
KEPUTUSAN WALI KOTA BALIKPAPAN
NOMOR 188.45-261/2025
TENTANG
GUGUS TUGAS KOTA LAYAK ANAK TAHUN 2025-2029
Mengingat : 1. Undang-Undang Nomor 35 Tahun 2014 tentang Perubahan;
2. Peraturan Daerah Kota Balikpapan Nomor 10 Tahun 2015;

Ditetapkan di Balikpapan
pada tanggal 12 Maret 2025
WALI KOTA BALIKPAPAN,
ttd

RAHMAT HIDAYAT, S.E.
"""
LETTER = """Balikpapan, 3 Nopember 2025
Nomor : 400.2.4/1024/DP3AKB
Lampiran : 1 berkas

a.n. Wali Kota Balikpapan
Sekretaris Daerah,

Dra. Siti Aminah, M.Si.
Pembina Utama Muda
NIP. 19690712 199403 2 004
"""


class TestFindNumbers:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("Nomor 188.45/123/2025", ["188.45/123/2025"]),
            ("NOMOR : 12 TAHUN 2024", ["12 TAHUN 2024"]),
            ("Nomor: 188.45-261/2025 tentang", ["188.45-261/2025"]),
            ("No. 400.2.4/1024/DP3AKB", ["400.2.4/1024/DP3AKB"]),
            ("NOMOR : 463 / 015 / PPPA / IV / 2025", ["463/015/PPPA/IV/2025"]),
            ("Nomor : B-12/M.PPPA/D.III/07/2025.", ["B-12/M.PPPA/D.III/07/2025"]),
            ("NOM0R : I2 TAHUN 2024", ["12 TAHUN 2024"]),
            ("Undang-Undang Nomor 35 Tahun 2014 dan Nomor 17\nTahun 2016", ["35 TAHUN 2014", "17 TAHUN 2016"]),
            ("Peraturan Wali Kota No 7A Tahun 2023", ["7A TAHUN 2023"]),
            ("SOP Nomor 421.9/SOP-02/(DISDIK)/2024", ["421.9/SOP-02"]),
            ("Nomor telepon 0542-123456", []),
            ("Nomor urut 12", []),
            ("kenormoran 1/2", []),
            ("Nomor dan/atau tanggal", []),
        ],
    )
    def test_finds_what_a_document_is_called(self, text, numbers):
        assert [number.words for number in mentions.find_numbers(text)] == numbers

    @given(st.integers(1, 9999), DAYS)
    def test_finds_any_number_of_a_year(self, number, on):
        assert [f.words for f in mentions.find_numbers(f"Perda Nomor {number} Tahun {on.year}")] == [
            f"{number} TAHUN {on.year}"
        ]

    @given(st.lists(st.from_regex(r"[A-Z0-9]{1,6}(\.[0-9]{1,3})?", fullmatch=True), min_size=2, max_size=7))
    def test_finds_any_number_with_slashes(self, parts):
        number = "/".join(["188", *parts])

        assert [found.words for found in mentions.find_numbers(f"NOMOR : {number}\nTENTANG")] == [number]


class TestFindDates:
    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("12 Maret 2025", [date(2025, 3, 12)]),
            ("12-03-2025", [date(2025, 3, 12)]),
            ("2025/03/12", [date(2025, 3, 12)]),
            ("12.3.2025.", [date(2025, 3, 12)]),
            ("01/02/24", [date(2024, 2, 1)]),
            ("3 Nopember 2025 s.d. 5 Pebruari 2026", [date(2025, 11, 3), date(2026, 2, 5)]),
            ("I2 MARET 2O25", [date(2025, 3, 12)]),
            ("tanggal 17\nAgustus\n2025", [date(2025, 8, 17)]),
            ("17 Agt. 2025", [date(2025, 8, 17)]),
            ("31 Februari 2025", []),
            ("99-99-2025", []),
            ("NIP 19690712 199403 2 004", []),
            ("192.168.10.2024.1", []),
            ("Nomor 188.45/12/2025", []),
            ("12 Maret 1825", []),
        ],
    )
    def test_finds_days(self, text, days):
        assert [found.on for found in mentions.find_dates(text)] == days

    @given(
        DAYS,
        st.sampled_from(
            ["{d} {month} {y}", "{d:02}-{m:02}-{y}", "{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d:02}.{m:02}.{y}"]
        ),
    )
    def test_finds_every_day_however_written(self, on, style):
        written = style.format(d=on.day, m=on.month, y=on.year, month=MONTHS[on.month - 1])

        (found,) = mentions.find_dates(f"rapat pada {written} di aula")

        assert (found.on, found.words, found.start) == (on, written, 11)

    @pytest.mark.parametrize("text", [DECREE, LETTER, "Ditetapkan di : Balikpapan\nPada Tanggal : 2 Januari 2024"])
    def test_knows_the_day_of_signing(self, text):
        assert [found.is_signing for found in mentions.find_dates(text)] == [True]

    def test_knows_other_days(self):
        assert not mentions.find_dates("Kegiatan berlangsung dari 2 Januari 2024")[0].is_signing


class TestFindYears:
    @pytest.mark.parametrize(
        ("text", "years"),
        [
            ("Tahun Anggaran 2025", ["2025"]),
            ("TA 2024 dan T.A. 2025", ["2024", "2025"]),
            ("data tahun 2023, 2024", ["2023", "2024"]),
            ("Rp2.025.000", []),
            ("Rp 2025,50", []),
            ("NIP 19690712 199403 2 004", []),
            ("Nomor 188/2024", []),
            ("tahun 1899", []),
        ],
    )
    def test_finds_years_alone(self, text, years):
        assert [found.words for found in mentions.find_years(text)] == years


class TestFindSignatories:
    def test_reads_a_decree(self):
        assert [(who.office, who.name, who.nip) for who in mentions.find_signatories(DECREE)] == [
            ("WALI KOTA BALIKPAPAN", "RAHMAT HIDAYAT, S.E.", "")
        ]

    def test_takes_the_lower_office_of_those_who_sign_for_another(self):
        (who,) = mentions.find_signatories(LETTER)

        assert (who.office, who.name, who.nip) == ("Sekretaris Daerah", "Dra. Siti Aminah, M.Si.", "196907121994032004")

    def test_reads_an_electronic_signature(self):
        text = "Plt. Kepala Dinas Pendidikan,\nDitandatangani secara elektronik oleh:\n\nDr. Budi Santoso, M.Pd\nNIP 197001011995031002"

        (who,) = mentions.find_signatories(text)

        assert (who.name, who.nip) == ("Dr. Budi Santoso, M.Pd", "197001011995031002")

    @pytest.mark.parametrize(
        "text", ["", "Kepala sekolah hadir dalam rapat yang membahas anak.", "Lurah\n\n\n", "Camat\nhal yang kecil"]
    )
    def test_finds_nobody_where_nobody_signed(self, text):
        assert mentions.find_signatories(text) == []


class TestFindRegions:
    NAMES = ["Balikpapan", "Balikpapan Kota", "Damai", "Gunung Bahagia", "Sepinggan", "Sepinggan Baru"]

    @pytest.mark.parametrize(
        ("text", "regions"),
        [
            ("KELURAHAN GUNUNG\nBAHAGIA", ["Gunung Bahagia"]),
            ("Kecamatan Balikpapan Kota", ["Balikpapan Kota"]),
            ("hidup berdamai", []),
            ("Sepinggan, Sepinggan Baru.", ["Sepinggan", "Sepinggan Baru"]),
        ],
    )
    def test_finds_whole_names(self, text, regions):
        assert [found.words for found in mentions.find_regions(text, self.NAMES)] == regions

    def test_finds_none_of_none(self):
        assert mentions.find_regions("Balikpapan", ["", " "]) == []


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text):
    for find in (mentions.find_numbers, mentions.find_dates, mentions.find_years):
        for found in find(text):
            assert 0 <= found.start < len(text)
    for found in mentions.find_signatories(text):
        assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "NOMOR : " + "1/" * 30_000,
        "1 " * 30_000,
        "Kepala " + " " * 30_000,
        "A, " * 30_000,
        "NOMOR " * 20_000,
        "\n" * 40_000,
        "1." * 30_000,
        ("Kepala Dinas\n" + "\n" * 7) * 20_000,
    ],
    ids=["slashes", "digits", "blanks", "names", "marks", "lines", "dots", "offices"],
)
def test_no_text_takes_long(text):
    began = time.perf_counter()

    for find in (mentions.find_numbers, mentions.find_dates, mentions.find_years, mentions.find_signatories):
        find(text)
    mentions.find_regions(text, ["Damai", "Gunung Bahagia"])

    assert time.perf_counter() - began < 10
