"""What nobody may do by a detour, and what must stay true after any series of writes."""

from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse

from paripurna.platform.access.actions import end_membership, grant_membership
from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment import actions as assessment
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.signing.freezing import freeze_stage
from paripurna.rooms.sheets import actions, queries
from paripurna.rooms.sheets.models import Sheet, StageScore
from paripurna.rooms.sheets.pages.saving import Sent, save_sent
from paripurna.rooms.sheets.types import AnswerDraft, BadAnswer, MarkDraft, SheetClosed
from tests.factories.access import sign_in
from tests.factories.sheets import FILLED, NOW, fill
from tests.factories.signing import UNSIGNED
from tests.matrix.visiting import undone


def bring(sheet, by, stage, points="5"):
    marks = {stage: [MarkDraft("1.1", Decimal(points))]}
    return actions.import_contents(sheet=sheet, marks=marks, by=by, at=NOW)


def mark(sheet, stage, points, by, question="1.1"):
    draft = MarkDraft(question, None if points is None else Decimal(points))
    actions.give_mark(sheet=sheet, stage=stage, mark=draft, by=by, at=NOW)


def assert_totals_are_those_of_the_contents(sheet):
    sheet = Sheet.objects.get(pk=sheet.pk)
    contents = queries.read_contents(sheet)
    for stored in StageScore.objects.filter(sheet=sheet):
        found = queries.score_contents(sheet, contents, stage=stored.stage)
        assert (stored.total, stored.grade, stored.sheet_revision) == (found.total, found.grade.code, sheet.revision)


class TestRights:
    def test_a_workbook_brings_no_marks_of_the_internal_check(self, sheet, secretary):
        with pytest.raises(NotAllowed):
            bring(sheet, secretary, "internal")

    def test_who_left_the_role_left_its_agency(self, sheet, city, officer):
        left = Membership.objects.get(user=officer)
        end_membership(membership=left, reason="pindah", by=None, at=NOW)
        grant_membership(person=officer, region=city.region, role=RoleCode.OFFICER, by=None, at=NOW)

        with pytest.raises(NotAllowed):
            fill(sheet, "1.1", by=User.objects.get(pk=officer.pk))


class TestFrozen:
    def test_official_marks_come_in_after_the_answers_were_frozen(self, sheet, secretary):
        freeze_stage(round=Round.objects.get(sheet=sheet), stage="em", reason=UNSIGNED, by=secretary, at=NOW)

        assert bring(sheet, secretary, "va") == (0, 1)
        with pytest.raises(SheetClosed):
            bring(sheet, secretary, "em")

    def test_nothing_comes_in_after_the_end(self, sheet, secretary):
        assessment.finish_round(round=Round.objects.get(sheet=sheet), by=secretary, at=NOW)

        with pytest.raises(SheetClosed):
            bring(sheet, secretary, "va")


class TestTyping:
    def test_what_was_typed_last_stands_even_if_it_was_typed_before(self, sheet, officer):
        question, revision = queries.get_question(sheet, "1.3"), 0
        for text in ("10", "20", "10"):
            row = save_sent(sheet, question, Sent({"value": text}, "", revision, "halaman"), by=officer, at=NOW)
            revision = row.revision

        assert row.data == {"value": "10"}


MALFORMED = ("\x00", "9" * 5000, "²", "-1", "99999999999999999999", "\u202e", "NaN")


class TestMalformed:
    @pytest.mark.parametrize("field", ["revision", "note", "row_count", "over", "remove_row", "value"])
    def test_a_form_is_refused_and_never_breaks(self, client, sheet, secretary, field):
        sign_in(client, secretary)

        def send(question, text):
            place = {"city": sheet.city.slug, "code": sheet.code, "question": question}
            typed = {"revision": "0", "row_count": "1", "rows.0.partner": text, field: text}
            with undone():
                return client.post(reverse("sheets:save", kwargs=place), typed).status_code

        broken = [
            (question, text) for question, text in product(("1.3", "2.3"), MALFORMED) if send(question, text) >= 500
        ]

        assert not broken

    @pytest.mark.parametrize("text", MALFORMED, ids=ascii)
    def test_a_version_that_never_was_is_refused(self, client, sheet, secretary, text):
        sign_in(client, secretary)
        place = {"city": sheet.city.slug, "code": sheet.code, "question": "1.1", "revision": 10**12}

        answer = client.post(reverse("sheets:restore", kwargs=place), {"revision": text})

        assert answer.status_code in {400, 409}

    @pytest.mark.parametrize("note", ["x" * 4001, "a\x00b"], ids=["too long", "no text"])
    def test_a_note_is_bounded_at_every_door(self, sheet, secretary, note):
        draft = AnswerDraft("1.1", FILLED["1.1"], note, 0)

        with pytest.raises(BadAnswer):
            actions.save_answer(sheet=sheet, draft=draft, by=secretary, at=NOW)
        with pytest.raises(BadAnswer):
            actions.import_contents(sheet=sheet, answers=[draft], by=secretary, at=NOW)


class TestTotals:
    def test_stay_in_step_when_the_last_mark_was_taken_away(self, sheet, secretary):
        mark(sheet, "va", "2", secretary)
        mark(sheet, "va", None, secretary)
        fill(sheet, "1.2", by=secretary)

        assert_totals_are_those_of_the_contents(sheet)
