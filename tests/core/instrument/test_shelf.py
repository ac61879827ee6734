"""Editions are found by id and version, newest first, and read again when a file changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from paripurna.core.instrument.guess import guess_crosswalk, spell_crosswalk
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.schema import NAME, edition_schema_text
from paripurna.core.instrument.shelf import (
    SHIPPED,
    EditionNotFoundError,
    find_crosswalk,
    find_edition,
    get_edition,
    list_editions,
    list_subject_kinds,
)

VILLAGE = Path(__file__).parent / "editions" / "desa-2013"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for version in ("2.9", "2.10", "2.10+kota.1"):
        folder = Path(shutil.copytree(VILLAGE, tmp_path / f"desa-{version}"))
        head = folder / "edition.yaml"
        head.write_text(head.read_text().replace("'2.1'", f"'{version}'"))
    return tmp_path


class TestFindEdition:
    def test_finds_the_newest_by_number_not_by_letter(self, shelf):
        assert [edition.version for edition in list_editions(shelf)] == ["2.9", "2.10", "2.10+kota.1"]
        assert get_edition("desa-2013", shelf).version == "2.10+kota.1"

    def test_finds_one_version(self, shelf):
        assert get_edition("desa-2013@2.9", shelf).version == "2.9"

    def test_knows_what_it_has_not(self, shelf):
        assert find_edition("desa-2013@3", shelf) is None
        with pytest.raises(EditionNotFoundError, match="desa-1"):
            get_edition("desa-1", shelf)

    def test_reads_whole_only_what_is_about_the_subject_that_is_asked_for(self, shelf):
        (shelf / "desa-2.9" / "desa.yaml").write_text("strands: [")
        head = shelf / "desa-2.9" / "edition.yaml"
        head.write_text(head.read_text().replace("subject_kind: kelurahan", "subject_kind: island"))

        assert list_subject_kinds(shelf) == {"kelurahan", "island"}
        assert [edition.version for edition in list_editions(shelf, subject_kind="kelurahan")] == [
            "2.10",
            "2.10+kota.1",
        ]

    def test_says_what_is_wrong_with_a_head(self, shelf):
        (shelf / "desa-2.9" / "edition.yaml").write_text("- no mapping")

        assert list_subject_kinds(shelf) == {"kelurahan"}
        with pytest.raises(EditionError):
            list_editions(shelf, subject_kind="kelurahan")

    def test_reads_a_file_again_only_when_it_changed(self, shelf):
        first = get_edition("desa-2013@2.9", shelf)
        same = get_edition("desa-2013@2.9", shelf)
        file = shelf / "desa-2.9" / "desa.yaml"
        file.write_text(file.read_text().replace("Kematian bayi", "Kematian bayi dan balita"))

        assert same is first
        assert get_edition("desa-2013@2.9", shelf) != first


class TestFindCrosswalk:
    def test_finds_the_one_beside_the_newer_edition_for_local_revisions_too(self, shelf):
        guess = guess_crosswalk(get_edition("desa-2013@2.9", shelf), get_edition("desa-2013@2.10", shelf))
        assert find_crosswalk("desa-2013@2.9", "desa-2013@2.10", shelf) is None

        (shelf / "desa-2.10" / "crosswalk-from-desa-2013.yaml").write_text(spell_crosswalk(guess))

        assert find_crosswalk("desa-2013@2.9+kota.2", "desa-2013@2.10+kota.1", shelf) == guess

    def test_knows_no_crosswalk_of_unknown_editions(self, shelf):
        assert find_crosswalk("desa-1@1", "desa-2013@2.9", shelf) is None
        assert find_crosswalk("desa-2013@2.9", "desa-9@1", shelf) is None


class TestSchema:
    def test_shipped_schema_is_up_to_date(self):
        # Renew it with: paripurna edition schema --write
        assert (SHIPPED / NAME).read_text("utf-8") == edition_schema_text()
