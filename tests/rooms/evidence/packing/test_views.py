"""The pages of packs: asking, following, fetching, deleting, and who finds what."""

import pytest
from django.urls import reverse

from paripurna.platform.audit.models import Event
from paripurna.platform.bags.checking import check_bag
from paripurna.platform.jobs.models import Progress
from paripurna.rooms.evidence import packs
from paripurna.rooms.evidence.models import Document, Pack
from paripurna.rooms.evidence.packing.types import PackState
from tests.factories.access import sign_in
from tests.factories.evidence import link, make_document, make_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def decree(sheet, secretary):
    document = make_document(sheet.city, by=secretary, title="SK Gugus Tugas")
    link(document, sheet, "1.1", by=secretary)
    return document


@pytest.fixture
def as_secretary(client, secretary):
    return sign_in(client, secretary)


def url(name, pack=None):
    kwargs = {"city": "balikpapan"} | ({"code": pack.code} if pack else {})
    return reverse(f"evidence:{name}", kwargs=kwargs)


def verbs():
    return list(
        Event.objects.filter(verb__startswith="evidence.pack").order_by("position").values_list("verb", flat=True)
    )


class TestListPacks:
    def test_has_a_pack_made(self, as_secretary, sheet, decree, work):
        answer = as_secretary.post(f"{url('packs')}?lembar={sheet.code}", {"stage": "va", "placing": "EACH"})

        assert answer.status_code == 302
        pack = work(Pack.objects.get())
        assert (pack.stage, pack.placing, pack.with_confidential) == ("va", "EACH", False)
        assert packs.state_of(pack) is PackState.READY
        assert verbs() == ["evidence.pack_asked", "evidence.pack_made"]

    def test_follows_what_is_being_made(self, as_secretary, ask, work, decree):
        pack = ask()
        Progress.objects.filter(pk=pack.progress_id).update(done=3, total=9)

        part = as_secretary.get(url("packs"), headers={"HX-Request": "true"}).content.decode()

        assert "<html" not in part
        assert 'hx-trigger="every 2s"' in part
        work(pack)
        assert "every 2s" not in as_secretary.get(url("packs")).content.decode()

    def test_shows_size_hash_and_what_stayed(self, as_secretary, make, decree, sheet, secretary):
        link(make_document(sheet.city, by=secretary, child_content="FACES"), sheet, "1.2", by=secretary)
        pack = make()

        page = as_secretary.get(url("packs")).content.decode()

        assert pack.file.hash in page
        assert pack.filename in page
        assert "1 tidak ikut" in page

    def test_names_the_document_that_the_store_lost(self, as_secretary, make, decree, folder):
        next(path for path in folder.rglob(decree.current.file.hash)).unlink()
        make()

        page = as_secretary.get(url("packs")).content.decode()

        assert "Berkas “SK Gugus Tugas” di pertanyaan 1.1 hilang atau rusak di penyimpanan." in page

    def test_refuses_a_form_that_says_nothing(self, as_secretary, sheet):
        assert as_secretary.post(url("packs"), {"stage": "tak-ada"}).status_code == 422

    @pytest.mark.parametrize("code", ["bukan-kode", "00000000-0000-0000-0000-000000000000"])
    def test_finds_no_other_sheet(self, as_secretary, sheet, code):
        assert as_secretary.get(f"{url('packs')}?lembar={code}").status_code == 404

    def test_takes_more_than_reading_every_document(self, client, head, verifier, make, decree):
        pack = make()

        for reader in (head, verifier):
            sign_in(client, reader)
            assert client.get(url("packs")).status_code == 403
            assert client.get(url("pack_file", pack)).status_code == 403


