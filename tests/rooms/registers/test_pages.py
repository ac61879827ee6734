"""The pages of a register, tried on regulations."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from paripurna.rooms.registers.models import Regulation
from tests.factories.access import make_member, sign_in
from tests.factories.registers import make_regulation

TYPED = {
    "code": "7b7d7a60-0f3c-4e1c-9d53-5b8a1c5f2f10",
    "revision": "0",
    "kind": "PERKADA",
    "number": "22",
    "year": "2019",
    "title": "Rute aman selamat sekolah",
    "state": "IN_FORCE",
    "enacted_on": "2019-05-02",
    "subjects": ["safe_route", "friendly_school"],
    "articles": "rass: Pasal 3–5",
    "agency_id": "bagian-hukum",
}


def address(name, **parts):
    return reverse(f"registers:{name}", kwargs={"city": "balikpapan", "register": "peraturan"} | parts)


class TestForm:
    def test_adds_what_was_typed(self, page, agency):
        response = page.post(address("entry_add"), TYPED)

        entry = Regulation.objects.get()
        assert response.url == address("entry", code=entry.code)
        assert entry.subjects == ["safe_route", "friendly_school"]
        assert entry.articles == {"safe_route": "Pasal 3–5"}

    def test_says_what_is_wrong_and_keeps_what_was_typed(self, page, agency):
        response = page.post(address("entry_add"), TYPED | {"enacted_on": "", "year": "dua ribu"})

        assert response.status_code == 422
        assert "dua ribu" in response.content.decode()

    def test_tells_what_others_changed_and_saves_the_second_time(self, page, city, agency):
        entry = make_regulation(city, agency)
        typed = TYPED | {"kind": "PERDA", "revision": "1", "code": str(entry.code)}
        page.post(address("entry_change", code=entry.code), typed | {"title": "Oleh orang lain"})

        refused = page.post(address("entry_change", code=entry.code), typed | {"title": "Oleh saya"})
        assert refused.status_code == 422
        assert "Oleh orang lain" in refused.content.decode()
        again = page.post(address("entry_change", code=entry.code), typed | {"title": "Oleh saya", "revision": "2"})

        assert again.status_code == 302
        entry.refresh_from_db()
        assert (entry.title, entry.revision) == ("Oleh saya", 3)


class TestList:
    def test_is_narrowed_by_words_kind_and_subject(self, page, city, agency):
        make_regulation(city, agency)
        make_regulation(city, agency, number="22", kind="PERKADA", title="Kawasan tanpa rokok", subjects=["smoke_free"])

        found = page.get(address("entry_list") + "?cari=ROKOK&jenis=PERKADA&pokok=smoke_free").content.decode()

        assert "Kawasan tanpa rokok" in found
        assert "Penyelenggaraan Kota Layak Anak" not in found

    def test_its_export_is_imported_without_a_change(self, page, city, agency):
        old = make_regulation(city, agency, articles={"kla": "Pasal 4"})
        make_regulation(city, agency, number="9", replaces_id=old.pk, note="Baris satu\nbaris dua")
        file = page.get(address("entry_export", ending="xlsx")).content

        begun = page.post(
            address("import_begin"), {"agency": "bagian-hukum", "file": SimpleUploadedFile("a.xlsx", file)}
        )
        plan = page.get(begun.url).context["plan"]

        assert (plan.problems, plan.unchanged, plan.added, plan.changed) == ((), 2, (), ())


class TestImport:
    def test_is_nothing_to_an_officer_who_did_not_begin_it(self, client, page, city, agency):
        file = SimpleUploadedFile("daftar.csv", b"Jenis;Nomor;Tahun;Tentang\nPerwali;22;2019;Rute aman\n")
        begun = page.post(address("import_begin"), {"agency": "bagian-hukum", "file": file}).url
        officer = sign_in(client, make_member(city, RoleCode.OFFICER, username="petugas"))

        assert (officer.get(begun).status_code, officer.post(f"{begun}jalankan/").status_code) == (404, 404)

    def test_takes_a_dirty_file_whole_or_not_at_all(self, page, city, agency):
        dirty = (
            "DAFTAR PERATURAN;;;;;\n\nJenis;Nomor;Tahun;Tentang;Ditetapkan;Pokok Bahasan;PD\n"
            "Perwali ; 22 ;2019; Rute  aman ;2 Mei 2019;RASS;BAGIAN-HUKUM\n"
            "SK;188.45/1;2024;Gugus tugas KLA;05/01/2024;gugus tugas, kha;\n"
            "Perpu;1;2024;Tidak dikenal;31/02/2024;makan siang;\n"
        )

        def bring(text):
            file = SimpleUploadedFile("daftar.csv", text.encode())
            return page.post(address("import_begin"), {"agency": "bagian-hukum", "file": file}).url

        begun = bring(dirty)
        problems = page.get(begun).context["plan"].problems
        assert {(one.row, one.column) for one in problems} == {(6, "jenis"), (6, "berlaku sejak"), (6, "pokok bahasan")}
        assert all(one.remedy for one in problems)
        page.post(f"{begun}jalankan/")
        assert not Regulation.objects.exists()

        page.post(f"{bring(''.join(dirty.splitlines(keepends=True)[:-1]))}jalankan/")

        found = {entry.number: entry for entry in Regulation.objects.all()}
        assert found["22"].title == "Rute aman"
        assert found["188.45/1"].subjects == ["task_force", "crc"]
        assert str(found["188.45/1"].enacted_on) == "2024-01-05"
