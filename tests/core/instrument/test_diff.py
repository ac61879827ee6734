"""Differences are told part by part, field by field."""

from __future__ import annotations

from paripurna.core.instrument.diff import ChangeKind, Difference, PartKind, diff_editions
from tests.core.instrument.making import a_question, an_edition, yes_no

OLD = an_edition(a_question("1"), a_question("2"))


class TestDiffEditions:
    def test_finds_nothing_between_twins(self):
        assert diff_editions(OLD, OLD).differences == ()

    def test_tells_what_came_and_went(self):
        diff = diff_editions(OLD, an_edition(a_question("1"), a_question("3")))

        assert [(each.part, each.key, each.old) for each in diff.removed] == [(PartKind.QUESTION, "2", "Pertanyaan 2")]
        assert [(each.part, each.key, each.new) for each in diff.added] == [(PartKind.QUESTION, "3", "Pertanyaan 3")]
        assert diff.changed == ()

    def test_tells_the_field_that_changed(self):
        options = [{"code": "ya", "label": "Ya", "points": "5"}, {"code": "tidak", "label": "Tidak", "points": "1"}]
        changed = a_question("1", roles=["lurah", "camat"], rule=yes_no(options=options))

        diff = diff_editions(OLD, an_edition(changed, a_question("2"), version="2"))

        assert set(diff.changed) == {
            Difference(PartKind.EDITION, "contoh", ChangeKind.CHANGED, "version", "1", "2"),
            Difference(PartKind.QUESTION, "1", ChangeKind.CHANGED, "rule.options.tidak.points", "0", "1"),
            Difference(PartKind.QUESTION, "1", ChangeKind.CHANGED, "roles", "", "lurah, camat"),
        }

    def test_tells_sources_by_their_text(self):
        new = an_edition(a_question("1"), a_question("2"), sources=[{"code": "S2", "text": "Lain"}])

        assert [each.new for each in diff_editions(OLD, new).added] == ["Lain"]

    def test_reads_as_a_sentence(self):
        line = Difference(PartKind.QUESTION, "1", ChangeKind.CHANGED, "max_points", "5", "")

        assert line.in_language("id") == "~ pertanyaan 1: max_points dari “5” menjadi “—”"
        assert line.in_language("en") == "~ question 1: max_points from “5” to “—”"