class TestSendPack:
    def test_sends_the_archive(self, as_secretary, make, decree, tmp_path):
        pack = make()

        answer = as_secretary.get(url("pack_file", pack))

        (tmp_path / "paket.zip").write_bytes(b"".join(answer.streaming_content))
        assert check_bag(tmp_path / "paket.zip").hash == pack.file.hash
        assert answer["Content-Type"] == "application/zip"
        assert pack.filename in answer["Content-Disposition"]
        assert verbs()[-1] == "evidence.pack_fetched"

    def test_goes_on_where_it_was_cut_off(self, as_secretary, make, decree):
        pack = make()
        whole = b"".join(as_secretary.get(url("pack_file", pack)).streaming_content)
        before = len(verbs())

        rest = as_secretary.get(
            url("pack_file", pack), headers={"Range": "bytes=1000-", "If-Range": f'"{pack.file.hash}"'}
        )

        assert rest.status_code == 206
        assert b"".join(rest.streaming_content) == whole[1000:]
        assert len(verbs()) == before  # it is the same fetching

    def test_hands_out_nothing_that_was_restricted_since(self, as_secretary, make, decree):
        pack = make()
        Document.objects.update(child_content="FACES")

        answer = as_secretary.get(url("pack_file", pack), follow=True)

        assert "kemudian dibatasi" in answer.content.decode()
        assert as_secretary.get(url("pack_file", pack), headers={"Range": "bytes=5-"}).status_code == 302

    def test_still_hands_out_what_was_withdrawn_since(self, as_secretary, make, decree):
        pack = make()
        Document.objects.update(state="WITHDRAWN", withdrawn_at=pack.made_at)

        assert as_secretary.get(url("pack_file", pack)).status_code == 200

    def test_says_when_it_is_not_there_any_more(self, as_secretary, make, decree):
        pack = make()
        as_secretary.post(url("pack_delete", pack))

        assert "sudah tidak ada" in as_secretary.get(url("pack_file", pack), follow=True).content.decode()

    def test_finds_no_pack_of_another_city(self, as_secretary, make, decree):
        pack = make()
        Pack.objects.update(code="00000000-0000-0000-0000-000000000001")

        assert as_secretary.get(url("pack_file", pack)).status_code == 404


class TestEnding:
    def test_a_deleted_pack_is_told_and_its_file_belongs_to_nobody(self, as_secretary, make, decree):
        pack = make()

        as_secretary.post(url("pack_delete", pack))

        gone = packs.find_pack(pack.pk)
        assert packs.state_of(gone) is PackState.ENDED
        assert gone.file is None
        assert verbs()[-1] == "evidence.pack_deleted"

    def test_an_expired_pack_goes_by_itself(self, make, decree):
        from paripurna.rooms.evidence import actions

        pack = make()

        assert actions.expire_packs(at=pack.made_at) == 0
        assert actions.expire_packs(at=pack.expires_at.replace(year=pack.expires_at.year + 1)) == 1

        assert packs.state_of(packs.find_pack(pack.pk)) is PackState.ENDED
        assert verbs()[-1] == "evidence.pack_expired"

    def test_a_waiting_pack_is_stopped_by_who_asked(self, as_secretary, ask, decree):
        pack = ask()

        as_secretary.post(url("pack_cancel", pack))

        assert packs.state_of(packs.find_pack(pack.pk)) is PackState.CANCELLED

    def test_nobody_else_stops_or_deletes_it(self, client, verifier, ask, make, decree):
        pack, other = make(), sign_in(client, verifier)

        assert other.post(url("pack_delete", pack)).status_code == 403
        assert other.post(url("pack_cancel", ask())).status_code == 403


class TestRedaction:
    @pytest.fixture
    def secret(self, sheet, secretary):
        return make_document(sheet.city, by=secretary, file=make_file(b"isi rahasia"), confidentiality="CONFIDENTIAL")

    def bring(self, client, document, content):
        from django.core.files.uploadedfile import SimpleUploadedFile

        place = reverse("evidence:redaction_bring", kwargs={"city": "balikpapan", "code": document.code})
        return client.post(place, {"file": SimpleUploadedFile("samar.txt", content)}, follow=True).content.decode()

    def test_is_brought_and_sent(self, as_secretary, secret):
        assert "kini memuat salinan ini" in self.bring(as_secretary, secret, b"isi [disamarkan]")

        place = reverse("evidence:redaction_file", kwargs={"city": "balikpapan", "code": secret.code})
        assert b"".join(as_secretary.get(place).streaming_content) == b"isi [disamarkan]"

    def test_is_not_the_original_under_another_name(self, as_secretary, secret):
        assert "Ini dokumen aslinya." in self.bring(as_secretary, secret, b"isi rahasia")

    def test_counts_for_its_version_alone(self, as_secretary, secret, secretary):
        from paripurna.rooms.evidence import actions, queries
        from tests.factories.evidence import NOW

        self.bring(as_secretary, secret, b"isi [disamarkan]")
        said = {"file": make_file(b"isi rahasia baru"), "filename": "b.txt", "note": ""}
        newer = actions.add_version(document=secret, **said, by=secretary, at=NOW)

        assert queries.find_redaction(newer) is None

    def test_is_only_of_confidential_documents_without_children(self, as_secretary, decree, sheet, secretary):
        children = make_document(sheet.city, by=secretary, confidentiality="CONFIDENTIAL", child_content="DATA")

        for document in (decree, children):
            assert "Hanya dokumen rahasia" in self.bring(as_secretary, document, b"samar")
