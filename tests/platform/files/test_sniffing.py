import os

import pytest
from PIL import Image

from paripurna.platform.files.sniffing import media_type_of
from paripurna.platform.files.types import FileRefused, MediaType, Refusal
from tests.platform.files import samples


@pytest.fixture
def judge(tmp_path):
    def judge(content, name="berkas"):
        file = tmp_path / "content"
        file.write_bytes(content)
        return media_type_of(file, name)

    return judge


class TestMediaTypeOf:
    def test_of_a_photo_of_300_megabytes_is_refused_with_its_limit(self, tmp_path):
        photo = tmp_path / "foto.jpg"
        photo.write_bytes(samples.jpeg())
        os.truncate(photo, 300 * 1024**2)  # sparse: nothing is written

        with pytest.raises(FileRefused) as refused:
            media_type_of(photo, "foto.jpg")

        assert (refused.value.reason, refused.value.params) == (Refusal.TOO_LARGE, {"limit": 100})

    @pytest.mark.parametrize(
        ("content", "name", "kind"),
        [
            (samples.pdf(), "sk.pdf", MediaType.PDF),
            (samples.pdf(), "sk.jpg", MediaType.PDF),
            (samples.jpeg(), "foto.jpg", MediaType.JPEG),
            (samples.picture("PNG", "RGBA"), "foto.jpg", MediaType.PNG),
            (samples.picture("WEBP"), "foto.webp", MediaType.WEBP),
            (samples.workbook(), "isian.xlsx", MediaType.XLSX),
            (samples.document(), "notulen.docx", MediaType.DOCX),
            (samples.document("presentationml.presentation.main+xml"), "paparan.pptx", MediaType.PPTX),
            (samples.archive(mimetype=MediaType.ODT.encode()), "notulen.odt", MediaType.ODT),
            (b"nomor;nilai\r\n1;5\r\n", "isian.csv", MediaType.CSV),
            ("Catatan rapat — 3 Maret".encode(), "catatan.txt", MediaType.TEXT),
            ("Jumlah caf\xe9".encode("cp1252"), "catatan", MediaType.TEXT),
            (b'{"a": [1]}', "isian.json", MediaType.JSON),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_is_told_by_the_content(self, judge, content, name, kind):
        assert judge(content, name) == kind

    @pytest.mark.parametrize(
        ("content", "name", "reason"),
        [
            (b"", "kosong.pdf", Refusal.EMPTY),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "logo.svg", Refusal.KIND),
            (b"\n <!DOCTYPE html><p>", "halaman.txt", Refusal.KIND),
            (b"<?xml version='1.0'?><a/>", "data.xml", Refusal.KIND),
            (b"MZ\x90\x00\x03" + bytes(200), "sk.pdf", Refusal.KIND),
            (b"\x7fELF\x02\x01\x01" + bytes(200), "sk.pdf", Refusal.KIND),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "lama.xls", Refusal.KIND),
            (samples.archive(**{"foto.jpg": b"1"}), "foto.zip", Refusal.KIND),
            (samples.JAVASCRIPT_PDF, "sk.pdf", Refusal.ACTIVE),
            (samples.document(**{"word/vbaProject.bin": b"1"}), "makro.docx", Refusal.ACTIVE),
            (samples.document(**{"word/activeX/run.js": b"1"}), "skrip.docx", Refusal.ACTIVE),
            (samples.document("ms-excel.sheet.macroEnabled.main+xml"), "makro.xlsx", Refusal.ACTIVE),
            (b"%PDF-1.7\nbukan pdf", "sk.pdf", Refusal.BROKEN),
            (samples.jpeg()[:40], "foto.jpg", Refusal.BROKEN),
            (samples.workbook()[:900], "isian.xlsx", Refusal.BROKEN),
            (samples.document("spreadsheetml.sheet.main+xml"), "isian.xlsx", Refusal.BROKEN),
            (b'{"a": ', "isian.json", Refusal.BROKEN),
            (b"[" * 100_000, "isian.json", Refusal.BROKEN),
            (samples.document(**{"word/document.xml": bytes(5_000_000)}), "bom.docx", Refusal.BOMB),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_refuses(self, judge, content, name, reason):
        with pytest.raises(FileRefused) as refused:
            judge(content, name)

        assert refused.value.reason == reason
        assert str(refused.value)

    def test_refuses_a_picture_that_unpacks_to_too_much(self, judge, monkeypatch):
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)

        with pytest.raises(FileRefused) as refused:
            judge(samples.jpeg())

        assert refused.value.reason == Refusal.BOMB
