import pytest

from paripurna.platform.files.reading import previews
from paripurna.platform.files.reading.types import Block, BlockKind, Trouble, Unread
from paripurna.platform.files.types import MediaType
from tests.platform.files.reading import made

pytestmark = pytest.mark.django_db


class TestReadTable:
    def test_shows_some_rows_of_a_sheet(self, stored):
        book = made.workbook(Satu=[["a"]], Dua=[[number, number * 2] for number in range(500)])

        part = previews.read_table(stored(book, MediaType.XLSX), sheet=1, start=100, count=2)

        assert part.sheets == ("Satu", "Dua")
        assert (part.sheet, part.first_row, part.first_column) == (1, 101, 1)
        assert part.rows == (("100", "200"), ("101", "202"))
        assert (part.row_count, part.column_count) == (500, 2)

    def test_shows_a_table_of_text(self, stored):
        part = previews.read_table(stored(b"a;b\n1;2", MediaType.CSV))

        assert part.rows == (("a", "b"), ("1", "2"))

    def test_never_shows_more_than_a_screenful_or_two(self, stored):
        rows = "\n".join(map(str, range(1000))).encode()

        assert len(previews.read_table(stored(rows, MediaType.CSV), count=10_000).rows) == previews.ROWS

    @pytest.mark.parametrize(
        ("kind", "sheet", "trouble"), [(MediaType.CSV, 1, Trouble.NO_PAGE), (MediaType.PDF, 0, Trouble.KIND)]
    )
    def test_refuses_what_is_not_there(self, stored, kind, sheet, trouble):
        with pytest.raises(Unread) as unread:
            previews.read_table(stored(b"a;b", kind), sheet=sheet)

        assert unread.value.trouble == trouble


class TestReadBlocks:
    def test_shows_headings_paragraphs_and_tables(self, stored):
        content = made.word("Pembukaan", table=[["No", "Nama"], ["1", "Damai"]])

        found = previews.read_blocks(stored(content, MediaType.DOCX))

        assert [block for block in found.blocks if block.text or block.rows] == [
            Block(BlockKind.PARAGRAPH, 1, "Pembukaan"),
            Block(BlockKind.TABLE, 1, rows=(("No", "Nama"), ("1", "Damai"))),
        ]
        assert not found.is_cut

    def test_knows_a_heading(self, stored):
        file = stored(made.opendocument("<text:h>Judul</text:h>"), MediaType.ODT)

        assert previews.read_blocks(file).blocks == (Block(BlockKind.HEADING, 1, "Judul"),)

    def test_stops_in_a_very_long_text(self, stored):
        body = "<text:p>anak</text:p>" * 21_000

        found = previews.read_blocks(stored(made.opendocument(body), MediaType.ODT))

        assert (len(found.blocks), found.is_cut) == (20_000, True)

    def test_refuses_other_kinds(self, stored):
        with pytest.raises(Unread) as unread:
            previews.read_blocks(stored(b"a;b", MediaType.CSV))

        assert unread.value.trouble == Trouble.KIND
