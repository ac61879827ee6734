from datetime import timedelta
from decimal import Decimal

import pytest

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.platform.audit.models import Event
from paripurna.platform.audit.queries import verify
from paripurna.rooms.assessment import actions as assessment
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.signing.freezing import freeze_stage
from paripurna.rooms.sheets import actions, queries
from paripurna.rooms.sheets.models import Answer, AnswerVersion, Mark, Sheet, StageScore
from paripurna.rooms.sheets.types import (
    TRANSITIONS,
    AnswerDraft,
    AnswerState,
    BadAnswer,
    BadMark,
    Conflict,
    MarkDraft,
    SheetClosed,
    Step,
    UnknownQuestion,
    UnknownStage,
    UnknownVersion,
    WrongState,
)
from tests.factories.regions import make_city
from tests.factories.sheets import FILLED, NOW, fill, make_person
from tests.factories.signing import UNSIGNED

PERDA = {"option": "PERDA"}


def save(sheet, by, data=PERDA, *, question="1.1", note="", base=0, key=""):
    draft = AnswerDraft(question, data, note, base, key)
    return actions.save_answer(sheet=sheet, draft=draft, by=by, at=NOW)


def step(sheet, action, by, **more):
    revision = queries.get_answer(sheet, "1.1").revision
    return action(sheet=sheet, question="1.1", base_revision=revision, by=by, at=NOW, **more)


class TestSaveAnswer:
    def test_stores_the_canonical_form_as_a_draft(self, sheet, officer):
        row = save(sheet, officer, {"value": "075.50"}, question="1.3", note="Dari profil kesehatan")

        assert (row.state, row.revision, row.data) == (AnswerState.DRAFT, 1, {"value": "75.5"})
        assert row.note == "Dari profil kesehatan"

    @pytest.mark.parametrize("number", FILLED)
    def test_takes_every_kind(self, sheet, secretary, number):
        assert save(sheet, secretary, FILLED[number], question=number).data == FILLED[number]

    def test_lets_the_sheet_grow_and_stores_the_total(self, sheet, officer):
        save(sheet, officer)

        sheet.refresh_from_db()
        stored = StageScore.objects.get(sheet=sheet, stage="em")
        assert (sheet.revision, stored.sheet_revision, stored.total) == (2, 2, Decimal(10))
        assert (stored.grade, stored.answered_count) == ("none", 1)

    def test_tells_the_audit_without_the_answer(self, sheet, officer):
        save(sheet, officer, note="rahasia")

        event = Event.objects.get(verb="sheets.answer_save")
        assert event.details == {"question": "1.1", "revision": 1, "state": "DRAFT"}
        assert verify(chain=sheet.city.code).broken is None

    def test_shows_both_when_someone_else_was_first(self, sheet, officer, secretary):
        save(sheet, secretary, {"option": "PERWALI"}, note="dari sekretariat")

        with pytest.raises(Conflict) as caught:
            save(sheet, officer, note="dari OPD")

        assert caught.value.theirs.data == {"option": "PERWALI"}
        assert caught.value.theirs.changed_by == secretary.name
        assert caught.value.mine.data == PERDA
        assert queries.get_answer(sheet, "1.1").note == "dari sekretariat"

    def test_writes_the_same_key_once(self, sheet, officer):
        first = save(sheet, officer, key="k-1")
        again = save(sheet, officer, {"option": "PERWALI"}, key="k-1")

        assert again == first
        assert AnswerVersion.objects.count() == 1

    def test_does_not_write_what_stands_already(self, sheet, officer):
        first = save(sheet, officer)
        again = save(sheet, officer, base=1)

        assert again == first
        assert Event.objects.filter(verb="sheets.answer_save").count() == 1

    def test_empties_an_answer_again(self, sheet, officer):
        save(sheet, officer)
        row = save(sheet, officer, {}, base=1)

        assert (row.state, row.data, row.revision) == (AnswerState.EMPTY, {}, 2)

    def test_names_the_field_that_cannot_be_read(self, sheet, officer):
        with pytest.raises(BadAnswer) as caught:
            save(sheet, officer, {"numerator": "banyak", "denominator": "10"}, question="1.5")

        assert caught.value.field == "numerator"
        assert "banyak" in str(caught.value)
        assert not Answer.objects.exists()

    def test_refuses_a_question_of_another_agency(self, sheet, officer):
        with pytest.raises(NotAllowed):
            save(sheet, officer, FILLED["2.2"], question="2.2")

    def test_refuses_who_only_reads(self, sheet, head):
        with pytest.raises(NotAllowed):
            save(sheet, head)

    def test_does_not_know_a_stranger(self, sheet):
        elsewhere = make_person(make_city("64.72", "Kota Samarinda", slug="samarinda"), "SECRETARIAT")
        with pytest.raises(Stranger):
            save(sheet, elsewhere)

    def test_does_not_know_other_questions(self, sheet, secretary):
        with pytest.raises(UnknownQuestion):
            save(sheet, secretary, question="9.9")

    def test_refuses_once_the_first_stage_is_frozen(self, sheet, secretary):
        freeze_stage(round=Round.objects.get(), stage="em", reason=UNSIGNED, by=secretary, at=NOW)

        with pytest.raises(SheetClosed):
            save(sheet, secretary)

    def test_refuses_once_the_round_is_finished(self, sheet, secretary):
        assessment.finish_round(round=Round.objects.get(), by=secretary, at=NOW)

        with pytest.raises(SheetClosed):
            save(sheet, secretary)


