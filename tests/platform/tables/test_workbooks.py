"""Workbooks: good ones are read whole, bad ones are refused with a sentence."""

from __future__ import annotations

import io
import struct
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from paripurna.platform.tables import DEFAULT_LIMITS, Format, TableError, read_table
from tests.platform.tables.workbook_files import SHEET_PART, build_sheet_xml, build_workbook, replace_part

SMALL = replace(DEFAULT_LIMITS, unpacked_bytes=2_000_000)
GOOD = build_workbook([["No", "Nilai"], ["1.1", 7.5], ["1.2", "tujuh"]])


def _refuse(data: bytes, limits: object = DEFAULT_LIMITS) -> TableError:
    with pytest.raises(TableError) as caught:
        read_table(data, limits)  # type: ignore[arg-type]
    return caught.value


class TestReadTable:
    def test_reads_values_with_their_addresses(self) -> None:
        table = read_table(GOOD)

        sheet = table.sheets[0]
        assert (table.format, sheet.name, sheet.visible) == (Format.WORKBOOK, "Nilai", True)
        assert [row.cells for row in sheet] == [("No", "Nilai"), ("1.1", Decimal("7.5")), ("1.2", "tujuh")]
        assert (sheet.rows[2].address(1), sheet.rows[2].cell(1), sheet.rows[2].cell(9)) == ("B3", "tujuh", None)

    def test_reads_a_path(self, tmp_path: Path) -> None:
        path = tmp_path / "nilai.xlsx"
        path.write_bytes(GOOD)

        assert read_table(path) == read_table(str(path)) == read_table(GOOD)

    def test_keeps_kinds_of_values_and_drops_empty_rows(self) -> None:
        table = read_table(build_workbook([[0.1 + 0.2, True], [], [date(2024, 5, 1), " ", 12]]))

        rows = table.sheets[0].rows
        assert [(row.number, row.cells) for row in rows] == [
            (1, (Decimal("0.3"), True, None)),
            (3, (date(2024, 5, 1), None, Decimal(12))),
        ]

    def test_names_merged_cells_and_hidden_sheets(self) -> None:
        def change(sheet: Worksheet) -> None:
            sheet.merge_cells("A1:B2")
            sheet.parent.create_sheet("Catatan").sheet_state = "hidden"

        table = read_table(build_workbook([["gabung"]], change))

        assert table.sheets[0].merged == ("A1:B2",)
        assert [(sheet.name, sheet.visible) for sheet in table.sheets] == [("Nilai", True), ("Catatan", False)]

    def test_uses_stored_values_of_formulas_and_counts_them(self) -> None:
        cells = (
            b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>2+2</f></c><c r="C1"><f>3</f><v></v></c>'
            b'<c r="D1"><f t="shared" si="0"/><v/></c><c r="E1"><f t="shared" si="0"/><v>5</v></c></row>'
        )
        table = read_table(replace_part(GOOD, SHEET_PART, build_sheet_xml(cells)))

        assert table.sheets[0].rows[0].cells == (2, None, None, None, 5)
        assert (table.formula_count, table.unsaved_formula_count) == (5, 3)

    def test_counts_cells_that_hold_an_error(self) -> None:
        cells = b'<row r="1"><c r="A1" t="e"><f>B9</f><v>#REF!</v></c><c r="B1" t="n"><v>2</v></c></row>'

        table = read_table(replace_part(GOOD, SHEET_PART, build_sheet_xml(cells)))

        assert (table.sheets[0].rows[0].cells, table.error_count) == ((None, 2), 1)

    def test_counts_formulas_across_chunks(self) -> None:
        cell = b'<c r="A%d"><f>1+1</f></c>'
        rows = b"".join(b'<row r="%d">' % row + cell % row + b"</row>" for row in range(1, 15_001))

        table = read_table(replace_part(GOOD, SHEET_PART, build_sheet_xml(rows)))

        assert (table.formula_count, table.unsaved_formula_count) == (15_000, 15_000)


