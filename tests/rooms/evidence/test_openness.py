"""Who gets what of a document: the table, and everything that must agree with it."""

import re
from datetime import date
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.openness import (
    DESCRIBED,
    TABLE,
    UNRESTRICTED,
    Keeping,
    Nearness,
    Openness,
    keeping_of,
    look_up,
)
from paripurna.rooms.evidence.types import ChildContent, Confidentiality
from tests.factories.evidence import NOW, link, make_document

ON = date(2026, 11, 23)
KINDS = (ChildContent.NONE, ChildContent.FACES, ChildContent.DATA)
MIXTURES = list(product(KINDS, Confidentiality.values, ("", "FACE"), (False, True)))


def kept(child_content, confidentiality="INTERNAL", suspected="", has_covered_faces=False):
    return SimpleNamespace(
        child_content=child_content,
        confidentiality=confidentiality,
        suspected=suspected,
        has_covered_faces=has_covered_faces,
    )


class TestKeepingOf:
    @pytest.mark.parametrize(
        ("document", "keeping"),
        [
            (kept("NONE"), Keeping.SHARED),
            (kept("NONE", "OPEN"), Keeping.SHARED),
            (kept("FACES"), Keeping.FACES),
            (kept("FACES", has_covered_faces=True), Keeping.COVERED),
            (kept("DATA"), Keeping.APART),
            (kept("RECORDS"), Keeping.APART),
            (kept("NONE", "CONFIDENTIAL"), Keeping.APART),
            (kept("FACES", "CONFIDENTIAL", has_covered_faces=True), Keeping.APART),
            (kept("NONE", suspected="FACE"), Keeping.APART),
            (kept("FACES", suspected="IDENTITY", has_covered_faces=True), Keeping.APART),
            (kept("something new"), Keeping.APART),
        ],
    )
    def test_keeps_apart_what_is_not_plainly_harmless(self, document, keeping):
        assert keeping_of(document) is keeping


class TestLookUp:
    @pytest.mark.parametrize("keeping", Keeping)
    def test_gives_strangers_nothing(self, keeping):
        assert look_up(keeping, Nearness.STRANGER) is Openness.NOTHING

    def test_never_gives_more_to_who_stands_farther_away(self):
        order = [Openness.NOTHING, Openness.DESCRIPTION, Openness.BLURRED, Openness.ORIGINAL]
        for keeping in TABLE:
            got = [order.index(look_up(keeping, nearness)) for nearness in Nearness]
            assert got == sorted(got, reverse=True), keeping


@pytest.mark.parametrize(("child_content", "confidentiality", "suspected", "is_covered"), MIXTURES)
def test_filters_say_what_the_table_says(city, officer, child_content, confidentiality, suspected, is_covered):
    document = make_document(city, by=officer, child_content=child_content, confidentiality=confidentiality)
    covered = NOW if is_covered and child_content is ChildContent.FACES else None
    Document.objects.filter(pk=document.pk).update(suspected=suspected, faces_covered_at=covered)
    document.refresh_from_db()

    is_open = Document.objects.filter(UNRESTRICTED).exists()
    is_described = Document.objects.filter(DESCRIBED).exists()

    assert is_open == (document.keeping is Keeping.SHARED) == (not document.is_restricted)
    assert is_described == (look_up(document.keeping, Nearness.READER) is not Openness.NOTHING)


class TestScope:
    """The people of the room: who keeps the document, who reads it, who must not know of it."""

    def opens(self, user, city, document):
        scope = queries.read_scope(user, city, on=ON)
        found = Document.objects.visible_to(scope).filter(pk=document.pk).first()
        return scope.openness_of(found) if found else Openness.NOTHING

    @pytest.mark.parametrize(
        ("child_content", "expected"),
        [
            (ChildContent.NONE, "ORIGINAL ORIGINAL ORIGINAL ORIGINAL NOTHING"),
            (ChildContent.FACES, "ORIGINAL ORIGINAL ORIGINAL DESCRIPTION NOTHING"),
            (ChildContent.DATA, "ORIGINAL ORIGINAL ORIGINAL NOTHING NOTHING"),
        ],
    )
    def test_follows_the_table(self, city, officer, secretary, verifier, head, neighbor, child_content, expected):
        document = make_document(city, by=officer, child_content=child_content)

        found = [self.opens(user, city, document).value for user in (officer, secretary, verifier, head, neighbor)]

        assert " ".join(found) == expected

    def test_shows_the_description_to_who_answers_a_question_that_it_proves(self, city, sheet, officer, neighbor):
        document = make_document(city, by=officer, child_content=ChildContent.FACES)
        link(document, sheet, "1.1", by=officer)
        before = self.opens(neighbor, city, document)
        # DP3AKB answers indicator 2
        from tests.factories.sheets import make_person

        link(document, sheet, "2.1", by=make_person(city, "SECRETARIAT", username="sekretaris-dua"))

        assert (before, self.opens(neighbor, city, document)) == (Openness.NOTHING, Openness.DESCRIPTION)


def test_the_docs_show_the_very_table():
    page = (Path(__file__).parents[3] / "docs" / "reference" / "anak-dalam-dokumen.md").read_text(encoding="utf-8")
    rows = {}
    for line in page.splitlines():
        cells = re.findall(r"`([A-Z]+)`", line)
        if line.startswith("| `") and len(cells) == 5:
            rows[cells[0]] = cells[1:]

    assert rows == {keeping.value: [look_up(keeping, nearness).value for nearness in Nearness] for keeping in Keeping}
