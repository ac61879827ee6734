"""CSV as offices write it, and numbers as people type them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from paripurna.platform.tables import DEFAULT_LIMITS, Format, Sheet, TableError, find_head, find_number, read_table
from paripurna.platform.tables.numbers import find_rupiah
from paripurna.platform.tables.types import Row, name_column, number_column

HEAD = "No;Nilai\r\n"


def _refuse(data: bytes) -> TableError:
    with pytest.raises(TableError) as caught:
        read_table(data, replace(DEFAULT_LIMITS, rows=50, columns=30))
    return caught.value


class TestReadTable:
    @pytest.mark.parametrize(
        ("text", "delimiter"),
        [
            ("No,Nilai\n1.1,7.5\n", ","),
            ("No;Nilai\n1.1;7,5\n", ";"),
            ("No\tNilai\n1.1\t7,5\n", "\t"),
            ("No|Nilai\n1.1|7\n", "|"),
            ("Rekap, 2024\nNo;Nilai\n1.1;7,5\n1.2;8\n", ";"),
            ("Nilai\n7\n", ";"),
        ],
    )
    def test_finds_the_delimiter(self, text: str, delimiter: str) -> None:
        assert read_table(text.encode()).delimiter == delimiter

    @pytest.mark.parametrize(
        ("data", "encoding"),
        [
            (b"\xef\xbb\xbf" + "No;Nilai é\n".encode(), "utf-8-sig"),
            ("No;Nilai é\n".encode("utf-16"), "utf-16"),
            ("No;Nilai é\n".encode("cp1252"), "cp1252"),
            ("No;Nilai é\n".encode(), "utf-8"),
        ],
    )
    def test_finds_the_encoding(self, data: bytes, encoding: str) -> None:
        table = read_table(data)

        assert (table.format, table.encoding) == (Format.CSV, encoding)
        assert table.sheets[0].rows[0].cells == ("No", "Nilai é")

    def test_numbers_rows_as_the_file_does(self) -> None:
        table = read_table(b'sep=;\nNo;Nilai\n"1.1\nlanjutan";7\n\n1.2; \n')

        assert [(row.number, row.cells) for row in table.sheets[0]] == [
            (2, ("No", "Nilai")),
            (3, ("1.1\nlanjutan", "7")),
            (6, ("1.2", None)),
        ]

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "EMPTY"),
            (b" \n\n ", "EMPTY"),
            (b"No;\0\0", "NOT_TEXT"),
            (b"\x81\x8d;\x9d", "NOT_TEXT"),
            (b"\xff\xfea", "NOT_TEXT"),
            ("\0;a".encode("utf-16"), "NOT_TEXT"),
            (b'No;Nilai\n1.1;"7\n', "BAD_QUOTES"),
            (b"1;2\n" * 60, "TOO_MANY_ROWS"),
            (b"1;" * 40, "TOO_MANY_COLUMNS"),
        ],
    )
    def test_refuses_with_a_sentence(self, data: bytes, code: str) -> None:
        refused = _refuse(data)

        assert refused.code == code
        assert refused.in_language("id") != refused.in_language("en")

    def test_names_the_row_of_an_open_quote(self) -> None:
        assert _refuse(b'No;Nilai\n1.1;"7\n').params == {"row": 2}

    def test_refuses_twenty_megabytes_of_rows(self) -> None:
        data = b"1.1;7,5;keterangan\n" * 1_100_000

        with pytest.raises(TableError) as caught:
            read_table(data)

        assert len(data) > 20_000_000
        assert caught.value.code == "TOO_MANY_ROWS"


class TestFindNumber:
    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            ("7,5", "7.5"),
            ("7.5", "7.5"),
            ("-3", "-3"),
            ("\N{MINUS SIGN}0,25", "-0.25"),
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("12.345.678,5", "12345678.5"),
            ("1.234.567", "1234567"),
            ("1 234,5", "1234.5"),
            ("7.500", "7.5"),
        ],
    )
    def test_reads_what_people_type(self, cell: str, number: str) -> None:
        assert find_number(cell) == Decimal(number)

    @pytest.mark.parametrize(
        "cell", ["", "tujuh", "7.5.1", "1,23,456", "12.34,5", "1.2,3.4", "1e5", "9" * 40, True, None]
    )
    def test_finds_none_elsewhere(self, cell: str | bool | None) -> None:
        assert find_number(cell) is None

    def test_keeps_a_number(self) -> None:
        assert find_number(Decimal("7.50")) == Decimal("7.5")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [("Rp 1.250.000,00", 1_250_000), (Decimal(5), 5), ("1,5", None), (Decimal(-1), None), (Decimal(10**15), None)],
    ids=["dressed", "number", "part", "negative", "beyond what is kept"],
)
def test_rupiah_are_whole(cell: Decimal | str, amount: int | None) -> None:
    assert find_rupiah(cell) == amount


class TestFindHead:
    def test_finds_the_row_that_names_the_columns(self) -> None:
        rows = (
            Row(1, ("Rekap nilai",)),
            Row(3, ("NO.", "Uraian", None, "  nilai   mandiri ")),
            Row(4, ("1.1", "Perda", None, Decimal(7))),
        )

        head = find_head(Sheet("Nilai", rows), {"number": ["nomor", "no"], "mark": ["nilai mandiri"], "note": ["no"]})

        assert head is not None
        assert dict(head.columns) == {"number": 0, "mark": 3}
        assert head.body == rows[2:]

    def test_finds_none_in_a_strange_sheet(self) -> None:
        assert find_head(Sheet("Nilai", (Row(1, ("a",)),)), {"number": ["no"]}) is None
        assert find_head(Sheet("Nilai", ()), {"number": ["no"]}) is None


class TestColumns:
    @pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16_383, "XFD")])
    def test_have_letters(self, column: int, name: str) -> None:
        assert (name_column(column), number_column(name)) == (name, column)