class TestRefusals:
    def test_a_zip_bomb(self) -> None:
        bomb = replace_part(GOOD, SHEET_PART, build_sheet_xml(b" " * 60_000_000))

        refused = _refuse(bomb, SMALL)

        assert len(bomb) < 100_000
        assert (refused.code, refused.params) == ("UNPACKS_TOO_LARGE", {"limit": 2})

    def test_a_zip_bomb_that_lies_about_its_size(self) -> None:
        honest = replace_part(GOOD, SHEET_PART, build_sheet_xml(b" " * 60_000_000))
        with zipfile.ZipFile(io.BytesIO(honest)) as archive:
            declared = struct.pack("<L", archive.getinfo(SHEET_PART).file_size)
        liar = honest.replace(declared, struct.pack("<L", 900))

        assert _refuse(liar, SMALL).code == "UNPACKS_TOO_LARGE"

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "TOO_MANY_ROWS"),
            (b"<row r='1'><c r = 'XFD1'><v>1</v></c></row>", "TOO_MANY_COLUMNS"),
            (b'<row r="9"><c r="A1"><v>1</v></c><c r="ALL20000"><v>1</v></c></row>', "TOO_MANY_CELLS"),
        ],
    )
    def test_cells_far_away(self, cells: bytes, code: str) -> None:
        limits = replace(DEFAULT_LIMITS, columns=1_000)

        assert _refuse(replace_part(GOOD, SHEET_PART, build_sheet_xml(cells)), limits).code == code

    def test_twenty_megabytes_of_rows(self) -> None:
        row = b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><v>7.5</v></c></row>'
        rows = b"".join(row % (number, number, number) for number in range(1, 300_000))
        data = replace_part(GOOD, SHEET_PART, build_sheet_xml(rows))

        refused = _refuse(data)

        assert len(rows) > 20_000_000
        assert refused.code == "TOO_MANY_ROWS"
        assert refused.in_language("id").startswith("Lembar “sheet1” sampai ke baris ")

    def test_a_file_too_large(self) -> None:
        assert _refuse(GOOD, replace(DEFAULT_LIMITS, file_bytes=100)).code == "FILE_TOO_LARGE"

    def test_too_many_parts(self) -> None:
        assert _refuse(GOOD, replace(DEFAULT_LIMITS, parts=3)).code == "TOO_MANY_PARTS"

    def test_a_password(self) -> None:
        compound = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
        locked = bytearray(GOOD)
        locked[GOOD.index(b"PK\x01\x02") + 8] |= 1

        assert _refuse(compound + "EncryptedPackage".encode("utf-16-le")).code == "ENCRYPTED"
        assert _refuse(bytes(locked)).code == "ENCRYPTED"
        assert _refuse(compound).code == "OLD_WORKBOOK"

    def test_what_is_not_a_workbook(self) -> None:
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")

        codes = [_refuse(data).code for data in (other.getvalue(), b"<html><table>", b"  %PDF-1.7", b'{"a": 1}')]

        assert codes == ["NOT_A_WORKBOOK"] * 4

    @pytest.mark.parametrize(
        "data",
        [
            GOOD[: len(GOOD) // 2],
            b"PK\x03\x04" + b"x" * 50,
            GOOD.replace(b"xl/workbook.xml", b"xl/workbook.xm\0"),
            replace_part(GOOD, SHEET_PART, b"<worksheet><sheetData><row"),
            replace_part(GOOD, "xl/workbook.xml", b"kosong"),
        ],
        ids=["cut", "rubbish", "renamed", "broken sheet", "broken book"],
    )
    def test_what_is_damaged(self, data: bytes) -> None:
        refused = _refuse(data)

        assert refused.code in {"DAMAGED", "NOT_A_WORKBOOK"}
        assert refused.text.id
        assert refused.text.en == str(refused)

    def test_an_unknown_packing(self) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")

        assert _refuse(file.getvalue()).code == "DAMAGED"
