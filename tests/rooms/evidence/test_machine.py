"""What the machine notes of a version, and what it finds alike."""

from datetime import date

from paripurna.platform.files.reading.types import Verdict
from paripurna.rooms.evidence import machine, queries
from paripurna.rooms.evidence.alike import Likeness
from paripurna.rooms.evidence.models import Document, Reading
from paripurna.rooms.evidence.proof.readings import parse_signatures
from paripurna.rooms.evidence.types import ChildContent, ReadingState
from tests.factories.evidence import NOW, make_document, make_file
from tests.factories.regions import make_region
from tests.platform.files.reading import signing

LETTER = """KEPUTUSAN WALI KOTA BALIKPAPAN
NOMOR 188.45-71/2025
tentang Gugus Tugas Kota Layak Anak. Anggota gugus tugas terdiri atas perangkat daerah, forum anak, dunia usaha,
media massa dan lembaga masyarakat yang bekerja bersama di Kota Balikpapan untuk pemenuhan hak anak.
Ditetapkan di Balikpapan
pada tanggal 5 Februari 2025
"""
ON = date(2026, 11, 23)


def read(document: Document) -> Reading:
    machine.read_version(document.current_id, at=NOW)
    return Reading.objects.get(version=document.current_id)


class TestReadVersion:
    def test_notes_words_numbers_and_days(self, city, officer):
        make_region("64.72", "Kota Samarinda")
        machine._names_of_cities.cache_clear()

        reading = read(make_document(city, by=officer, file=make_file(LETTER.encode())))

        assert reading.state == ReadingState.READ
        assert reading.found["numbers"] == ["188.45-71/2025"]
        assert reading.found["dates"] == ["2025-02-05"]
        assert [region["name"] for region in reading.found["regions"]] == ["Kota Balikpapan"]

    def test_notes_signatures_as_the_checks_understand_them(self, city, officer):
        reading = read(make_document(city, by=officer, file=make_file(signing.signed(), "sk.pdf")))

        assert [signature.verdict for signature in parse_signatures(reading.signatures)] == [Verdict.STRANGER]

    def test_leaves_what_shows_children_alone(self, city, officer):
        document = make_document(city, by=officer, child_content=ChildContent.DATA, file=make_file(LETTER.encode()))

        assert read(document).state == ReadingState.NOT_READ

    def test_writes_nothing_when_it_turns_out_to_show_children_meanwhile(self, city, officer, monkeypatch):
        document = make_document(city, by=officer, file=make_file(LETTER.encode()))
        gather = machine.gather

        def slowly(*args, **more):
            found = gather(*args, **more)
            Reading.objects.filter(version=document.current_id).update(state=ReadingState.NOT_READ)
            return found

        monkeypatch.setattr(machine, "gather", slowly)
        reading = read(document)

        assert (reading.state, reading.text) == (ReadingState.NOT_READ, "")

    def test_says_why_a_file_cannot_be_read(self, city, officer, monkeypatch):
        from paripurna.platform.files.reading.types import Trouble, Unread

        def fail(_file):
            raise Unread(Trouble.TOO_SLOW)

        monkeypatch.setattr("paripurna.rooms.evidence.gathering.read_text", fail)
        reading = read(make_document(city, by=officer))

        assert (reading.state, reading.reason) == (ReadingState.FAILED, "TOO_SLOW")

    def test_is_found_by_words_of_its_content(self, city, officer, neighbor):
        document = make_document(city, by=officer, title="SK 71", file=make_file(LETTER.encode()))
        read(document)

        def find(user, text):
            scope = queries.read_scope(user, city, on=ON)
            return [found.pk for found in queries.list_documents(city, scope, text=text)]

        assert find(officer, "lembaga kemasyarakatan bekerja") == [document.pk]
        assert find(officer, "lembaga antariksa") == []
        assert find(neighbor, "lembaga kemasyarakatan") == []


class TestAlike:
    def test_names_the_same_file_and_nearly_the_same_words(self, city, officer):
        file = make_file(LETTER.encode())
        first = make_document(city, by=officer, file=file)
        again = make_document(city, by=officer, file=file)
        near = make_document(city, by=officer, file=make_file(LETTER.replace("5 Februari", "6 Februari").encode()))
        other = make_document(city, by=officer)
        for document in (first, again, near, other):
            read(document)
        scope = queries.read_scope(officer, city, on=ON)

        found = {each.document.pk: each.likeness for each in queries.list_alike(first, scope)}

        assert found == {again.pk: Likeness.CONTENT, near.pk: Likeness.TEXT}

    def test_never_shows_what_the_person_may_not_see(self, city, officer, neighbor):
        file = make_file(LETTER.encode())
        make_document(city, by=officer, file=file)
        mine = make_document(city, by=neighbor, agency="dp3akb", file=file)

        assert queries.list_alike(mine, queries.read_scope(neighbor, city, on=ON)) == []


def test_what_waits_is_queued_again(city, officer):
    document = make_document(city, by=officer)

    assert queries.list_waiting() == [document.current_id]
    read(document)
    assert queries.list_waiting() == []
