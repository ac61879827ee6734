import io
from datetime import date

import pytest
from openpyxl import Workbook

from paripurna.platform.tables.previews import PreviewGone
from paripurna.rooms.network.importing import read_agencies, read_token, sign_agencies
from paripurna.rooms.network.types import AgencyKind
from tests.factories.regions import make_city

TODAY = date(2026, 11, 24)


def read(text, encoding="utf-8"):
    return read_agencies(text.encode(encoding), within="64.71", valid_from=TODAY)


class TestReadAgencies:
    def test_reads_our_columns_in_any_order(self):
        preview = read("nama,singkatan,jenis,sejak,telepon\nDinas Kesehatan,DKK,OPD,2020-01-01,0542-1\n")

        (draft,) = preview.drafts
        assert (draft.code, draft.kind, draft.valid_from) == ("dkk", AgencyKind.OPD, date(2020, 1, 1))
        assert draft.contact_phone == "0542-1"

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
    def test_reads_what_spreadsheets_save(self, encoding):
        (draft,) = read("singkatan;nama;jenis\r\nKopi;Café Anak;mitra\r\n", encoding).drafts

        assert (draft.name, draft.kind, draft.valid_from) == ("Café Anak", AgencyKind.PARTNER, TODAY)

    def test_reads_our_own_workbook_with_a_date_and_a_number_in_it(self):
        table = [
            ["singkatan", "nama", "jenis", "sejak", "telepon"],
            ["DKK", "Dinas", "OPD", date(2020, 1, 1), 54212345],
        ]
        book = Workbook()
        for row in table:
            book.active.append(row)
        file = io.BytesIO()
        book.save(file)

        (draft,) = read_agencies(file.getvalue(), within="64.71", valid_from=TODAY).drafts

        assert (draft.valid_from, draft.contact_phone) == (date(2020, 1, 1), "54212345")

    def test_leaves_out_unknown_columns_and_empty_rows(self):
        preview = read("singkatan,nama,jenis,warna\nDKK,Dinas,opd,biru\n,,,\n")

        assert len(preview.drafts) == 1

    @pytest.mark.parametrize(
        ("text", "row", "column"),
        [
            ("", 1, ""),
            ("singkatan,nama\nDKK,Dinas\n", 1, ""),
            ("singkatan,nama,jenis\nDKK,,opd\n", 2, "nama"),
            ("singkatan,nama,jenis\nDKK,Dinas,kantor\n", 2, "jenis"),
            ("singkatan,nama,jenis,sejak\nDKK,Dinas,opd,31/1/2020\n", 2, "sejak"),
            ("singkatan,nama,jenis,surel\nDKK,Dinas,opd,bukan\n", 2, "surel"),
            ("singkatan,nama,jenis\nDKK,Dinas,opd\nDKK,Dinas,opd\n", 3, "kode"),
            ("singkatan,nama,jenis\n***,Dinas,opd\n", 2, "kode"),
            (f"singkatan,nama,jenis\nDKK,{'a' * 201},opd\n", 2, "nama"),
            ("singkatan,nama,jenis\n" + "\n".join(f"A{n},Dinas,opd" for n in range(1001)), 1, ""),
            ("\x00\x01PK\x03\x04", 1, ""),
        ],
        ids=["empty", "column", "cell", "kind", "date", "email", "twice", "code", "long", "many", "binary"],
    )
    def test_names_row_and_column_of_a_problem_and_takes_nothing(self, text, row, column):
        preview = read(text)

        assert preview.drafts == ()
        assert (preview.problems[0].row, preview.problems[0].column) == (row, column)


def test_a_preview_is_for_its_own_city_and_person(city, secretary):
    drafts = read("singkatan,nama,jenis\nDKK,Dinas,opd\n").drafts
    token = sign_agencies(drafts, city, secretary)

    assert read_token(token, city, secretary) == drafts
    with pytest.raises(PreviewGone):
        read_token(token, make_city("64.74", "Kota Bontang", slug="bontang"), secretary)
