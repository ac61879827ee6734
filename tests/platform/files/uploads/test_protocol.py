import base64
import hashlib

import pytest

from paripurna.platform.access.types import RoleCode
from paripurna.platform.files.models import StoredFile, Upload
from tests.factories.platform import build_person, grant
from tests.platform.files import samples
from tests.platform.files.uploads import tus
from tests.platform.files.uploads.tus import upload_at

pytestmark = pytest.mark.django_db
PDF = samples.pdf()


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
