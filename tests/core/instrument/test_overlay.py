"""How an overlay beside an edition is read, refused and hashed, whatever it is about."""

import pytest

from paripurna.core.instrument.overlay import Overlay, read_overlay
from paripurna.core.instrument.shelf import get_edition

EDITION = get_edition("kla-2024")


@pytest.fixture
def read(tmp_path):
    def read(text: str) -> Overlay:
        (tmp_path / EDITION.id).mkdir()
        (tmp_path / EDITION.id / "color.yaml").write_text(text, encoding="utf-8")
        return read_overlay(Overlay, "color.yaml", EDITION, tmp_path)

    return read


def test_is_empty_where_nothing_is_written(tmp_path):
    assert read_overlay(Overlay, "color.yaml", EDITION, tmp_path) == Overlay(edition=EDITION.id)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("edition: kla-2019\n", "of kla-2019, not of kla-2024"),
        ("edition: kla-2024\nwarna: biru\n", "warna"),
        ("edition: [\n", r"color\.yaml"),
    ],
    ids=["another edition", "unknown field", "not yaml"],
)
def test_a_broken_one_says_what_is_wrong(read, text, complaint):
    with pytest.raises(ValueError, match=complaint):
        read(text)


def test_has_a_hash_of_its_content(read):
    one = read("edition: kla-2024\nstanding: OFFICIAL\n")

    assert one.hash == Overlay(edition=EDITION.id, standing="OFFICIAL").hash != Overlay(edition=EDITION.id).hash
