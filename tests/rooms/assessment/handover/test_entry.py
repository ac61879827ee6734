"""Into the national application: ticks, scores, names, what goes into a file."""

from decimal import Decimal

import pytest

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.rooms.assessment import actions as rounds
from paripurna.rooms.assessment.handover import actions
from paripurna.rooms.assessment.handover.comparison import build_comparison
from paripurna.rooms.assessment.handover.entry_page import build_entry_list, spell_answer
from paripurna.rooms.assessment.handover.merge_plan import plan_merge
from paripurna.rooms.assessment.handover.models import EntryTick
from paripurna.rooms.assessment.handover.naming import build_name
from paripurna.rooms.assessment.handover.queries import find_rule, list_scores
from paripurna.rooms.assessment.handover.types import (
    BadEntryRule,
    BadScore,
    EntryChanged,
    EntryState,
    ScoreKey,
    ScoreLevel,
)
from paripurna.rooms.assessment.types import RoundNotRunning
from paripurna.rooms.evidence.types import DocumentKind
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of, get_answer
from paripurna.rooms.sheets.types import AnswerDraft, AnswerRow, AnswerState
from tests.factories.assessment import NOW, answer_round
from tests.factories.evidence import link, make_document, make_file

QUESTION = ScoreKey(ScoreLevel.QUESTION, "1.1")


def tick(found, by, *, seen=1, question="1.1"):
    return actions.tick_entry(round=found, question=question, seen_revision=seen, by=by, at=NOW)


def state_of(found, number="1.1"):
    return next(line.state for line in build_entry_list(found).lines if line.question.number == number)


@pytest.fixture
def answered(running):
    answer_round(running, share="0.8", leave=("1.2a",))
    return running


class TestTick:
    def test_sent_twice_is_one(self, answered, secretary):
        tick(answered, secretary)
        tick(answered, secretary)

        assert state_of(answered) is EntryState.ENTERED
        assert EntryTick.objects.get().entered_by == secretary
        assert Event.objects.filter(verb="assessment.entry_ticked").count() == 1

    def test_tells_that_the_answer_changed_since(self, answered, secretary):
        tick(answered, secretary)
        data = get_answer(answered.sheet, "1.1").data
        draft = AnswerDraft("1.1", data, "catatan baru", 1)

        sheets.save_answer(sheet=answered.sheet, draft=draft, by=secretary, at=NOW)

        assert state_of(answered) is EntryState.CHANGED
        tick(answered, secretary, seen=2)
        assert state_of(answered) is EntryState.ENTERED

    def test_refuses_what_was_changed_while_it_was_typed(self, answered, secretary):
        with pytest.raises(EntryChanged):
            tick(answered, secretary, seen=7)

    def test_is_taken_back(self, answered, secretary):
        tick(answered, secretary)
        for _twice in range(2):
            actions.untick_entry(round=answered, question="1.1", by=secretary, at=NOW)

        assert state_of(answered) is EntryState.OPEN
        assert Event.objects.filter(verb="assessment.entry_unticked").count() == 1

    def test_needs_the_right(self, answered, officer):
        with pytest.raises(NotAllowed):
            tick(answered, officer)

    def test_refuses_a_finished_round(self, answered, secretary):
        rounds.finish_round(round=answered, by=None, at=NOW)

        with pytest.raises(RoundNotRunning):
            tick(answered, secretary)


class TestScores:
    def test_are_compared_by_name(self, answered, secretary):
        ours = build_comparison(answered).typed[0].ours
        scores = {ScoreKey(ScoreLevel.TOTAL): ours, ScoreKey(ScoreLevel.INDICATOR, "5"): Decimal("1.25")}

        actions.keep_scores(round=answered, scores=scores, by=secretary, at=NOW)

        (line,) = build_comparison(answered).differing
        assert (line.key.number, line.theirs) == ("5", Decimal("1.25"))
        assert line.difference == line.theirs - line.ours

    def test_show_questions_that_were_read(self, answered, secretary):
        actions.keep_scores(round=answered, scores={QUESTION: Decimal(0)}, by=secretary, at=NOW)

        assert [line.key for line in build_comparison(answered).questions] == [QUESTION]

    def test_are_taken_away_and_counted_only_when_they_change(self, answered, secretary):
        said = {"round": answered, "by": secretary, "at": NOW}

        changes = [actions.keep_scores(scores={QUESTION: points}, **said) for points in (Decimal(1), Decimal(1), None)]

        assert changes == [1, 0, 1]
        assert list_scores(answered) == {}

    @pytest.mark.parametrize(
        ("key", "points"),
        [
            (ScoreKey(ScoreLevel.INDICATOR, "99"), Decimal(1)),
            (QUESTION, Decimal(-1)),
            (ScoreKey(ScoreLevel.TOTAL), Decimal(1001)),
        ],
    )
    def test_that_cannot_be_keep_none(self, answered, secretary, key, points):
        good = {ScoreKey(ScoreLevel.STRAND, "K1"): Decimal(1)}

        with pytest.raises(BadScore):
            actions.keep_scores(round=answered, scores=good | {key: points}, by=secretary, at=NOW)
        assert list_scores(answered) == {}


