"""Faces of children: sought, mended, confirmed; and what others see before and after."""

import io

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from PIL import Image

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.files.reading import faces as finder
from paripurna.platform.files.reading.types import Box, Trouble, Unread
from paripurna.rooms.evidence import actions, faces
from paripurna.rooms.evidence.boxes import read_boxes
from paripurna.rooms.evidence.models import Document, Reading
from paripurna.rooms.evidence.types import BadDocument, ChildContent, DocumentChanged, DocumentKind, ReadingState
from tests.factories.evidence import NOW, draft_document, make_document, make_file
from tests.platform.files.reading import made
from tests.platform.files.samples import jpeg

FACE = Box(0.25, 0.25, 0.5, 0.5)
OTHER = Box(0.7, 0.1, 0.2, 0.2)


@pytest.fixture
def one_face(monkeypatch):
    """The finder sees one face on every page of a file of two; how well it sees is measured elsewhere."""

    def find(file, *, page=1):
        if page > (1 if file.kind.is_image else 2):
            raise Unread(Trouble.NO_PAGE)
        return (FACE,)

    monkeypatch.setattr(finder, "find_faces", find)


@pytest.fixture
def photo(city, officer, one_face):
    """A photo with a face that the machine has found and nobody has looked at."""
    file = make_file(jpeg(size=(400, 300)), "foto.jpg")
    document = make_document(
        city, by=officer, kind=DocumentKind.PHOTO, child_content=ChildContent.FACES, valid_from=None, file=file
    )
    faces.seek_faces(document.current_id, at=NOW)
    return document


def mark(document):
    return faces.mark_of(faces.read_faces(document.current_id))


def confirm(document, by):
    return actions.confirm_faces(document=document, mark=mark(document), by=by, at=NOW)


def get(user, name, document, query="", **kwargs):
    client = Client()
    client.force_login(user)
    place = {"city": "balikpapan", "code": document.code, **kwargs}
    return client.get(reverse(f"evidence:{name}", kwargs=place) + query)


class TestSeekFaces:
    def test_notes_boxes_of_every_page_and_reads_nothing(self, city, officer, one_face):
        document = make_document(
            city, by=officer, child_content=ChildContent.FACES, file=make_file(made.pdf(["satu", "dua"]), "acara.pdf")
        )

        assert faces.seek_faces(document.current_id, at=NOW) == 2
        reading = Reading.objects.get(version=document.current_id)
        assert faces.boxes_of(reading) == {1: (FACE,), 2: (FACE,)}
        assert (reading.state, reading.text) == (ReadingState.NOT_READ, "")

    def test_leaves_alone_what_people_have_mended(self, photo, officer):
        actions.change_faces(document=photo, page=1, boxes=[OTHER], mark=mark(photo), by=officer, at=NOW)

        assert faces.seek_faces(photo.current_id, at=NOW) == 0
        assert faces.read_faces(photo.current_id) == {1: (OTHER,)}

    @pytest.mark.parametrize("child_content", [ChildContent.NONE, ChildContent.DATA])
    def test_opens_no_other_document(self, city, officer, one_face, child_content):
        file = make_file(jpeg(), "foto.jpg")
        document = make_document(city, by=officer, child_content=child_content, file=file)

        assert faces.seek_faces(document.current_id, at=NOW) == 0

    def test_finds_what_a_crash_left_behind(self, city, officer, photo):
        file = make_file(jpeg(size=(90, 60)), "lain.jpg")
        left = make_document(city, by=officer, child_content=ChildContent.FACES, file=file)

        assert faces.list_unsought() == [left.current_id]


