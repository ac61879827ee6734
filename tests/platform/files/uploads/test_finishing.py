from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from paripurna.platform.access.types import RoleCode
from paripurna.platform.audit.models import Event
from paripurna.platform.files.models import StoredFile, Upload
from paripurna.platform.files.queries import open_chunks
from paripurna.platform.files.types import MediaType
from paripurna.platform.files.uploads.types import TRANSITIONS, UploadState
from tests.factories.platform import build_person, grant
from tests.platform.files import samples
from tests.platform.files.uploads import kinds, tus
from tests.platform.files.uploads.tus import upload_at

pytestmark = pytest.mark.django_db
PDF = samples.pdf()


class TestFinish:
    def test_is_done_once(self, client, room, begun):
        tus.patch(client, begun, 0, PDF)

        answers = [tus.finish(client, begun).json() for _ in range(3)]

        assert answers[0] == answers[1] == answers[2]
        assert len(room.kept) == 1

    def test_says_why_a_file_is_refused(self, client, room, city, kept):
        done = tus.send(client, b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", filename="logo.svg")

        assert (done.status_code, done.json()["state"], done.json()["refusal"]) == (200, "REFUSED", "KIND")
        assert "tidak diterima" in done.json()["sentence"]
        assert (room.kept, kept()) == ([], [])
        event = Event.objects.get(verb="files.upload_refused")
        assert (event.chain, event.details) == (city.code, {"reason": "KIND"})

    def test_says_why_the_room_refuses_and_keeps_nothing(self, client, room):
        room.refusal = kinds.Unwanted()

        done = tus.send(client, PDF).json()

        assert (done["state"], done["refusal"], done["sentence"]) == ("REFUSED", "BY_ROOM", "Dokumen ini sudah ada.")
        assert not StoredFile.objects.exists()

    def test_mends_a_name_that_says_otherwise(self, client, room):
        done = tus.send(client, PDF, filename="..\\..\\etc/SK \u202egnp.exe").json()

        assert done["name"] == "SK gnp.exe.pdf"
        assert "PDF" in done["sentence"]

    def test_keeps_the_limits_of_the_room(self, client, monkeypatch):
        kinds.register(monkeypatch, media_types=frozenset({MediaType.JPEG}), max_bytes=1024**2)

        assert tus.begin(client, 2 * 1024**2).status_code == 413
        assert tus.send(client, PDF).json()["refusal"] == "KIND"

    def test_waits_for_a_scanner_that_is_away(self, client, settings, room, begun, tmp_path):
        settings.FILES_CLAMAV = str(tmp_path / "clamd.sock")
        tus.patch(client, begun, 0, PDF)

        away = tus.finish(client, begun)
        assert (away.status_code, away.json()["refusal"]) == (503, "UNCHECKED")
        assert upload_at(begun).state == UploadState.RECEIVED

        settings.FILES_CLAMAV = ""
        assert tus.finish(client, begun).json()["state"] == "KEPT"
        assert len(room.kept) == 1

    def test_lets_the_database_hold_what_is_true(self, client, begun):
        upload = upload_at(begun)
        for wrong in ({"offset": upload.size + 1}, {"state": "RECEIVED"}, {"state": "KEPT"}, {"refusal": "KIND"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Upload.objects.update(**wrong)

    def test_goes_only_where_the_table_leads(self):
        assert set(TRANSITIONS) == set(UploadState)
        assert {state for state, following in TRANSITIONS.items() if not following} == {"KEPT", "REFUSED", "EXPIRED"}


class TestJoinPages:
    @pytest.fixture
    def pages(self, client):
        sides = [(60, 40), (40, 80)]
        return [
            tus.send(client, samples.jpeg(size=size), page="1", filename=f"{n}.jpg").json()["code"]
            for n, size in enumerate(sides)
        ]

    def join(self, client, pages, code=None):
        words = {"code": str(code or uuid4()), "pages": pages, "name": "Daftar hadir"}
        return client.post(f"{tus.BEGIN}gabung/", words, content_type="application/json")

    def test_makes_one_paper_of_pictures_in_order(self, client, room, pages):
        import pypdfium2

        done = self.join(client, pages[::-1]).json()

        assert (done["state"], done["name"]) == ("KEPT", "Daftar hadir.pdf")
        assert [name for _code, name, _hash in room.kept] == ["Daftar hadir.pdf"]
        content = b"".join(open_chunks(StoredFile.objects.get(hash=room.kept[0][2])))
        assert b"Sri Wahyuni" not in content
        with pypdfium2.PdfDocument(content) as paper:
            shapes = [page.get_width() < page.get_height() for page in paper]
        assert shapes == [False, True]  # both lay on their side and were turned upright
        assert list(Upload.objects.values_list("is_page", flat=True)) == [False]

    def test_is_done_once(self, client, room, pages):
        code = uuid4()

        first, second = self.join(client, pages, code).json(), self.join(client, pages, code).json()

        assert first == second
        assert len(room.kept) == 1

    def test_wants_every_page(self, client, room, pages, city):
        assert self.join(client, [*pages, str(uuid4())]).status_code == 422
        assert self.join(client, []).status_code == 422
        assert self.join(client, ["x"]).status_code == 400
        client.force_login(grant(build_person("budi", "Budi"), city, RoleCode.OFFICER))
        assert self.join(client, pages).status_code == 422
        assert room.kept == []

    def test_takes_pictures_alone_as_pages(self, client):
        assert tus.send(client, PDF, page="1").json()["refusal"] == "KIND"

    def test_lets_a_page_be_taken_back(self, client, pages):
        assert tus.delete(client, f"{tus.BEGIN}{pages[0]}/").status_code == 204
        assert [str(code) for code in Upload.objects.values_list("code", flat=True)] == pages[1:]


class TestPlainForm:
    def post(self, client, *files, **words):
        return client.post(tus.BEGIN, {"files": list(files), "next": "/daerah/balikpapan/beranda/", **words})

    def told(self, response):
        return [str(message) for message in response.wsgi_request._messages]

    def file(self, name, content):
        from django.core.files.uploadedfile import SimpleUploadedFile

        return SimpleUploadedFile(name, content)

    def test_takes_files_without_scripts(self, client, room):
        answer = self.post(client, self.file("sk.pdf", PDF), self.file("logo.svg", b"<svg/>"), note="x")

        assert (answer.status_code, answer["Location"]) == (302, "/daerah/balikpapan/beranda/")
        assert len(room.kept) == 1
        assert Upload.objects.get(state="KEPT").metadata == {"note": "x"}
        assert self.told(answer)[0] == "sk.pdf tersimpan."
        assert self.told(answer)[1].startswith("logo.svg: ")

    def test_joins_pictures(self, client, room):
        self.post(
            client,
            self.file("1.jpg", samples.jpeg()),
            self.file("2.jpg", samples.jpeg()),
            join="1",
            join_name="Daftar hadir",
        )

        assert [name for _code, name, _hash in room.kept] == ["Daftar hadir.pdf"]

    def test_says_when_nothing_was_chosen(self, client):
        assert self.told(self.post(client)) == ["Pilih paling sedikit satu berkas."]

    def test_leads_nowhere_else(self, client):
        answer = client.post(tus.BEGIN, {"files": [self.file("sk.pdf", PDF)], "next": "https://contoh.id/"})

        assert answer["Location"] == "/"
