"""A pack from the asking to the archive: what is in it, what is not, and what it says of itself."""

import io
from datetime import date
from zipfile import ZipFile

import openpyxl
import pypdf
import pytest

from paripurna.platform.bags.checking import check_bag
from paripurna.platform.files import store
from paripurna.rooms.evidence import actions, packs
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.packing import writing
from paripurna.rooms.evidence.packing.types import PackState, Placing
from paripurna.rooms.evidence.types import DocumentKind
from tests.factories.evidence import NOW, link, make_document, make_file
from tests.platform.files import samples

pytestmark = pytest.mark.django_db

FOLDER = "1 Kelembagaan/01 Indikator 1"


@pytest.fixture
def decree(sheet, secretary):
    """Proves two questions of indicator 1 and one of indicator 2."""
    file = make_file(samples.pdf(), "sk.pdf")
    document = make_document(sheet.city, by=secretary, file=file, title="SK Gugus Tugas", number="188.45/71/2024")
    for number in ("1.1", "1.2", "2.1"):
        link(document, sheet, number, by=secretary, place="hlm. 3")
    return document


def archive_of(pack):
    return store.opened(store.key_of(pack.file.hash))


def contents_of(pack):
    """Paths below the pack's folder, and what lies there."""
    with archive_of(pack) as path, ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def index_of(pack, sheet="Indeks"):
    book = openpyxl.load_workbook(io.BytesIO(contents_of(pack)["data/indeks.xlsx"]), read_only=True)
    heads, *rows = list(book[sheet].iter_rows(values_only=True))
    return [{head: value or "" for head, value in zip(heads, row, strict=True)} for row in rows]


class TestContents:
    def test_is_a_whole_bag_in_the_order_of_the_form(self, make, decree):
        pack = make()

        with archive_of(pack) as path:
            report = check_bag(path)
        assert report.is_whole
        assert (report.hash, report.manifest_hash) == (pack.file.hash, pack.manifest_hash)
        assert report.info["External-Description"].startswith("Data dukung Evaluasi 2025, Evaluasi mandiri")
        assert [name for name in contents_of(pack) if name.startswith("data/")] == [
            f"data/{FOLDER}/00 Sampul indikator 1.pdf",
            f"data/{FOLDER}/1.1/1.1 - SK Gugus Tugas - 188.45-71-2024.pdf",
            f"data/{FOLDER}/1.2/1.2 - SK Gugus Tugas - 188.45-71-2024.txt",
            "data/2 Klaster I/02 Indikator 2/00 Sampul indikator 2.pdf",
            "data/2 Klaster I/02 Indikator 2/2.1/2.1 - SK Gugus Tugas - 188.45-71-2024.txt",
            "data/indeks.xlsx",
        ]

    def test_holds_a_document_of_many_questions_once_and_says_where(self, make, decree):
        contents = contents_of(make())

        where = f"data/{FOLDER}/1.1/1.1 - SK Gugus Tugas - 188.45-71-2024.pdf"
        assert contents[where] == samples.pdf()
        note = contents["data/2 Klaster I/02 Indikator 2/2.1/2.1 - SK Gugus Tugas - 188.45-71-2024.txt"].decode()
        assert where in note

    def test_holds_a_copy_at_every_question_where_that_is_asked_for(self, make, decree):
        contents = contents_of(make(placing=Placing.EACH))

        copies = [name for name, content in contents.items() if content == samples.pdf()]
        assert len(copies) == 3
        assert all(name.endswith(".pdf") for name in copies)

    def test_a_document_of_two_kinds_of_proof_lies_at_its_question_once(self, make, decree, sheet, secretary):
        link(decree, sheet, "1.1", by=secretary, kind="foto")

        assert len([name for name in contents_of(make()) if "/1.1/" in name]) == 1

    def test_tells_documents_of_the_same_name_apart(self, make, sheet, secretary):
        for _time in range(2):
            link(make_document(sheet.city, by=secretary, title="SK", number="1"), sheet, "1.1", by=secretary)

        names = [name.rpartition("/")[2] for name in contents_of(make()) if "/1.1/" in name]

        assert names == ["1.1 - SK - 1.txt", "1.1 - SK - 1 (2).txt"]

    def test_holds_the_address_of_a_page(self, make, sheet, secretary):
        page = make_document(
            sheet.city, by=secretary, kind=DocumentKind.LINK, link="https://contoh.go.id/kla", title="Laman", number=""
        )
        link(page, sheet, "1.1", by=secretary)

        content = contents_of(make())[f"data/{FOLDER}/1.1/1.1 - Laman.url"]

        assert content == b"[InternetShortcut]\r\nURL=https://contoh.go.id/kla\r\n"

    def test_holds_photos_without_what_the_camera_noted(self, make, sheet, secretary):
        photo = make_document(
            sheet.city,
            by=secretary,
            file=make_file(samples.jpeg(), "foto.jpg"),
            kind=DocumentKind.PHOTO,
            title="Foto",
            number="",
        )
        link(photo, sheet, "1.1", by=secretary)

        content = contents_of(make())[f"data/{FOLDER}/1.1/1.1 - Foto.jpg"]

        assert content.startswith(b"\xff\xd8")
        assert b"Exif" not in content

    def test_has_a_cover_for_each_indicator(self, make, decree):
        cover = contents_of(make())[f"data/{FOLDER}/00 Sampul indikator 1.pdf"]

        reader = pypdf.PdfReader(io.BytesIO(cover))
        text = reader.pages[0].extract_text()
        assert "Evaluasi mandiri" in text
        assert "SK Gugus Tugas" in text
        assert "/StructTreeRoot" in reader.trailer["/Root"]

    def test_says_that_it_is_an_example(self, make, decree, sheet):
        sheet.is_example = True
        sheet.save()

        pack = make()

        contents = contents_of(pack)
        assert pack.filename.startswith("CONTOH-paket-balikpapan-em-2026")
        assert contents["README.txt"].startswith(b"CONTOH")
        assert b"CONTOH" in contents["bag-info.txt"]


