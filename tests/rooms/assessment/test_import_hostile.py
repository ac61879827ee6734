"""Files that nobody should bring, a process that dies in the middle, and the workbook of a real regency."""

import io
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from PIL import Image
from ruamel.yaml import YAML

from paripurna.rooms.assessment.models import RoundImport
from paripurna.rooms.sheets.queries import list_totals, read_contents
from tests.platform.tables.workbook_files import SHEET_PART, build_sheet_xml, build_workbook, replace_part
from tests.rooms.assessment.importer import COLUMNS, MARKS

GOOD = build_workbook(MARKS)
ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "tests" / "golden" / "sample-regency-2024.yaml"


def read_marks(found):
    found.sheet.refresh_from_db()
    return {
        number: mark.points for number, mark in read_contents(found.sheet).marks.get("evaluasi_mandiri", {}).items()
    }


class TestFilesThatAreRefused:
    def test_a_zip_bomb(self, importer):
        bomb = replace_part(GOOD, SHEET_PART, build_sheet_xml(b" " * 260_000_000))

        response = importer.send("bom.xlsx", bomb)

        assert response.status_code == 422
        assert len(bomb) < 400_000
        assert response.context["error"]

    def test_twenty_megabytes_of_rows(self, importer):
        row = b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><v>7.5</v></c></row>'
        rows = b"".join(row % (number, number, number) for number in range(1, 300_000))

        response = importer.send("banyak.xlsx", replace_part(GOOD, SHEET_PART, build_sheet_xml(rows)))

        assert response.status_code == 422

    def test_twenty_megabytes_of_lines(self, importer):
        response = importer.send("banyak.csv", b"No;Nilai\n" + b"1.1;7,5\n" * 2_600_000)

        assert response.status_code == 422

    @pytest.mark.parametrize("name", ["foto.xlsx", "foto.csv"])
    def test_a_picture_with_another_name(self, importer, name):
        response = importer.send(name, b"\x89PNG\r\n\x1a\n" + b"\0" * 500)

        assert response.status_code == 422
        assert not RoundImport.objects.exists()

    def test_a_photo_says_what_to_bring_instead(self, importer):
        photo = io.BytesIO()
        Image.new("RGB", (1, 1)).save(photo, "PNG")

        response = importer.send("foto.png", photo.getvalue())

        assert "bukan buku kerja Excel" in response.context["error"]

    def test_nothing_chosen(self, importer):
        response = importer.client.post(importer.url("import_begin", importer.round.code), {})

        assert response.status_code == 422


class TestFilesThatAreRead:
    def test_says_which_cells_are_merged(self, importer):
        importer.send("gabung.xlsx", build_workbook(MARKS, lambda sheet: sheet.merge_cells("B2:B3")))

        begun, preview = importer.map(COLUMNS)

        assert any("B2:B3" in note for note in preview.context["notes"])
        assert [change.number for change in preview.context["plan"].changes] == ["1.1", "2.1"]
        assert begun.done_at is None

    def test_never_runs_a_formula(self, importer):
        importer.send("rumus.xlsx", build_workbook([["No", "Nilai"], ["1.1", "=6*2"], ["2.1", 3]]))

        _begun, preview = importer.map(COLUMNS)

        assert [change.number for change in preview.context["plan"].changes] == ["2.1"]
        assert len(preview.context["notes"]) == 2

    def test_shows_every_problem_with_its_row(self, importer):
        rows = [["No", "Nilai"], ["1.1", "banyak"], ["1.2a", 99], ["77.7", 1], ["2.1", 3], ["2.2", -1.5], ["2.3", True]]

        _begun, preview = importer.bring(rows)

        page = preview.content.decode()
        places = [problem.place.rpartition("!")[2] for problem in preview.context["plan"].problems]
        assert places == ["2", "3", "4", "6", "7"]
        assert all(word in page for word in ("banyak", "99", "77.7", "−1,5 poin", "“TRUE” bukan"))
        assert "import_run" not in page

    def test_remembers_another_choice_of_columns(self, importer):
        rows = [["No", "Poin", "Sebab"], ["1.1", 5, "kurang"]]
        choice = {
            "column-0": "NUMBER",
            "column-1": "MARK:verifikasi_administrasi",
            "column-2": "REASON:verifikasi_administrasi",
        }
        importer.bring(rows, choice)

        importer.upload(_file([["No", "Poin", "Sebab"], ["2.1", 2, "lain"]]))
        begun = RoundImport.objects.latest("begun_at")
        page = importer.client.get(importer.url("import_map", begun.code))

        assert {f"column-{c.position}": c.target for c in page.context["columns"]} == choice


def _file(rows):
    from tests.rooms.assessment.importer import build_workbook as build_file

    return build_file(rows)


class TestSampleRegency:
    def test_adds_up_through_the_door_and_hides_no_contradiction(self, importer, running):
        sample = YAML(typ="base", pure=True).load(SAMPLE.read_text(encoding="utf-8"))
        rows = [["No", "Nilai"], *([number, Decimal(points)] for number, points in sample["questions"].items())]
        begun, preview = importer.bring(rows)

        importer.run(begun, preview.context["plan"].sheet_revision)

        assert ("evaluasi_mandiri", Decimal("771.81"), "nindya") in list_totals(running.sheet)
        place = {"city": "balikpapan", "code": running.code}
        page = importer.client.get(reverse("assessment:round", kwargs=place)).content.decode()
        assert "771,81" in page
        assert all(sentence in page for sentence in ("Indikator 19:", "Indikator 21B:"))


KILLED = """
import sys, time, django
from datetime import UTC, datetime
from django.conf import settings
settings.DATABASES["default"].update(NAME=sys.argv[1])
settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": sys.argv[2]}}
django.setup()
from paripurna.rooms.assessment.importing import actions
from paripurna.rooms.assessment.models import RoundImport
from paripurna.rooms.sheets import bulk
def hang(*args, **kwargs):
    print("written", flush=True)
    time.sleep(60)
bulk.finish = hang
begun = RoundImport.objects.get()
begun.begun_by.refresh_from_db()
actions.run_import(begun=begun, seen_revision=int(sys.argv[3]), by=begun.begun_by, at=datetime.now(UTC))
"""


@pytest.mark.django_db(transaction=True)
class TestKilledImport:
    @pytest.fixture(autouse=True)
    def _kept_on_disk(self, settings, tmp_path):
        location = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
        settings.STORAGES = {**settings.STORAGES, "default": location}

    def test_leaves_nothing_half_written_and_can_be_run_again(self, importer, running, tmp_path):
        begun, preview = importer.bring(MARKS)
        revision = preview.context["plan"].sheet_revision
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        command = [sys.executable, "-c", KILLED, connection.settings_dict["NAME"], str(tmp_path), str(revision)]

        with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE) as process:
            assert process.stdout.readline().strip() == b"written"
            process.send_signal(signal.SIGKILL)
            process.wait()

        begun.refresh_from_db()
        assert begun.done_at is None
        assert read_marks(running) == {}
        importer.run(begun, revision)
        assert len(read_marks(running)) == 3
