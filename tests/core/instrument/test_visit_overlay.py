"""How the visit looks under an edition."""

import pytest

from paripurna.core.instrument.shelf import get_edition
from paripurna.core.instrument.visit_overlay import get_visit_overlay
from paripurna.rooms.assessment.visit.types import SiteKind


def test_names_kinds_that_there_are_and_enough_sites():
    overlay = get_visit_overlay(get_edition("kla-2024"))
    visited = [idea for idea in overlay.template if not idea.reserve]

    assert {idea.kind for idea in overlay.template} <= set(SiteKind)
    assert overlay.sites_least <= len(visited) <= overlay.sites_most
    assert len(visited) < len(overlay.template)


def test_says_how_children_are_kept_safe():
    script = get_visit_overlay(get_edition("kla-2024")).children_script

    assert all(word in script for word in ("Izin tertulis", "nama panggilan", "kasus", "Jalan keluar cepat", "Foto"))


def test_is_empty_where_nothing_is_written(tmp_path):
    overlay = get_visit_overlay(get_edition("kla-2024"), tmp_path)

    assert (overlay.stage, overlay.template, overlay.hours) == ("", (), 48)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("edition: kla-2024\nstage: piknik\n", "piknik"),
        ("edition: kla-2024\ntemplate: [{kind: SCHOOL, name: A, questions: ['99.9']}]\n", "99.9"),
        ("edition: kla-2024\ntemplate: [{kind: SCHOOL, name: A, role: dukun}]\n", "dukun"),
    ],
)
def test_refuses_what_does_not_fit(tmp_path, text, word):
    folder = tmp_path / "kla-2024"
    folder.mkdir()
    (folder / "visit.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=word):
        get_visit_overlay(get_edition("kla-2024"), tmp_path)
