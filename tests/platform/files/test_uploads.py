"""Files on their way in, by the tus protocol."""

import base64
import errno
import hashlib
import os
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from paripurna.platform.access.types import RoleCode
from paripurna.platform.audit.models import Event
from paripurna.platform.files.models import StoredFile, Upload
from paripurna.platform.files.types import MediaType
from paripurna.platform.files.uploads import actions, parts, sweeping
from paripurna.platform.files.uploads.types import TRANSITIONS, UploadState
from tests.factories.platform import build_city, build_person, grant
from tests.platform.files import kinds, samples, tus

pytestmark = pytest.mark.django_db
PDF = samples.pdf()


@pytest.fixture
def city():
    return build_city()


@pytest.fixture(autouse=True)
def person(client, city):
    person = grant(build_person(), city, RoleCode.OFFICER)
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def room(monkeypatch):
    return kinds.register(monkeypatch)


@pytest.fixture
def begun(client):
    return tus.begin(client, len(PDF))["Location"]


def upload_at(place):
    return Upload.objects.get(code=place.rstrip("/").rpartition("/")[2])


class TestProtocol:
    def test_tells_what_it_can_do(self, client):
        told = client.options(tus.BEGIN)

        assert told.status_code == 204
        assert told["Tus-Version"] == "1.0.0"
        assert set(told["Tus-Extension"].split(",")) >= {"creation", "termination", "expiration", "checksum"}
        assert told["Tus-Max-Size"] == str(500 * 1024**2)

    def test_takes_a_file_in_pieces(self, client, begun, room, kept):
        first = tus.patch(client, begun, 0, PDF[:100])
        assert (first.status_code, first["Upload-Offset"]) == (204, "100")
        assert tus.head(client, begun)["Upload-Offset"] == "100"
        assert "GMT" in first["Upload-Expires"]

        tus.patch(client, begun, 100, PDF[100:])
        done = tus.finish(client, begun).json()

        digest = hashlib.sha256(PDF).hexdigest()
        assert (done["state"], done["result"]) == ("KEPT", {"url": f"/dokumen/{done['code']}/"})
        assert room.kept == [(done["code"], "sk.pdf", digest)]
        assert kept() == [f"{digest[:2]}/{digest}"]

    def test_takes_the_first_bytes_with_the_opening(self, client):
        opened = tus.begin(client, len(PDF), PDF[:50])

        assert (opened.status_code, opened["Upload-Offset"]) == (201, "50")

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Tus-Resumable": "0.2.2", "Upload-Length": "9"}, 412),
            ({"Tus-Resumable": "1.0.0"}, 400),
            ({"Tus-Resumable": "1.0.0", "Upload-Length": "-9"}, 400),
            ({"Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": "filename !"}, 400),
            ({"Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": f"a {'QUJD' * 400}"}, 400),
            ({"Tus-Resumable": "1.0.0", "Upload-Length": "0"}, 422),
            ({"Tus-Resumable": "1.0.0", "Upload-Length": str(501 * 1024**2)}, 413),
        ],
    )
    def test_refuses_what_it_cannot_read(self, client, headers, status):
        assert client.post(tus.BEGIN, content_type="", headers=headers).status_code == status
        assert not Upload.objects.exists()

    def test_wants_bytes_at_the_place_where_it_stands(self, client, begun):
        tus.patch(client, begun, 0, PDF[:100])

        refused = tus.patch(client, begun, 50, PDF[50:200])

        assert (refused.status_code, refused["Upload-Offset"]) == (409, "100")
        assert upload_at(begun).offset == 100

    def test_takes_no_more_than_was_promised(self, client, begun):
        assert tus.patch(client, begun, 0, PDF + b"x").status_code == 413

    def test_takes_bytes_only_as_bytes(self, client, begun):
        headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}

        assert client.patch(begun, b"{}", content_type="application/json", headers=headers).status_code == 415

    def test_checks_a_checksum(self, client, begun):
        def told(content):
            return {"Upload-Checksum": f"sha256 {base64.b64encode(hashlib.sha256(content).digest()).decode()}"}

        assert tus.patch(client, begun, 0, PDF[:99], **told(b"lain")).status_code == 460
        assert upload_at(begun).offset == 0
        assert tus.patch(client, begun, 0, PDF[:99], **told(PDF[:99]))["Upload-Offset"] == "99"
        assert tus.patch(client, begun, 99, b"x", **{"Upload-Checksum": "md5 eA=="}).status_code == 400

    def test_forgets_what_the_person_takes_back(self, client, begun, kept):
        tus.patch(client, begun, 0, PDF[:100])

        assert tus.delete(client, begun).status_code == 204

        assert kept() == []
        assert tus.head(client, begun).status_code == 410
        assert tus.patch(client, begun, 100, PDF[100:]).status_code == 410
        assert tus.finish(client, begun).json()["state"] == "EXPIRED"

    def test_does_not_take_back_what_a_room_has(self, client):
        done = tus.send(client, PDF).json()

        assert tus.delete(client, f"{tus.BEGIN}{done['code']}/").status_code == 410
        assert StoredFile.objects.count() == 1

    def test_is_not_finished_before_it_has_arrived(self, client, begun):
        tus.patch(client, begun, 0, PDF[:100])

        assert tus.finish(client, begun).status_code == 409


