"""A crosswalk accounts for every question once, and answers cross it as carried, proposed or lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from paripurna.core.instrument.carry_over import Outcome, propose_answers
from paripurna.core.instrument.crosswalk import (
    Crosswalk,
    Link,
    LinkKind,
    check_crosswalk,
    find_crosswalk_file,
    load_crosswalk,
)
from paripurna.core.instrument.guess import guess_crosswalk
from paripurna.core.instrument.problem import EditionError
from tests.core.instrument.making import a_question, an_edition, yes_no

FREE = {"kind": "free", "note": "Contoh"}

OLD = an_edition(
    a_question("1"),
    a_question("2"),
    a_question("3"),
    a_question("4"),
    a_question("5", max_points="4", rule=FREE),
    a_question("6", max_points="6", rule=FREE),
    a_question("7"),
    a_question("8", max_points="0", rule=FREE),
)
NEW = an_edition(
    a_question("1", label="Lain"),
    a_question("2b", rule={**yes_no(), "note": "Kini resmi", "standing": "OFFICIAL"}),
    a_question("3", max_points="7", rule=yes_no("7")),
    a_question("4a", max_points="2", rule=FREE),
    a_question("4b", max_points="3", rule=FREE),
    a_question("5", max_points="10", rule=FREE),
    a_question("7", rule=FREE),
    a_question("8", max_points="1", rule=FREE),
    a_question("9"),
    version="2",
)


def link(kind: str, old: str, new: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "old": old.split(), "new": new.split(), **more}


LINKS = [
    link("RENAMED", "1", "1"),
    link("SAME", "2", "2b"),
    link("RESCALED", "3", "3", confidence="0.8"),
    link("SPLIT", "4", "4a 4b"),
    link("MERGED", "5 6", "5"),
    link("SAME", "7", "7"),
    link("RESCALED", "8", "8"),
    link("NEW", "", "9"),
]


def crosswalk(*links: dict[str, object], old: str = "contoh@1", new: str = "contoh@2") -> Crosswalk:
    return Crosswalk.model_validate({"old": old, "new": new, "links": links})


def codes(walk: Crosswalk) -> list[tuple[str, str]]:
    return [(problem.code, problem.question) for problem in check_crosswalk(walk, OLD, NEW)]


class TestCheckCrosswalk:
    def test_accepts_one_that_accounts_for_everything(self):
        assert codes(crosswalk(*LINKS)) == []

    def test_finds_what_is_not_accounted_for(self):
        assert codes(crosswalk(*LINKS[1:])) == [("NOT_ACCOUNTED", "1"), ("NOT_ACCOUNTED", "1")]

    def test_finds_what_is_named_twice_or_does_not_exist(self):
        twice = crosswalk(*LINKS, link("RETIRED", "1", ""), link("NEW", "", "99"))

        assert codes(twice) == [("ACCOUNTED_TWICE", "1"), ("NOT_IN_EDITION", "99")]

    @pytest.mark.parametrize(
        ("kind", "old", "new"), [("SAME", "1", ""), ("SPLIT", "1", "1"), ("MERGED", "1", "1"), ("NEW", "1", "1")]
    )
    def test_finds_links_of_the_wrong_shape(self, kind, old, new):
        assert "LINK_SHAPE" in [code for code, _ in codes(crosswalk(link(kind, old, new)))]

    def test_compares_maxima(self):
        walk = crosswalk(link("RESCALED", "1", "1"), link("SAME", "3", "3"), link("SAME", "x", "1"))

        assert codes(walk)[:2] == [("NOT_RESCALED", "1"), ("NOT_THE_SAME", "3")]

    def test_finds_other_editions(self):
        assert codes(crosswalk(*LINKS, old="lain@1", new="lain@2"))[:2] == [("WRONG_EDITION", "")] * 2


WRITTEN = """\
old: contoh@1
new: contoh@2
links:
  - {kind: RENAMED, old: ['1'], new: ['1']}