class TestIndex:
    def test_tells_question_proof_document_place_hash_and_findings(self, make, decree):
        row = index_of(make())[0]

        assert row["Pertanyaan"] == "1.1"
        assert row["Jenis diminta"] == "✓ Surat keputusan"
        assert (row["Dokumen"], row["Sebagai"], row["Halaman"]) == ("SK Gugus Tugas", "Surat keputusan", "hlm. 3")
        assert (row["Nomor"], row["Tanggal"]) == ("188.45/71/2024", "6 Januari 2025")
        assert row["SHA-256"] == decree.current.file.hash
        assert row["Tempat dalam paket"].endswith("1.1 - SK Gugus Tugas - 188.45-71-2024.pdf")

    def test_tells_every_question_also_without_proof(self, make, decree):
        assert [row["Pertanyaan"] for row in index_of(make())] == [
            *("1.1", "1.2", "1.3", "1.4", "1.5"),
            *("2.1", "2.2", "2.3", "2.4"),
        ]

    def test_keeps_what_looks_like_a_formula_a_text(self, make, sheet, secretary):
        document = make_document(sheet.city, by=secretary, title='=HYPERLINK("http://jahat")', number="+1")
        link(document, sheet, "1.1", by=secretary)

        book = openpyxl.load_workbook(io.BytesIO(contents_of(make())["data/indeks.xlsx"]))

        assert {cell.data_type for row in book["Indeks"].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


class TestLeavingOut:
    def test_lists_what_stayed_and_why(self, make, decree, sheet, secretary):
        children = make_document(sheet.city, by=secretary, title="Foto Budi", child_content="FACES")
        secret = make_document(sheet.city, by=secretary, title="Nota rahasia", confidentiality="CONFIDENTIAL")
        withdrawn = make_document(sheet.city, by=secretary, title="SK lama")
        for document in (children, secret, withdrawn):
            link(document, sheet, "1.3", by=secretary)
        actions.withdraw_document(document=withdrawn, reason="diganti", by=secretary, at=NOW)

        pack = make()

        assert {row["why"] for row in pack.left_out} == {"CHILDREN", "CONFIDENTIAL", "WITHDRAWN"}
        assert pack.document_count == 1
        told = {row["Sebab"]: row["Dokumen"] for row in index_of(pack, "Tidak ikut")}
        assert told["ditarik"] == "SK lama"
        everything = b"".join(contents_of(pack).values()) + str(index_of(pack)).encode()
        assert b"Foto Budi" not in everything
        assert b"Nota rahasia" not in everything

    def test_confidential_ones_leave_redacted_where_that_is_asked_for(self, make, sheet, secretary):
        original, redacted = make_file(b"isi rahasia lengkap"), make_file(b"isi [disamarkan]")
        secret = make_document(
            sheet.city, by=secretary, file=original, title="Nota", number="", confidentiality="CONFIDENTIAL"
        )
        bare = make_document(sheet.city, by=secretary, title="Nota lain", confidentiality="CONFIDENTIAL")
        for document in (secret, bare):
            link(document, sheet, "1.1", by=secretary)
        actions.bring_redaction(document=secret, file=redacted, filename="nota.txt", by=secretary, at=NOW)

        pack = make(with_confidential=True)

        contents = contents_of(pack)
        assert contents[f"data/{FOLDER}/1.1/1.1 - Nota.txt"] == b"isi [disamarkan]"
        assert b"isi rahasia lengkap" not in contents.values()
        assert [row["why"] for row in pack.left_out] == ["UNREDACTED"]
        assert pack.documents.get().is_redacted

    def test_shows_the_instant_at_which_it_was_read(self, ask, decree, secretary, work, monkeypatch):
        """What is withdrawn while the pack is written was standing when it was read, and is in it."""
        pack, draw = ask(), writing.draw_cover

        def withdraw_meanwhile(*words):
            if Document.objects.get(pk=decree.pk).state == "CURRENT":
                actions.withdraw_document(document=decree, reason="diganti yang baru", by=secretary, at=NOW)
            return draw(*words)

        monkeypatch.setattr(writing, "draw_cover", withdraw_meanwhile)
        pack = work(pack)

        assert packs.state_of(pack) is PackState.READY
        assert pack.document_count == 1
        assert pack.read_at <= pack.made_at

    def test_is_not_kept_when_a_document_is_restricted_meanwhile(self, ask, decree, work, monkeypatch):
        pack, draw = ask(), writing.draw_cover

        def restrict_meanwhile(*words):
            Document.objects.update(child_content="FACES")
            return draw(*words)

        monkeypatch.setattr(writing, "draw_cover", restrict_meanwhile)
        pack = work(pack)

        assert packs.state_of(pack) is PackState.FAILED
        assert pack.progress.message_code == "evidence.pack_restricted"
        assert not pack.documents.exists()

    def test_an_expired_document_is_packed_with_its_finding(self, make, sheet, secretary):
        old = make_document(
            sheet.city, by=secretary, title="SK lama", valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1)
        )
        link(old, sheet, "1.1", by=secretary)

        row = index_of(make())[0]

        assert row["Temuan"]
        assert row["Tempat dalam paket"]


class TestStore:
    def test_keeps_the_archive_outside_the_limit_of_uploads(self, make, decree, settings):
        settings.FILES_MAX_BYTES = 10

        assert make().file.media_type == "application/zip"

    def test_two_packs_of_one_snapshot_are_told_apart(self, make, decree, another):
        first, second = make(), make(by=another)

        assert first.code != second.code
        for pack in (first, second):
            with archive_of(pack) as path:
                assert check_bag(path).is_whole