class TestAccess:
    def test_hides_the_uploads_of_others(self, client, city, begun):
        client.force_login(grant(build_person("budi", "Budi"), city, RoleCode.SECRETARIAT))

        statuses = [
            tus.head(client, begun).status_code,
            client.get(begun).status_code,
            tus.patch(client, begun, 0, PDF).status_code,
            tus.delete(client, begun).status_code,
            tus.finish(client, begun).status_code,
        ]

        assert statuses == [404] * 5
        assert upload_at(begun).offset == 0

    def test_is_closed_to_strangers_and_signed_out(self, client, begun):
        client.force_login(build_person("ani", "Ani"))
        assert tus.head(client, begun).status_code == 404
        assert tus.begin(client, 9).status_code == 404

        client.logout()
        assert tus.patch(client, begun, 0, PDF).status_code == 302

    @pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("denied", 403)])
    def test_asks_the_room(self, client, who, status):
        assert tus.begin(client, 9, who=who).status_code == status

    def test_asks_the_room_again_before_it_is_kept(self, client, room, begun, monkeypatch):
        tus.patch(client, begun, 0, PDF)
        Upload.objects.update(metadata={"who": "denied"})

        assert tus.finish(client, begun).status_code == 403

        assert (room.kept, StoredFile.objects.count()) == ([], 0)

    def test_knows_no_other_kind(self, client):
        assert client.options("/daerah/balikpapan/unggah/tanpa/").status_code == 404

    def test_wants_a_token_of_our_own_pages(self, person):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(person)

        assert tus.begin(client, 9).status_code == 403


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
        content = b"".join(actions_chunks(StoredFile.objects.get(hash=room.kept[0][2])))
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


def actions_chunks(file):
    from paripurna.platform.files.queries import open_chunks

    return open_chunks(file)


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


