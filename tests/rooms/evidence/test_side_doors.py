"""Every way to a document that must stay shut: its own doors, and every page of the house that could mention it.

Documents with words of their own are put into the city of the matrix; then each GET address of the house is opened by each
visitor to whom the matrix opens it, and what comes back is searched for the words that this visitor must not read. What a
refusal says is searched at the documents' own doors.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from paripurna.platform.accounts.models import User
from paripurna.platform.files import store
from paripurna.rooms.evidence import actions, faces, machine
from paripurna.rooms.evidence.models import Document, Reading
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind, ReadingState
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.models import Sheet
from tests.factories.access import sign_in
from tests.factories.evidence import NOW, draft_document, link, make_file
from tests.factories.network import make_agency
from tests.factories.sheets import make_person, make_sheet
from tests.matrix.table import Row, Visitor, World
from tests.matrix.visiting import Doors, opened, undone
from tests.matrix.walk import list_rows
from tests.platform.files.samples import jpeg

FAR = (
    *(Visitor.SIGNED_OUT, Visitor.OTHER_CITY, Visitor.OPERATOR, Visitor.OFFICER),
    *(Visitor.HEAD, Visitor.KELURAHAN, Visitor.PROVINCE),
)
ROWS = [row for row in list_rows() if row.method == "get"]


@dataclass(frozen=True)
class Secret:
    """A document and its words: those of its description, and those of its content."""

    document: Document
    described: tuple[str, ...]
    inside: tuple[str, ...]
    is_described_to_head: bool


@dataclass(frozen=True)
class Scene:
    doors: Doors
    linked: User  # an officer who answers a question that the documents prove
    secrets: dict[str, Secret]

    @classmethod
    def set_up(cls, doors: Doors) -> Scene:
        secrets = make_secrets(doors.world)
        return cls(doors, make_person(doors.world.city, "OFFICER", agency="dp3akb"), secrets)

    def enter(self, visitor: Visitor | str) -> Client:
        """This function will return a browser of one of the world's people, or of who is linked."""
        return sign_in(Client(), self.linked) if visitor == "linked" else self.doors.enter(Visitor(visitor))

    def words_hidden_from(self, visitor: Visitor) -> Iterator[str]:
        for secret in self.secrets.values():
            yield from secret.inside
            if not (visitor is Visitor.HEAD and secret.is_described_to_head):
                yield from secret.described


def make_secret(world: World, sheet: Any, name: str, *, described: bool = False, **fields: Any) -> Secret:
    """A document of Dinkes that proves a question of Dinkes and one of DP3AKB."""
    by = world.people[Visitor.SECRETARIAT]
    text = f"rahasia{name}isi".encode()
    picture = fields.pop("picture", False)
    file = make_file(jpeg(size=(300, 200)) if picture else text, f"berkas{name}." + ("jpg" if picture else "txt"))
    known = {"title": f"judul{name}", "number": f"nomor{name}", "summary": f"ringkas{name}"}
    draft = draft_document(world.city, **known, **fields)
    document = actions.add_document(
        city=world.city, draft=draft, file=file, filename=f"berkas{name}.txt", by=by, at=NOW
    )
    known_questions = sheets.edition_of(sheet).question_by_number
    for question in known_questions.keys() & {"1.1", "2.1"}:
        link(document, sheet, question, by=by, place=f"hlm{name}", note=f"catatan{name}")
    inside = (f"berkas{name}", f"rahasia{name}isi")
    return Secret(document, (*known.values(), f"catatan{name}"), inside, described)


def make_secrets(world: World) -> dict[str, Secret]:
    """Three documents that prove the questions of whatever sheet the city has; without one, a sheet is made."""
    for code, plays in (("dinkes", ("kesehatan",)), ("dp3akb", ("ppa",))):
        if network.find_agency(world.city, code) is None:
            make_agency(world.city, code, plays=plays)
    sheet = Sheet.objects.of_city(world.city).order_by("pk").first() or make_sheet(world.city)
    photo = {"child_content": ChildContent.FACES, "kind": DocumentKind.PHOTO, "picture": True}
    return {
        "data": make_secret(world, sheet, "zebra", child_content=ChildContent.DATA),
        "rahasia": make_secret(world, sheet, "okapi", confidentiality=Confidentiality.CONFIDENTIAL),
        "wajah": make_secret(world, sheet, "tapir", described=True, **photo),
    }


