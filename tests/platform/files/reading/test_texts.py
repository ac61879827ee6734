import pytest

from paripurna.platform.files.reading import texts
from paripurna.platform.files.reading.types import MAX_CELLS, MAX_CHARACTERS, MAX_PAGES, Cell, Trouble, Unread
from paripurna.platform.files.types import MediaType
from tests.platform.files.reading import made

pytestmark = pytest.mark.django_db


def pages_of(file):
    return [(page.number, page.text) for page in texts.read_text(file).pages]


def trouble_of(file):
    with pytest.raises(Unread) as unread:
        texts.read_text(file)
    return unread.value.trouble


class TestReadText:
    def test_reads_the_text_layer_page_by_page(self, stored):
        file = stored(made.pdf(["NOMOR : 12 TAHUN 2024\nTentang Kota Layak Anak", "halaman kedua"]), MediaType.PDF)

        assert pages_of(file) == [(1, "NOMOR : 12 TAHUN 2024\nTentang Kota Layak Anak"), (2, "halaman kedua")]

    def test_says_how_much_of_a_page_is_a_picture(self, stored):
        bare = texts.read_text(stored(made.pdf(["teks"]), MediaType.PDF)).pages[0]
        covered = texts.read_text(stored(made.pdf([""], picture=made.scan(size=(200, 280))), MediaType.PDF)).pages[0]

        assert (bare.picture_share, covered.picture_share) == (0, 1)
        assert covered.text == ""

    def test_reads_a_letter_with_its_letterhead_tables_and_pages(self, stored):
        content = made.word(
            "Daftar hadir",
            "",
            "Lampiran",
            table=[["No", "Kelurahan"], ["1", "Gunung Bahagia"]],
            letterhead="PEMERINTAH KOTA BALIKPAPAN",
        )

        text = texts.read_text(stored(content, MediaType.DOCX))

        assert [page.number for page in text.pages] == [1, 2]
        assert text.pages[0].text.startswith("PEMERINTAH KOTA BALIKPAPAN\nDaftar hadir")
        assert "No\tKelurahan\n1\tGunung Bahagia" in text.pages[1].text

    def test_reads_an_open_document(self, stored):
        body = (
            "<text:h>Berita acara</text:h><text:p>Forum<text:s text:c='2'/>anak<text:tab/>hadir<text:line-break/>semua</text:p>"
            "<text:tracked-changes><text:p>dihapus</text:p></text:tracked-changes><text:soft-page-break/>"
            "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
            "<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>"
        )

        assert pages_of(stored(made.opendocument(body), MediaType.ODT)) == [
            (1, "Berita acara\nForum  anak\thadir\nsemua"),
            (2, "1\t2"),
        ]

    def test_reads_slides_in_the_order_they_are_shown(self, stored):
        assert pages_of(stored(made.slides("pembukaan", "isi", ""), MediaType.PPTX)) == [
            (1, "pembukaan"),
            (2, "isi"),
            (3, ""),
        ]

    def test_reads_cells_with_their_references(self, stored):
        content = made.workbook(Anak=[["Kelurahan", "Anak"], ["Damai", 1204.0], ["", 2.5]], Kosong=[])

        text = texts.read_text(stored(content, MediaType.XLSX))

        assert [(page.number, page.name) for page in text.pages] == [(1, "Anak"), (2, "Kosong")]
        assert text.pages[0].text == "Kelurahan\tAnak\nDamai\t1204\n\t2.5"
        assert text.pages[0].cells[-2:] == (Cell("B2", "1204"), Cell("B3", "2.5"))

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"Kelurahan;Anak\nDamai;12", "Kelurahan\tAnak\nDamai\t12"),
            ("\ufeffnama,umur\nBudi,7".encode(), "nama\tumur\nBudi\t7"),
            ("caf\u00e9;1".encode("cp1252"), "caf\u00e9\t1"),
        ],
    )
    def test_reads_tables_of_text(self, stored, content, said):
        assert pages_of(stored(content, MediaType.CSV)) == [(1, said)]

    def test_reads_plain_text_without_what_nobody_sees(self, stored):
        assert pages_of(stored("satu\r\n\u202edua\x00\ftiga\xad".encode(), MediaType.TEXT)) == [
            (1, "satu\ndua"),
            (2, "tiga"),
        ]

    def test_finds_nothing_to_read_in_a_picture(self, stored):
        text = texts.read_text(stored(made.as_bytes(made.scan(size=(40, 60))), MediaType.PNG))

        assert (text.pages, text.page_count) == ((), 1)


class TestBounds:
    def test_stops_after_many_pages_and_says_so(self, stored):
        text = texts.read_text(stored(made.empty_pdf(20_000), MediaType.PDF))

        assert (len(text.pages), text.page_count, text.is_cut) == (MAX_PAGES, 20_000, True)

    @pytest.mark.parametrize("kind", [MediaType.TEXT, MediaType.CSV])
    def test_stops_in_a_hundred_megabytes_of_text(self, stored, kind):
        line = b"anak berhak atas perlindungan, " * 33 + b"\n"

        text = texts.read_text(stored(line * (100 * 1024**2 // len(line)), kind))

        assert text.is_cut
        assert MAX_CHARACTERS - len(line) <= len(text.whole) <= MAX_CHARACTERS

    def test_stops_after_many_cells(self, stored):
        rows = "\n".join(f"{number};anak" for number in range(MAX_CELLS))

        text = texts.read_text(stored(rows.encode(), MediaType.CSV))

        assert (len(text.pages[0].cells), text.is_cut) == (MAX_CELLS, True)

    @pytest.mark.parametrize(
        ("content", "kind", "trouble"),
        [
            (made.bomb_document, MediaType.DOCX, Trouble.BROKEN),
            (made.broken_document, MediaType.DOCX, Trouble.BROKEN),
            (made.heavy_document, MediaType.DOCX, Trouble.TOO_HEAVY),
            (made.far_cell_workbook, MediaType.XLSX, Trouble.TOO_HEAVY),
            (made.locked_pdf, MediaType.PDF, Trouble.LOCKED),
            (lambda: b"%PDF-1.7 rusak", MediaType.PDF, Trouble.BROKEN),
            (lambda: b"PK\x03\x04 rusak", MediaType.ODT, Trouble.BROKEN),
            (lambda: made.zipped({"lain.xml": "<a/>"}), MediaType.DOCX, Trouble.KIND),
            (lambda: b"PK\x03\x04 rusak", MediaType.ODS, Trouble.BROKEN),
        ],
        ids=[
            "entity bomb",
            "broken XML",
            "heavy part",
            "far cell",
            "locked",
            "broken PDF",
            "broken zip",
            "other",
            "ods",
        ],
    )
    def test_says_why_a_file_was_not_read(self, stored, content, kind, trouble):
        assert trouble_of(stored(content(), kind)) == trouble

    def test_reads_deep_nesting_or_says_so(self, stored):
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        deep = f"<w:document {space}>{'<w:r>' * 100_000}{'</w:r>' * 100_000}<w:p><w:t>isi</w:t></w:p></w:document>"
        file = stored(made.zipped({"word/document.xml": deep}), MediaType.DOCX)

        assert pages_of(file) == [(1, "isi")]
