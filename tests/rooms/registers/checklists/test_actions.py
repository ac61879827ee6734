"""Opening a year for all, filling by who lives there, confirming by who answers for it."""

from __future__ import annotations

from datetime import date

import pytest

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.rooms.registers.checklists import actions
from paripurna.rooms.registers.checklists.types import (
    ChecklistConfirmed,
    ChecklistIncomplete,
    ChecklistKind,
    ChecklistState,
    NothingToOpen,
)
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import check_may_view, get_answer
from paripurna.rooms.sheets.types import AnswerDraft, Conflict, SheetClosed
from tests.factories.access import make_member
from tests.factories.checklists import (
    DAMAI,
    GRAHA,
    KECAMATAN,
    SEPINGGAN,
    confirm,
    fill_checklist,
    make_checklists,
    make_parts,
    make_staff,
)
from tests.factories.sheets import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
YES = AnswerDraft("26.2", {"option": "ya"}, "", 0, "hp-1:1")


class TestOpenChecklists:
    def test_opens_one_for_every_region_and_only_what_is_missing(self):
        opened = make_checklists()

        assert set(opened) == {DAMAI, SEPINGGAN, GRAHA}
        with pytest.raises(NothingToOpen):
            actions.open_checklists(
                city=opened[DAMAI].city, kind=ChecklistKind.KELURAHAN, year=2025, due_on=TODAY, by=None, at=NOW
            )

    def test_is_for_the_secretariat(self):
        city = make_parts()

        with pytest.raises(NotAllowed):
            actions.open_checklists(
                city=city,
                kind=ChecklistKind.KECAMATAN,
                year=2025,
                due_on=date(2026, 2, 1),
                by=make_staff(DAMAI),
                at=NOW,
            )


class TestWhoFills:
    def test_a_kelurahan_fills_its_own_list_and_knows_of_no_other(self):
        opened, staff = make_checklists(), make_staff(DAMAI)

        sheets.save_answer(sheet=opened[DAMAI].sheet, draft=YES, by=staff, at=NOW)

        with pytest.raises(NotAllowed):
            sheets.save_answer(sheet=opened[SEPINGGAN].sheet, draft=YES, by=staff, at=NOW)
        with pytest.raises(Stranger):
            check_may_view(staff, opened[SEPINGGAN].sheet, on=TODAY)

    def test_a_kecamatan_reads_its_kelurahan_and_fills_only_its_own(self):
        opened, staff = make_checklists(), make_staff(KECAMATAN, "camila")
        own = make_checklists(kind=ChecklistKind.KECAMATAN)[KECAMATAN]

        check_may_view(staff, opened[DAMAI].sheet, on=TODAY)
        sheets.save_answer(sheet=own.sheet, draft=AnswerDraft("25.2", {"option": "ya"}, "", 0), by=staff, at=NOW)

        with pytest.raises(NotAllowed):
            sheets.save_answer(sheet=opened[DAMAI].sheet, draft=YES, by=staff, at=NOW)
        with pytest.raises(Stranger):
            check_may_view(staff, opened[GRAHA].sheet, on=TODAY)

    def test_an_agency_officer_reads_and_does_not_fill(self):
        opened = make_checklists()
        officer = make_member(opened[DAMAI].city, "OFFICER", username="petra")

        check_may_view(officer, opened[DAMAI].sheet, on=TODAY)

        with pytest.raises(NotAllowed):
            sheets.save_answer(sheet=opened[DAMAI].sheet, draft=YES, by=officer, at=NOW)


class TestSentTwice:
    def test_writes_once_and_a_conflict_overwrites_nothing(self):
        opened, staff = make_checklists(), make_staff(DAMAI)
        sheet = opened[DAMAI].sheet

        for _cut in range(10):
            sheets.save_answer(sheet=sheet, draft=YES, by=staff, at=NOW)

        assert get_answer(sheet, "26.2").revision == 1
        other = AnswerDraft("26.2", {"option": "tidak"}, "", 0, "hp-2:1")
        with pytest.raises(Conflict) as refused:
            sheets.save_answer(sheet=sheet, draft=other, by=staff, at=NOW)
        assert refused.value.theirs.data == {"option": "ya"}
        assert get_answer(sheet, "26.2").data == {"option": "ya"}


class TestConfirmChecklist:
    def test_closes_a_full_list_until_the_secretariat_opens_it_again(self):
        checklist = make_checklists()[DAMAI]
        fill_checklist(checklist)
        staff = make_staff(DAMAI)
        secretariat = make_member(checklist.city, "SECRETARIAT", username="sekar")

        actions.confirm_checklist(checklist=checklist, by=staff, at=NOW)

        checklist.refresh_from_db()
        assert (checklist.state, checklist.confirmed_by) == (ChecklistState.CONFIRMED, staff)
        with pytest.raises(ChecklistConfirmed):
            actions.confirm_checklist(checklist=checklist, by=staff, at=NOW)
        with pytest.raises(SheetClosed):
            sheets.save_answer(
                sheet=checklist.sheet, draft=AnswerDraft("26.2", {"option": "tidak"}, "", 1), by=staff, at=NOW
            )
        actions.reopen_checklist(checklist=checklist, by=secretariat, at=NOW)
        checklist.refresh_from_db()
        assert (checklist.state, checklist.confirmed_at) == (ChecklistState.FILLING, None)

    def test_names_what_is_not_answered(self):
        checklist = make_checklists()[DAMAI]
        fill_checklist(checklist, leave=("26.6", "26.14"))

        with pytest.raises(ChecklistIncomplete, match=r"26\.6, 26\.14"):
            confirm(checklist)

    def test_is_for_who_answers_for_that_very_region(self):
        checklist = make_checklists()[DAMAI]
        fill_checklist(checklist)

        for person in (make_staff(SEPINGGAN), make_staff(KECAMATAN, "camila")):
            with pytest.raises(NotAllowed):
                actions.confirm_checklist(checklist=checklist, by=person, at=NOW)
