"""Walks an import as the secretariat does: choose a file, say what the columns hold, look, run."""

import io

import openpyxl
from django.urls import reverse

from paripurna.rooms.assessment.models import RoundImport

MARKS = [["No", "Nilai"], ["1.1", 12], ["1.2a", "0,75"], ["2.1", 3]]
COLUMNS = {"column-0": "NUMBER", "column-1": "MARK:evaluasi_mandiri"}


def build_workbook(rows: list[list[object]]) -> io.BytesIO:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "nilai.xlsx"
    return file


class Importer:
    """Walks an import as the secretariat does."""

    def __init__(self, client, found):
        self.client, self.round = client, found

    def url(self, name, code):
        return reverse(f"assessment:{name}", kwargs={"city": "balikpapan", "code": code})

    def send(self, name, content):
        file = io.BytesIO(content)
        file.name = name
        return self.upload(file)

    def upload(self, file):
        return self.client.post(self.url("import_begin", self.round.code), {"workbook": file})

    def bring(self, rows, mapping=None):
        assert self.upload(build_workbook(rows)).status_code == 302
        return self.map(mapping or COLUMNS)

    def map(self, columns):
        begun = RoundImport.objects.latest("begun_at")
        self.client.post(self.url("import_map", begun.code), columns)
        return begun, self.client.get(self.url("import_preview", begun.code))

    def run(self, begun, revision):
        return self.client.post(self.url("import_run", begun.code), {"revision": revision}, follow=True)
