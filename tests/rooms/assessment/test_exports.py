"""A round leaves the house: nothing is lost, nothing runs as a formula, and an example says so."""

import csv
import io
import json
import os
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from django.utils import translation

from paripurna.rooms.assessment.exports.gaps import stream_gaps
from paripurna.rooms.assessment.exports.losses import stream_losses, write_losses
from paripurna.rooms.assessment.exports.plain import stream_csv, stream_json
from paripurna.rooms.assessment.exports.report import build_report
from paripurna.rooms.assessment.exports.workbook import write_workbook
from paripurna.rooms.assessment.gap_list import build_loss_list
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.sheets import bulk
from paripurna.rooms.sheets.types import AnswerDraft, MarkDraft
from tests.factories.sheets import FILLED, NOW
from tests.factories.sheets import make_round as make_small_round

GOLDEN = Path(__file__).parents[2] / "golden" / "exports"
FORMULA = '=HYPERLINK("http://contoh.test","klik")'


@pytest.fixture
def position(city):
    """The small edition, answered whole but for one question, with two marks of the province; an example."""
    found = make_small_round(city, is_example=True)
    answers = [AnswerDraft(number, data, FORMULA, 0) for number, data in FILLED.items() if number != "2.4"]
    marks = {"va": [MarkDraft("1.1", Decimal(6), "belum ditandatangani"), MarkDraft("1.2", Decimal("3.5"), FORMULA)]}
    bulk.import_contents(sheet=found.sheet, answers=answers, marks=marks, by=None, at=NOW)
    found.sheet.refresh_from_db()
    return read_position(found, today=NOW.date())


def hold(name, text):
    """Compare with the golden file; `PARIPURNA_GOLDEN=1` writes it anew."""
    file = GOLDEN / name
    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    assert text.encode() == file.read_bytes()


@pytest.fixture
def in_english():
    """Golden files hold the source language, so that a better translation changes none of them."""
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("in_english")
class TestPlain:
    def test_csv_is_as_it_was(self, position):
        hold("round.csv", "".join(stream_csv(position)))

    def test_json_is_as_it_was(self, position):
        data = json.loads("".join(stream_json(position)))

        assert data.pop("edition_hash") == position.round.sheet.edition.hash
        hold("round.json", json.dumps(data, ensure_ascii=False, indent=1))

    def test_gaps_are_as_they_were(self, position):
        hold("gaps.csv", "".join(stream_gaps(position, {})))

    def test_losses_are_as_they_were(self, position):
        hold("losses.csv", "".join(stream_losses(position, {})))

    @pytest.mark.parametrize(
        "stream",
        [stream_csv, lambda position: stream_gaps(position, {}), lambda position: stream_losses(position, {})],
        ids=["round", "gaps", "losses"],
    )
    def test_no_cell_of_a_csv_begins_a_formula(self, position, stream):
        rows = list(csv.reader(io.StringIO("".join(stream(position)).removeprefix("\ufeff"))))

        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
        assert all(row[-1] == "contoh" for row in rows)


class TestWorkbook:
    @pytest.fixture
    def book(self, position):
        file = io.BytesIO()
        write_workbook(position, file)
        return openpyxl.load_workbook(file)

    def test_has_a_sheet_for_each_cluster(self, book, position):
        assert [title[2:] for title in book.sheetnames[1:]] == [s.label.id for s in position.edition.strands]

    def test_says_the_totals_and_that_it_is_an_example(self, book, position):
        cells = [cell.value for row in book.worksheets[0] for cell in row if cell.value is not None]

        assert any(str(cell).startswith("CONTOH") for cell in cells)
        assert cells.count(float(position.own_score.total)) == 2
        assert float(position.newest_score.total) in cells
        assert all(sheet.oddHeader.center.text for sheet in book.worksheets[1:])

    def test_points_of_the_questions_add_up_to_the_total(self, book, position):
        points = [row[6].value for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=2) if row[0].value]

        assert sum((Decimal(str(point)) for point in points), Decimal(0)) == position.own_score.total

    def test_keeps_a_formula_as_text(self, book):
        notes = [row[4] for row in book.worksheets[1].iter_rows(min_row=2) if row[4].value]

        assert {(note.value, note.data_type, note.quotePrefix) for note in notes} == {(FORMULA, "s", True)}


class TestLosses:
    @pytest.fixture
    def book(self, position):
        file = io.BytesIO()
        write_losses(position, {}, file)
        return openpyxl.load_workbook(file)

    def test_add_up_to_what_the_page_says(self, book, position):
        rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
        found = build_loss_list(position, {})

        assert len(rows) == len(found.losses) + 1 > 1
        assert Decimal(str(sum(row[6] for row in rows[:-1]))) == found.total == Decimal(str(rows[-1][6]))

    def test_have_their_reasons_on_a_sheet_of_their_own(self, book, position):
        rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))

        assert sum(count for _reason, count, _points in rows) == len(build_loss_list(position, {}).losses)
        assert all(sheet.oddHeader.center.text for sheet in book.worksheets)

    def test_go_between_the_stages_that_were_chosen(self, position):
        backwards = {"dari": "va", "ke": "em"}

        rows = list(csv.reader(io.StringIO("".join(stream_losses(position, backwards)))))

        assert [row[0] for row in rows[1:]] == [loss.number for loss in build_loss_list(position, backwards).losses]
        assert rows[0][4:6] == ["Verifikasi administrasi", "Evaluasi mandiri"]


class TestReport:
    def test_can_be_read_by_machines_and_says_everything(self, position):
        document = pypdfium2.PdfDocument(build_report(position, at=NOW))

        text = "\n".join(page.get_textpage().get_text_range() for page in document)

        assert text.count("CONTOH") == 1 + len(document)
        for said in ("Evaluasi mandiri", "Verifikasi administrasi", "belum ditandatangani", "Kelembagaan"):
            assert said in text