class TestNames:
    def test_fill_the_pattern_and_hold_nothing_odd(self):
        known = {"number": "21A.4a", "indicator": "21A", "city": "Kota Balikpapan", "year": 2025}

        assert build_name("{nomor}_{kota}_{tahun}", **known) == "21A.4a_kota-balikpapan_2025"
        assert build_name("../{nomor}/{indikator}:", **known) == "21A.4a-21A"

    @pytest.mark.parametrize("pattern", ["{kota}", "{nomor}{rahasia}", "{nomor", "{nomor!r}", "{nomor:>900000}", "{}"])
    def test_refuse_other_patterns(self, pattern):
        with pytest.raises(BadEntryRule):
            build_name(pattern, number="1", indicator="1", city="a", year=1)

    @pytest.mark.parametrize("limit", [0, 501])
    def test_refuse_silly_limits(self, city, secretary, limit):
        with pytest.raises(BadEntryRule):
            actions.set_rule(city=city, limit_megabytes=limit, name_pattern="{nomor}", by=secretary, at=NOW)

    def test_are_the_usual_ones_until_set(self, city, secretary):
        before = find_rule(city).limit_megabytes
        actions.set_rule(city=city, limit_megabytes=5, name_pattern="{nomor}", by=secretary, at=NOW)

        assert (before, find_rule(city).limit_megabytes) == (10, 5)


class TestAnswer:
    def test_matrix_is_spelled_as_a_table(self, running):
        question = next(q for q in edition_of(running.sheet).questions if q.rule.kind == "matrix")
        code = question.rule.columns[0].code
        row = AnswerRow(question.number, {"rows": [{code: "a\tb\nc"}, {code: "d"}]}, "", AnswerState.DRAFT, 1)

        spelled = spell_answer(question, row)

        assert [line.split("\t")[0] for line in spelled.text.splitlines()] == ["a b c", "d"]
        assert len(spelled.head) == len(question.rule.columns)

    def test_choice_is_spelled_in_the_words_of_the_form(self, answered):
        row = get_answer(answered.sheet, "1.1")
        question = edition_of(answered.sheet).question_by_number["1.1"]

        assert spell_answer(question, row).text in {option.label.id for option in question.rule.options}


class TestMergePlan:
    @pytest.fixture
    def papers(self, running, secretary, small_paper):
        """A plain one, one with children, a confidential one, a text and a link."""
        pdf = make_file(small_paper, "surat.pdf")
        fields = [
            {"file": pdf},
            {"file": pdf, "child_content": "FACES"},
            {"file": pdf, "confidentiality": "CONFIDENTIAL"},
            {},
            {"kind": DocumentKind.LINK, "link": "https://contoh.id"},
        ]
        for each in fields:
            document = make_document(running.city, by=secretary, agency="dp3akb", **each)
            link(document, running.sheet, "1.1", by=secretary)
        return running

    def test_leaves_restricted_papers_out_unless_asked_by_right(self, papers, secretary):
        usual = plan_merge(papers, "1.1", secretary, on=NOW.date())
        asked = plan_merge(papers, "1.1", secretary, with_restricted=True, on=NOW.date())

        assert (len(usual.included), usual.restricted, len(usual.left_out)) == (1, 0, 4)
        assert (len(asked.included), asked.restricted) == (3, 2)

    def test_never_puts_them_in_without_the_right(self, papers, officer):
        plan = plan_merge(papers, "1.1", officer, with_restricted=True, on=NOW.date())

        assert not any(document.is_restricted for document in plan.included)
        assert not plan.may_add_restricted
        assert all(paper.code == "" for paper in plan.left_out)