class TestChangeFaces:
    def test_takes_the_confirmation_back_and_tells_it(self, photo, officer):
        confirm(photo, officer)

        actions.change_faces(document=photo, page=1, boxes=[FACE, OTHER], mark=mark(photo), by=officer, at=NOW)

        photo.refresh_from_db()
        assert not photo.has_covered_faces
        told = Event.objects.get(verb="evidence.faces_changed")
        assert told.details == {"page": 1, "count": 2}

    def test_refuses_boxes_of_somebody_else(self, photo, officer):
        with pytest.raises(DocumentChanged):
            actions.change_faces(document=photo, page=1, boxes=[], mark="lama", by=officer, at=NOW)

    @pytest.mark.parametrize(("page", "count"), [(2, 1), (1, faces.MOST_BOXES + 1)])
    def test_refuses_a_page_that_is_none_and_boxes_without_end(self, photo, officer, page, count):
        with pytest.raises(BadDocument):
            actions.change_faces(document=photo, page=page, boxes=[FACE] * count, mark=mark(photo), by=officer, at=NOW)

    def test_is_for_the_own_agency(self, photo, neighbor):
        with pytest.raises(NotAllowed):
            actions.change_faces(document=photo, page=1, boxes=[], mark=mark(photo), by=neighbor, at=NOW)


class TestConfirmFaces:
    def test_refuses_boxes_that_were_not_seen(self, photo, officer):
        seen = mark(photo)
        actions.change_faces(document=photo, page=1, boxes=[], mark=seen, by=officer, at=NOW)

        with pytest.raises(DocumentChanged):
            actions.confirm_faces(document=photo, mark=seen, by=officer, at=NOW)

    def test_waits_for_the_machine(self, city, officer):
        file = make_file(jpeg(), "foto.jpg")
        document = make_document(city, by=officer, child_content=ChildContent.FACES, file=file)

        with pytest.raises(BadDocument):
            confirm(document, officer)

    def test_falls_with_a_new_version(self, photo, officer):
        confirm(photo, officer)
        newer = make_file(jpeg(size=(300, 300)), "foto.jpg")

        actions.add_version(document=photo, file=newer, filename="foto.jpg", note="", by=officer, at=NOW)

        photo.refresh_from_db()
        assert not photo.has_covered_faces
        assert faces.read_faces(photo.current_id) == {}

    def test_falls_when_it_turns_out_to_hold_data(self, city, photo, officer):
        photo = confirm(photo, officer)
        draft = draft_document(
            city, kind=DocumentKind.PHOTO, title=photo.title, valid_from=None, child_content=ChildContent.DATA
        )

        actions.change_document(document=photo, draft=draft, base_revision=photo.revision, by=officer, at=NOW)

        photo.refresh_from_db()
        assert (photo.has_covered_faces, photo.is_restricted) == (False, True)

    def test_can_be_taken_back(self, photo, officer, head):
        confirm(photo, officer)

        actions.reopen_faces(document=photo, by=officer, at=NOW)

        assert get(head, "page", photo, number=1, page=1).status_code == 403