@pytest.fixture(scope="module")
def doors(django_db_setup: None, django_db_blocker: Any) -> Iterator[Doors]:
    with opened(django_db_blocker) as doors:
        yield doors


@pytest.fixture(scope="class")
def standing(doors: Doors) -> Iterator[Scene]:
    with undone():
        yield Scene.set_up(doors)


@pytest.fixture
def scene(standing: Scene) -> Iterator[Scene]:
    """The documents and who answers a question that they prove; what a test does to them is undone."""
    with undone():
        yield standing


def read(response: Any) -> str:
    """Everything that came back, also from inside a workbook or an archive, and where it leads."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    texts = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            texts = [archive.read(name) for name in archive.namelist()]
    return " ".join([*(text.decode("utf-8", "replace") for text in texts), str(response.headers)])


def group_by_place() -> list[list[Row]]:
    """This function will put rows together that need the same things in the world, so that these are made once."""
    groups = defaultdict(list)
    for row in ROWS:
        groups[row.kwargs if callable(row.kwargs) else None].append(row)
    return [rows for rows in groups.values() if list_visits(rows)]


def list_visits(rows: list[Row]) -> list[tuple[Row, Visitor]]:
    """This function will return who gets to see which address."""
    return [(row, visitor) for row, visitor in product(rows, FAR) if row.allows(visitor, 200)]


def name_group(rows: list[Row]) -> str:
    return getattr(rows[0].kwargs, "__name__", "nothing") + f"-{rows[0].name}"


class TestEveryAddress:
    @pytest.mark.parametrize("rows", group_by_place(), ids=name_group)
    def test_tells_nothing_of_what_must_stay_hidden(self, rows: list[Row], doors: Doors) -> None:
        told = {}

        with undone():
            made = rows[0].place(doors.world)
            scene = Scene.set_up(doors)
            for row, visitor in list_visits(rows):
                url = reverse(row.name, kwargs=made if callable(row.kwargs) else row.kwargs) + row.query
                with undone():
                    text = read(doors.enter(visitor).get(url))
                told[url, visitor.value] = [word for word in scene.words_hidden_from(visitor) if word in text]

        assert not any(told.values()), {where: words for where, words in told.items() if words}


DOORS = {
    "document": ({}, ""),
    "viewer": ({}, ""),
    "file": ({"number": 1}, ""),
    "page": ({"number": 1, "page": 1}, "?lebar=320"),
    "faces": ({}, ""),
}
SHUT = {"document": 404, "viewer": 404, "file": 404, "page": 404, "faces": 404}
DESCRIBED = {"document": 200, "viewer": 200, "file": 403, "page": 403, "faces": 403}
COVERED = DESCRIBED | {"page": 200}
NO_RIGHT = dict.fromkeys(DOORS, 403)
AWAY = dict.fromkeys(DOORS, 404)
SIGN_IN = dict.fromkeys(DOORS, 302)
KEEPER = dict.fromkeys(DOORS, 200)
TABLE = {
    Visitor.SIGNED_OUT: (SIGN_IN, SIGN_IN),
    Visitor.OTHER_CITY: (AWAY, AWAY),
    Visitor.OPERATOR: (AWAY, AWAY),
    Visitor.KELURAHAN: (SHUT, SHUT),
    Visitor.PROVINCE: (NO_RIGHT, NO_RIGHT),
    Visitor.OFFICER: (SHUT, SHUT),
    Visitor.HEAD: (DESCRIBED, SHUT),
    "linked": (DESCRIBED, SHUT),
    Visitor.VERIFIER: (KEEPER, KEEPER | {"page": 404}),  # a text has no page
    Visitor.SECRETARIAT: (KEEPER, KEEPER | {"page": 404}),
}
"""What opens of a photo with faces, and of a text that is kept apart."""


def try_doors(scene: Scene, visitor: Visitor | str, document: Document) -> dict[str, int]:
    client, found = scene.enter(visitor), {}
    for name, (more, query) in DOORS.items():
        url = reverse(f"evidence:{name}", kwargs={"city": "balikpapan", "code": document.code, **more})
        response = client.get(url + query)
        found[name], text = response.status_code, read(response)
        if visitor in FAR:
            assert not [word for word in scene.words_hidden_from(visitor) if word in text], f"{url} tells"
    return found


class TestDoors:
    @pytest.mark.parametrize("visitor", TABLE, ids=str)
    def test_open_as_the_table_says(self, scene: Scene, visitor: Visitor | str) -> None:
        with_faces, apart = TABLE[visitor]

        assert try_doors(scene, visitor, scene.secrets["wajah"].document) == with_faces
        for name in ("data", "rahasia"):
            assert try_doors(scene, visitor, scene.secrets[name].document) == apart, name

    @pytest.mark.parametrize("visitor", [Visitor.HEAD, "linked"], ids=str)
    def test_show_the_covered_page_once_a_person_confirmed(self, scene, visitor, monkeypatch):
        from paripurna.platform.files.reading import faces as finder

        monkeypatch.setattr(finder, "find_faces", lambda file, *, page=1: ())
        document, by = scene.secrets["wajah"].document, scene.doors.world.people[Visitor.SECRETARIAT]
        faces.seek_faces(document.current_id, at=NOW)
        mark = faces.mark_of(faces.read_faces(document.current_id))
        actions.confirm_faces(document=document, mark=mark, by=by, at=NOW)

        assert try_doors(scene, visitor, document) == COVERED

    @pytest.mark.parametrize("visitor", [Visitor.HEAD, Visitor.OFFICER, "linked"], ids=str)
    def test_never_send_the_bytes(self, scene, visitor):
        document = scene.secrets["wajah"].document
        original = b"".join(store.read(store.key_of(document.current.file.hash)))
        client = scene.enter(visitor)

        for query in ("", "?lebar=1600", "?samar=1", "?lihat=1"):
            for name, more in (("file", {"number": 1}), ("page", {"number": 1, "page": 1})):
                url = reverse(f"evidence:{name}", kwargs={"city": "balikpapan", "code": document.code, **more})
                response = client.get(url + query)
                assert response.status_code in {403, 404}
                assert original[:64] not in response.content


SEARCHES = ("evidence:documents", "ui:search")


class TestSearching:
    @pytest.mark.parametrize("visitor", [Visitor.OFFICER, Visitor.HEAD, "linked"], ids=str)
    @pytest.mark.parametrize("name", SEARCHES)
    def test_finds_only_descriptions_that_the_person_may_read(self, scene, visitor, name):
        client = scene.enter(visitor)
        for animal in ("zebra", "okapi", "tapir"):
            is_open = animal == "tapir" and visitor is not Visitor.OFFICER
            for word in (f"judul{animal}", f"rahasia{animal}isi", f"berkas{animal}"):
                page = client.get(reverse(name, kwargs={"city": "balikpapan"}), {"cari": word, "q": word})
                is_found = f"nomor{animal}" in page.content.decode()
                assert is_found == (is_open and word.startswith("judul")), word


class TestMachine:
    @pytest.mark.parametrize("name", ["data", "wajah"])
    def test_never_reads_what_shows_children(self, scene, name):
        document = scene.secrets[name].document

        machine.read_version(document.current_id, at=NOW)

        reading = Reading.objects.get(version=document.current_id)
        assert (reading.state, reading.text, reading.stems, reading.fingerprint) == (ReadingState.NOT_READ, "", "", {})
        assert not reading.text_bands.exists()
        assert not reading.picture_bands.exists()