class TestStates:
    def test_go_from_draft_to_internally_verified(self, sheet, officer, verifier):
        save(sheet, officer)

        assert step(sheet, actions.submit_answer, officer).state is AnswerState.SUBMITTED
        assert step(sheet, actions.accept_answer, verifier).state is AnswerState.ACCEPTED
        assert [version.step for version in queries.list_versions(sheet, "1.1")] == ["ACCEPT", "SUBMIT", "SAVE"]

    def test_come_back_with_a_reason_and_go_in_again(self, sheet, officer, verifier):
        fill(sheet, "1.1", by=officer, submitted=True)

        row = step(sheet, actions.return_answer, verifier, reason="Tanggal SK belum ada")
        assert row.state is AnswerState.RETURNED
        assert queries.find_return_reason(sheet, "1.1") == "Tanggal SK belum ada"
        mended = save(sheet, officer, {"option": "PERWALI"}, base=row.revision)
        assert mended.state is AnswerState.RETURNED
        assert step(sheet, actions.submit_answer, officer).state is AnswerState.SUBMITTED

    def test_are_withdrawn_to_a_draft(self, sheet, officer):
        fill(sheet, "1.1", by=officer, submitted=True)

        assert step(sheet, actions.withdraw_answer, officer).state is AnswerState.DRAFT

    def test_are_reopened_by_the_secretariat_with_a_reason(self, sheet, officer, verifier, secretary):
        fill(sheet, "1.1", by=officer, submitted=True)
        step(sheet, actions.accept_answer, verifier)

        with pytest.raises(NotAllowed):
            step(sheet, actions.reopen_answer, officer, reason="Ada data baru")
        with pytest.raises(BadAnswer):
            step(sheet, actions.reopen_answer, secretary, reason=" ")
        row = step(sheet, actions.reopen_answer, secretary, reason="Ada data baru")
        assert row.state is AnswerState.DRAFT

    def test_need_a_reason_to_return(self, sheet, officer, verifier):
        fill(sheet, "1.1", by=officer, submitted=True)

        with pytest.raises(BadAnswer) as caught:
            step(sheet, actions.return_answer, verifier, reason="no")
        assert caught.value.field == "reason"

    def test_are_not_given_by_the_own_agency(self, sheet, secretary, verifier):
        row = fill(sheet, "2.2", by=secretary, submitted=True)

        with pytest.raises(NotAllowed):
            actions.accept_answer(sheet=sheet, question="2.2", base_revision=row.revision, by=verifier, at=NOW)

    def test_are_not_given_by_officers(self, sheet, officer):
        fill(sheet, "1.1", by=officer, submitted=True)

        with pytest.raises(NotAllowed):
            step(sheet, actions.accept_answer, officer)

    def test_do_not_jump(self, sheet, officer, verifier):
        save(sheet, officer)
        with pytest.raises(WrongState):
            step(sheet, actions.accept_answer, verifier)

    def test_keep_a_submitted_answer_from_being_changed(self, sheet, officer):
        row = fill(sheet, "1.1", by=officer, submitted=True)

        with pytest.raises(WrongState):
            save(sheet, officer, {"option": "PERWALI"}, base=row.revision)

    def test_do_not_submit_a_note_alone(self, sheet, officer):
        save(sheet, officer, {}, note="menyusul")
        with pytest.raises(WrongState):
            step(sheet, actions.submit_answer, officer)

    def test_notice_a_change_since_the_page_was_opened(self, sheet, officer, verifier):
        fill(sheet, "1.1", by=officer, submitted=True)
        with pytest.raises(Conflict):
            actions.accept_answer(sheet=sheet, question="1.1", base_revision=1, by=verifier, at=NOW)

    @pytest.mark.parametrize("taken", Step)
    def test_lead_only_to_known_states(self, taken):
        assert set(TRANSITIONS[taken]) | set(TRANSITIONS[taken].values()) <= set(AnswerState)