"""


class TestLoadCrosswalk:
    def test_reads_the_file_beside_the_newer_edition(self, tmp_path: Path):
        file = tmp_path / "crosswalk-from-contoh.yaml"
        assert find_crosswalk_file(tmp_path, OLD) is None
        file.write_text("old: contoh@1\nnew: contoh@1\nlinks:\n  - {kind: SAME, old: ['1'], new: ['1']}\n")
        small = an_edition()

        assert find_crosswalk_file(tmp_path, small) == file
        assert load_crosswalk(file, small, small).links == (Link(kind=LinkKind.SAME, old=("1",), new=("1",)),)

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (WRITTEN, 3),
            (WRITTEN.replace("RENAMED", "SIBLING"), 4),
            (WRITTEN.replace("new: contoh@2", "new: ["), None),
        ],
    )
    def test_tells_file_and_line(self, tmp_path: Path, text: str, line: int | None):
        file = tmp_path / "x.yaml"
        file.write_text(text)

        with pytest.raises(EditionError) as caught:
            load_crosswalk(file, OLD, NEW)

        assert caught.value.problems[0].file == str(file)
        assert line is None or caught.value.problems[0].line == line


ANSWERS = {number: {"option": "ya"} for number in "12347"}
MARKS = {number: Decimal(mark) for number, mark in zip("1234567", ("5", "5", "4", "5", "4", "3", "2"), strict=True)}


class TestProposeAnswers:
    def test_carries_proposes_and_loses(self):
        carry = propose_answers(crosswalk(*LINKS), OLD, NEW, answers=ANSWERS, marks=MARKS)

        assert {(item.new, item.outcome.value, str(item.points)) for item in carry.items} == {
            ("1", "CARRIED", "5.00"),
            ("2b", "CARRIED", "5.00"),
            ("3", "PROPOSED", "5.60"),
            ("4a", "PROPOSED", "2.00"),
            ("4b", "PROPOSED", "3.00"),
            ("5", "PROPOSED", "7.00"),
            ("7", "PROPOSED", "2.00"),
            ("8", "PROPOSED", "0.00"),
            ("9", "OPEN", "0.00"),
        }
        assert carry.old_points == sum(MARKS.values()) == sum(item.old_points for item in carry.items)
        assert (carry.carried_points, carry.proposed_points, carry.lost_points) == (10, Decimal("19.60"), 0)

    def test_keeps_an_answer_only_where_it_fits(self):
        carry = propose_answers(crosswalk(*LINKS), OLD, NEW, answers=ANSWERS, marks=MARKS)
        answers = {item.new: item.answer for item in carry.items}

        assert answers["1"] == answers["3"] == {"option": "ya"}
        assert answers["4a"] is answers["7"] is answers["8"] is answers["9"] is None

    def test_loses_the_points_of_what_is_retired(self):
        walk = crosswalk(link("RETIRED", "1", ""))

        carry = propose_answers(walk, OLD, NEW, answers={}, marks={"1": Decimal("4.5")})

        assert [item.outcome for item in carry.items] == [Outcome.LOST]
        assert (carry.lost_points, carry.old_points) == (Decimal("4.5"), Decimal("4.5"))

    def test_rounds_half_up(self):
        walk = crosswalk(link("RESCALED", "3", "3"))

        carry = propose_answers(walk, OLD, NEW, answers={}, marks={"3": Decimal("0.075")})

        assert carry.proposed_points == Decimal("0.11")  # 0.105


class TestGuessCrosswalk:
    def test_pairs_by_number_and_label(self):
        old = an_edition(
            a_question("1", label="Peraturan daerah tentang anak"),
            a_question("2", label="Anggaran forum anak"),
            a_question("3", label="Jumlah puskesmas ramah anak"),
            a_question("4", label="Sesuatu yang hilang"),
        )
        new = an_edition(
            a_question("1", label="Peraturan daerah tentang anak"),
            a_question("7", label="Anggaran forum anak tahunan"),
            a_question("3", label="Jumlah puskesmas ramah anak", max_points="6", rule=yes_no("6")),
            a_question("9", label="Ruang bermain di kelurahan"),
        )

        guess = guess_crosswalk(old, new)

        assert [(each.kind.value, each.old, each.new) for each in guess.links] == [
            ("SAME", ("1",), ("1",)),
            ("RENAMED", ("2",), ("7",)),
            ("RESCALED", ("3",), ("3",)),
            ("RETIRED", ("4",), ()),
            ("NEW", (), ("9",)),
        ]
        assert guess.links[1].confidence < 1
        assert check_crosswalk(guess, old, new.model_copy(update={"version": "1"})) == ()