class TestFaults:
    def test_goes_on_after_a_crash_before_the_database_was_told(self, client, begun, room):
        tus.patch(client, begun, 0, PDF[:100])
        with parts.path_of(upload_at(begun).code).open("ab") as part:
            part.write(b"setengah")  # written, and then the server died

        assert tus.head(client, begun)["Upload-Offset"] == "100"
        tus.patch(client, begun, 100, PDF[100:])

        assert tus.finish(client, begun).json()["state"] == "KEPT"
        assert room.kept[0][2] == hashlib.sha256(PDF).hexdigest()

    def test_begins_anew_when_the_bytes_are_gone(self, client, begun):
        tus.patch(client, begun, 0, PDF[:100])
        parts.path_of(upload_at(begun).code).unlink()

        assert tus.head(client, begun).status_code == 410
        assert tus.patch(client, begun, 100, PDF[100:]).status_code == 410

    def test_lets_one_write_at_a_time(self, client, begun):
        with parts.held(upload_at(begun).code, new=True):
            assert tus.patch(client, begun, 0, PDF).status_code == 423
            assert tus.delete(client, begun).status_code == 423

    def test_says_when_the_disk_is_full_and_goes_on_later(self, client, begun, monkeypatch, room):
        tus.patch(client, begun, 0, PDF[:100])
        real = os.pwrite
        monkeypatch.setattr(
            os, "pwrite", lambda fd, data, offset: real(fd, data[:30], offset) if offset < 120 else full()
        )

        def full():
            raise OSError(errno.ENOSPC, "penuh")

        refused = tus.patch(client, begun, 100, PDF[100:])
        assert (refused.status_code, refused.json()["refusal"]) == (507, "DISK_FULL")
        assert parts.path_of(upload_at(begun).code).stat().st_size == upload_at(begun).offset == 100

        monkeypatch.undo()
        kinds.register(monkeypatch)
        assert tus.patch(client, begun, 100, PDF[100:]).status_code == 204

    def test_keeps_the_reserve_of_the_disk(self, client, settings, begun):
        settings.FILES_RESERVE_BYTES = 10**18

        assert tus.begin(client, 9).status_code == 507
        assert tus.patch(client, begun, 0, PDF).status_code == 507

    def test_keeps_what_came_before_the_connection_was_cut(self, city, person, begun):
        def cut():
            yield PDF[:64]
            raise OSError(errno.EPIPE, "putus")

        from paripurna.platform.files.uploads.protocol import _chunks

        class Request:
            chunks = cut()

            def read(self, _size):
                return next(self.chunks)

        from paripurna.platform.files.uploads.types import Piece

        actions.append_piece(upload=upload_at(begun), piece=Piece(0, _chunks(Request())), at=timezone.now())

        assert upload_at(begun).offset == 64

    def test_keeps_nothing_when_the_server_dies_between_store_and_database(
        self, client, begun, room, kept, monkeypatch
    ):
        tus.patch(client, begun, 0, PDF)

        class Killed(BaseException):
            pass

        def die(*_words):
            raise Killed

        monkeypatch.setattr(room, "on_kept", die)
        kinds.types.register_upload_kind(kinds.KIND, room.check, die)
        with pytest.raises(Killed):
            actions.finish_upload(upload=upload_at(begun), by=None, at=timezone.now())
        assert not StoredFile.objects.exists()

        kinds.register(monkeypatch)
        assert tus.finish(client, begun).json()["state"] == "KEPT"
        assert len(kept()) == 1

    def test_limits_what_one_person_leaves_open(self, client, monkeypatch):
        monkeypatch.setattr("paripurna.platform.files.uploads.policy.MOST_OPEN", 1)
        tus.begin(client, 9)

        refused = tus.begin(client, 9)

        assert refused.status_code == 422
        assert "belum selesai" in refused.json()["sentence"]


class TestSweeping:
    LATER = timedelta(days=8)

    def test_forgets_uploads_that_nobody_went_on_with(self, client, begun, kept):
        tus.patch(client, begun, 0, PDF[:100])
        now = timezone.now()

        sweeping.sweep_uploads(at=now + timedelta(days=6))
        assert upload_at(begun).state == UploadState.OPEN
        assert len(kept()) == 1

        sweeping.sweep_uploads(at=now + self.LATER)
        assert (upload_at(begun).state, kept()) == (UploadState.EXPIRED, [])

        sweeping.sweep_uploads(at=now + 2 * self.LATER)
        assert not Upload.objects.exists()

    def test_forgets_bytes_that_belong_to_no_upload(self, folder, begun, kept):
        upload_at(begun).delete()
        lonely = parts.path_of(UUID(int=7))
        lonely.write_bytes(b"x")
        (folder / ".incoming" / "tmp1").write_bytes(b"x")

        assert sweeping.sweep_uploads(at=timezone.now()) == 0
        assert sweeping.sweep_uploads(at=timezone.now() + timedelta(days=2)) == 2
        assert kept() == []

    def test_finishes_what_arrived_when_its_bringer_left(self, client, begun, room):
        tus.patch(client, begun, 0, PDF)

        assert sweeping.finish_left(at=timezone.now()) == 0
        assert sweeping.finish_left(at=timezone.now() + timedelta(minutes=3)) == 1
        assert upload_at(begun).state == UploadState.KEPT
        assert len(room.kept) == 1

    def test_leaves_alone_what_is_being_written(self, client, begun):
        with parts.held(upload_at(begun).code, new=True):
            sweeping.sweep_uploads(at=timezone.now() + self.LATER)

        assert upload_at(begun).state == UploadState.OPEN

    def test_the_night_job_does_both(self, client, begun):
        from paripurna.platform.files import jobs

        assert jobs.sweep_orphans.body(None) == {"uploads": 0, "swept": 0}
        assert jobs.finish_left.body(None) == {"finished": 0}
        assert connection.in_atomic_block