class TestWhatOthersSee:
    def test_is_no_page_before_somebody_confirmed(self, photo, head):
        assert get(head, "document", photo).status_code == 200
        assert get(head, "page", photo, number=1, page=1).status_code == 403
        assert get(head, "page", photo, "?samar=1", number=1, page=1).status_code == 403
        assert get(head, "file", photo, number=1).status_code == 403
        assert "disimpan terpisah" in get(head, "viewer", photo).content.decode()

    def test_is_the_covered_page_afterwards_and_never_the_file(self, photo, officer, head):
        confirm(photo, officer)

        answer = get(head, "page", photo, "?lebar=320", number=1, page=1)
        shown = Image.open(io.BytesIO(b"".join(answer.streaming_content)))

        assert answer.status_code == 200
        assert not shown.getexif()
        assert get(head, "file", photo, number=1).status_code == 403
        viewer = get(head, "viewer", photo).content.decode()
        assert "Wajah anak ditutup" in viewer
        assert '/berkas/1/"' not in viewer

    def test_has_nothing_left_of_the_face(self, city, officer, head, one_face):
        field = Image.effect_noise((400, 400), 120).convert("RGB")
        document = make_document(
            city, by=officer, child_content=ChildContent.FACES, file=make_file(made.as_bytes(field), "foto.png")
        )
        faces.seek_faces(document.current_id, at=NOW)
        confirm(document, officer)

        answer = get(head, "page", document, "?lebar=640", number=1, page=1)
        inside = Image.open(io.BytesIO(b"".join(answer.streaming_content))).convert("L").crop((110, 110, 290, 290))

        assert len(set(inside.resize((5, 5)).tobytes())) <= 25
        assert inside.getextrema()[1] - inside.getextrema()[0] < 96  # noise went from 0 to 255

    def test_is_no_earlier_version(self, photo, officer, head):
        newer = make_file(jpeg(size=(300, 300)), "foto.jpg")
        actions.add_version(document=photo, file=newer, filename="foto.jpg", note="", by=officer, at=NOW)
        document = Document.objects.get(pk=photo.pk)
        faces.seek_faces(document.current_id, at=NOW)
        confirm(document, officer)

        assert get(head, "page", document, number=2, page=1).status_code == 200
        assert get(head, "page", document, number=1, page=1).status_code == 403

    def test_ends_where_nobody_looked(self, photo, officer, head):
        confirm(photo, officer)

        assert get(head, "page", photo, number=1, page=2).status_code == 404


class TestFacesPage:
    def post(self, user, name, document, **data):
        client = Client()
        client.force_login(user)
        return client.post(
            reverse(f"evidence:{name}", kwargs={"city": "balikpapan", "code": document.code}), data, follow=True
        )

    def test_shows_boxes_and_the_preview_to_who_may_open_the_original(self, photo, officer, head):
        page = " ".join(get(officer, "faces", photo).content.decode().split())

        assert '<rect data-number="1" x="25" y="25" width="50" height="50">' in page
        assert f"samar=1&amp;kotak={mark(photo)}" in page
        assert get(officer, "page", photo, "?samar=1", number=1, page=1).status_code == 200
        assert get(head, "faces", photo).status_code == 403

    def test_keeps_written_boxes_and_drops_ticked_ones(self, photo, officer):
        data = {
            "page": 1,
            "mark": mark(photo),
            "number": ["1", "2", "3"],
            "gone": ["1"],
            "left": ["25", "70", ""],
            "top": ["25", "10", ""],
            "width": ["50", "20,0", ""],
            "height": ["50", "20", ""],
        }

        self.post(officer, "faces_change", photo, **data)

        assert faces.read_faces(photo.current_id) == {1: (OTHER,)}

    def test_says_what_is_wrong_with_a_box(self, photo, officer):
        data = {"number": ["1"], "left": ["120"], "top": ["1"], "width": ["1"], "height": ["1"]}

        answer = self.post(officer, "faces_change", photo, page=1, mark=mark(photo), **data)

        assert "dalam persen" in answer.content.decode()
        assert faces.read_faces(photo.current_id) == {1: (FACE,)}

    def test_confirms_only_with_a_tick(self, photo, officer):
        self.post(officer, "faces_confirm", photo, covered="1", mark=mark(photo))
        photo.refresh_from_db()
        before = photo.has_covered_faces

        self.post(officer, "faces_confirm", photo, covered="1", seen="1", mark=mark(photo))
        photo.refresh_from_db()

        assert (before, photo.has_covered_faces) == (False, True)

    def test_says_of_other_files_what_to_do(self, city, officer):
        document = make_document(city, by=officer, child_content=ChildContent.FACES)

        assert "PDF" in get(officer, "faces", document).content.decode()


@pytest.mark.parametrize("row", ["a&top=1&width=1&height=1", "1&top=1&width=0&height=1", "-1&top=1&width=1&height=1"])
def test_a_box_is_four_numbers_inside_the_page(row):
    with pytest.raises(BadDocument):
        read_boxes(QueryDict(f"number=1&left={row}"))
