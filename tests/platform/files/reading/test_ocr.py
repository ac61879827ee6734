import pytest

from paripurna.platform.files.reading import ocr, texts
from paripurna.platform.files.reading.types import OcrState, Text, TextPage, Trouble
from paripurna.platform.files.types import MediaType
from tests.platform.files.reading import made

pytestmark = pytest.mark.django_db
SENTENCE = "Setiap anak berhak atas perlindungan dari kekerasan dan diskriminasi."


class TestListPagesToRead:
    @pytest.mark.parametrize(
        ("page", "is_scan"),
        [
            (TextPage(1, SENTENCE), False),
            (TextPage(1, ""), True),
            (TextPage(1, "- 3 -"), True),
            (TextPage(1, SENTENCE, picture_share=0.98), True),
            (TextPage(1, SENTENCE * 10, picture_share=0.98), False),
            (TextPage(1, "Wklv lv qrw zkdw vwdqgv khuh dqg pqrx xvwbn" * 2), True),
            (TextPage(1, "\uf041\uf042\uf043 \uf044\uf045 \uf046\uf047" * 10), True),
            (TextPage(1, "No 1 2 3 4 5 Jumlah 12.045 13.100 Anak laki-laki Perempuan"), False),
        ],
        ids=[
            "text",
            "empty",
            "number",
            "stamp on a scan",
            "scan with a text layer",
            "shifted letters",
            "own letters",
            "table",
        ],
    )
    def test_knows_a_scan(self, page, is_scan):
        assert ocr.list_pages_to_read(Text((page,), 1)) == ([1] if is_scan else [])

    def test_wants_to_read_a_picture(self):
        assert ocr.list_pages_to_read(Text((), 1)) == [1]


class TestWithout:
    def test_says_that_the_program_is_missing(self, stored, monkeypatch):
        monkeypatch.setattr(ocr.shutil, "which", lambda _name: None)
        file = stored(made.as_bytes(made.scan(size=(60, 80))), MediaType.PNG)

        assert (ocr.is_available(), ocr.find_state()) == (False, OcrState.NO_PROGRAM)
        assert ocr.read_scan(file, [1]).state == OcrState.NO_PROGRAM

    def test_says_that_the_language_is_missing(self, monkeypatch):
        monkeypatch.setattr(ocr.shutil, "which", lambda _name: "/usr/bin/tesseract")
        monkeypatch.setattr(ocr, "_languages", lambda _program: frozenset({"eng"}))

        assert ocr.find_state() == OcrState.NO_LANGUAGE


@pytest.mark.usefixtures("tesseract")
class TestReadScan:
    def test_reads_scanned_pages_and_tells_of_each(self, stored):
        file = stored(made.pdf(["", "teks " * 100, ""], picture=made.scan(noise=0.03)), MediaType.PDF)
        wanted, told = ocr.list_pages_to_read(texts.read_text(file)), []

        read = ocr.read_scan(file, wanted, told=lambda done, total: told.append((done, total)))

        assert (read.state, [page.number for page in read.pages], told) == (
            OcrState.READY,
            [1, 2, 3],
            [(1, 3), (2, 3), (3, 3)],
        )
        assert "188.45/123/2025" in read.pages[0].text
        assert "perlindungan dari kekerasan" in read.pages[0].text
        assert read.pages[0].confidence > 80

    def test_reads_a_page_that_lies_on_its_side(self, stored):
        lying = made.scan().rotate(90, expand=True, fillcolor=246)

        read = ocr.read_scan(stored(made.as_bytes(lying), MediaType.PNG), [1])

        assert "PEMERINTAH KOTA BALIKPAPAN" in read.pages[0].text

    def test_goes_on_after_a_page_that_is_not_there(self, stored):
        file = stored(made.pdf([""]), MediaType.PDF)

        read = ocr.read_scan(file, [9, 1])

        assert [(page.number, page.trouble, page.word_count) for page in read.pages] == [
            (9, Trouble.NO_PAGE, 0),
            (1, None, 0),
        ]

    def test_stops_when_it_is_told_to(self, stored):
        def stop(_done, _total):
            raise InterruptedError

        with pytest.raises(InterruptedError):
            ocr.read_scan(stored(made.pdf([""]), MediaType.PDF), [1], told=stop)