class TestRestoreAnswer:
    def test_writes_an_earlier_version_as_the_newest(self, sheet, officer):
        save(sheet, officer, note="pertama")
        save(sheet, officer, {"option": "PERWALI"}, note="kedua", base=1)

        row = step(sheet, actions.restore_answer, officer, revision=1)

        assert (row.data, row.note, row.revision) == (PERDA, "pertama", 3)
        assert AnswerVersion.objects.count() == 3

    def test_does_not_know_a_version_that_never_was(self, sheet, officer):
        save(sheet, officer)
        with pytest.raises(UnknownVersion):
            step(sheet, actions.restore_answer, officer, revision=7)


class TestGiveMark:
    def give(self, sheet, by, value, *, stage="internal", question="1.1", reason=""):
        mark = MarkDraft(question, None if value is None else Decimal(value), reason)
        actions.give_mark(sheet=sheet, stage=stage, mark=mark, by=by, at=NOW + timedelta(minutes=1))

    def test_counts_at_its_stage_only(self, sheet, officer, verifier):
        save(sheet, officer)
        self.give(sheet, verifier, "6.005", reason="SK tidak bertanggal")

        totals = {stage: total for stage, total, _grade in queries.list_totals(sheet)}
        assert totals == {"em": Decimal(10), "internal": Decimal("6.01")}
        mark = queries.read_contents(sheet).marks["internal"]["1.1"]
        assert (mark.marked_by, mark.reason) == (verifier.name, "SK tidak bertanggal")

    def test_keeps_the_marks_before_it(self, sheet, verifier):
        self.give(sheet, verifier, 5)
        self.give(sheet, verifier, 7)
        self.give(sheet, verifier, None)

        assert [mark.points for mark in queries.list_mark_history(sheet, "1.1")] == [None, Decimal(7), Decimal(5)]
        assert queries.read_contents(sheet).marks == {}
        assert dict(Mark.objects.filter(replaced_at=None).values_list("question", "points")) == {"1.1": None}

    @pytest.mark.parametrize("wrong", ["-0.01", "10.01", "10.004"])
    def test_refuses_points_outside_the_question(self, sheet, verifier, wrong):
        with pytest.raises(BadMark):
            self.give(sheet, verifier, wrong)

    def test_leaves_the_internal_check_to_verifiers_of_other_agencies(self, sheet, verifier, secretary):
        with pytest.raises(NotAllowed):
            self.give(sheet, secretary, 5)
        with pytest.raises(NotAllowed):
            self.give(sheet, verifier, 5, question="2.2")

    def test_leaves_official_marks_to_the_secretariat(self, sheet, verifier, secretary):
        self.give(sheet, secretary, 5, stage="va")
        with pytest.raises(NotAllowed):
            self.give(sheet, verifier, 5, stage="va")

    @pytest.mark.parametrize("stage", ["penetapan", "lain"])
    def test_knows_no_stage_without_marks(self, sheet, secretary, stage):
        with pytest.raises(UnknownStage):
            self.give(sheet, secretary, 5, stage=stage)

    def test_refuses_a_frozen_stage_but_not_the_next(self, sheet, secretary):
        freeze_stage(round=Round.objects.get(), stage="va", reason=UNSIGNED, by=secretary, at=NOW)
        fresh = Sheet.objects.select_related("edition", "city__region").get(pk=sheet.pk)

        with pytest.raises(SheetClosed):
            self.give(fresh, secretary, 5, stage="va")
        self.give(fresh, secretary, 5, stage="em")
