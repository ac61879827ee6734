"""A frozen stage: with its signed minutes or a reason why without, and shut at every door."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.rooms.assessment.models import RoundStage, StageFreeze
from paripurna.rooms.assessment.signing import actions, queries
from paripurna.rooms.assessment.signing.freezing import freeze_stage, thaw_stage
from paripurna.rooms.assessment.signing.types import AlreadyFrozen, BadReason, NotSigned, PaperFixed, PaperKind
from paripurna.rooms.assessment.verification.marks_page import SEPARATOR
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.models import Answer, Mark, Sheet
from paripurna.rooms.sheets.types import AnswerDraft, MarkDraft, SheetClosed
from tests.factories.assessment import NOW
from tests.factories.sheets import FILLED
from tests.factories.signing import UNSIGNED, sign
from tests.rooms.assessment.importer import COLUMNS, Importer

pytestmark = pytest.mark.usefixtures("frozen_clock")


def standing():
    """Everything that a stage is made of."""
    answers = Answer.objects.order_by("pk").values_list("question", "data", "note", "state", "revision")
    return list(answers), list(Mark.objects.order_by("pk").values_list("stage", "question", "points", "reason"))


def frozen(found, by, *stages):
    for stage in stages:
        freeze_stage(round=found, stage=stage, reason=UNSIGNED, by=by, at=NOW)


class TestFreeze:
    def test_takes_the_signed_minutes_along(self, small, secretary):
        document = sign(small, by=secretary, stage="em").document

        freeze = freeze_stage(round=small, stage="em", by=secretary, at=NOW)

        assert (freeze.document, freeze.reason) == (document, "")
        assert freeze.total is not None
        told = Event.objects.order_by("pk").last()
        assert (told.verb, told.details["document"]) == ("assessment.stage_frozen", str(document.code))

    @pytest.mark.parametrize("reason", ["", "   ", "singkat"])
    def test_asks_why_without_them(self, small, secretary, reason):
        with pytest.raises(NotSigned):
            freeze_stage(round=small, stage="em", reason=reason, by=secretary, at=NOW)
        assert not StageFreeze.objects.exists()

    def test_is_told_on_the_page_of_the_round(self, at_desk, small, secretary):
        frozen(small, secretary, "em")
        page = at_desk.get(reverse("assessment:round", kwargs={"city": "balikpapan", "code": small.code}))

        assert UNSIGNED in page.content.decode()

    def test_twice_is_once(self, small, secretary):
        frozen(small, secretary, "em")
        with pytest.raises(AlreadyFrozen):
            frozen(small, secretary, "em")

    def test_what_it_was_frozen_with_stays_linked(self, small, secretary):
        sign(small, by=secretary, stage="em")
        freeze_stage(round=small, stage="em", by=secretary, at=NOW)

        with pytest.raises(PaperFixed):
            actions.unsign_paper(round=small, stage="em", kind=PaperKind.MINUTES, by=secretary, at=NOW)

    def test_waits_for_the_write_that_is_under_way(self, small, secretary):
        """Freezing takes the lock that every write to the sheet takes."""
        with CaptureQueriesContext(connection) as asked:
            frozen(small, secretary, "em")

        assert any('FROM "sheets_sheet"' in each["sql"] and "FOR UPDATE" in each["sql"] for each in asked)


class TestThaw:
    def test_needs_the_typed_word_and_a_reason(self, at_desk, address, small, secretary):
        frozen(small, secretary, "em")
        stage = RoundStage.objects.get(round=small, code="em")
        for sent in (
            {"typed_word": "ya", "reason": UNSIGNED},
            {"typed_word": "BUKA KEMBALI", "reason": ""},
            {"reason": UNSIGNED},
        ):
            at_desk.post(address("stage_thaw"), sent)
            stage.refresh_from_db()
            assert stage.frozen_at is not None

        at_desk.post(address("stage_thaw"), {"typed_word": "BUKA KEMBALI", "reason": UNSIGNED})

        stage.refresh_from_db()
        assert stage.frozen_at is None
        (past,) = queries.list_past_freezes(small, "em")
        assert (past.thaw_reason, past.thawed_by) == (UNSIGNED, secretary)

    def test_is_of_those_who_manage_the_round(self, small, secretary, inspector, officer):
        frozen(small, secretary, "em")
        for person in (inspector, officer):
            with pytest.raises(NotAllowed):
                thaw_stage(round=small, stage="em", reason=UNSIGNED, by=person, at=NOW)

    def test_a_word_is_no_reason(self, small, secretary):
        frozen(small, secretary, "em")
        with pytest.raises(BadReason):
            thaw_stage(round=small, stage="em", reason="salah", by=secretary, at=NOW)


def at(client, found, name, question="1.1", **more):
    place = {"city": "balikpapan", "code": found.sheet.code, "question": question}
    return reverse(f"sheets:{name}", kwargs=place | more)


def save(client, found):
    return client.post(at(client, found, "save", "1.3"), {"revision": "1", "value": "10"})


def submit(client, found):
    return client.post(at(client, found, "submit", "1.3"), {"revision": "1"})


def withdraw(client, found):
    return client.post(at(client, found, "withdraw"), {"revision": "2"})


def restore(client, found):
    return client.post(at(client, found, "restore", "1.3", revision=1), {"revision": "1"})


def mark(client, found):
    return client.post(at(client, found, "mark", stage="em"), {"points": "5", "reason": "contoh alasan"})


def put_by_api(client, found):
    url = f"/api/v1/cities/balikpapan/rounds/{found.code}/answers/1.3"
    return client.put(
        url, {"data": {"value": "10"}, "note": ""}, content_type="application/json", headers={"If-Match": '"1"'}
    )


def mark_by_grid(client, found):
    place = {"city": "balikpapan", "code": found.code, "stage": "va"}
    seen = SEPARATOR.join(("", "", ""))
    typed = {"points-1.1": "5", "code-1.1": "", "text-1.1": "contoh alasan", "seen-1.1": seen}
    return client.post(reverse("assessment:marks", kwargs=place), typed)


def import_workbook(client, found):
    importer = Importer(client, found)
    rows = [["No", "Nilai"], ["1.1", 4], ["1.3", 4]]
    begun, _page = importer.bring(rows, COLUMNS | {"column-1": "MARK:em"})
    return importer.run(begun, found.sheet.revision)


DOORS = [save, submit, withdraw, restore, mark, put_by_api, mark_by_grid, import_workbook]


class TestEveryDoor:
    @pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
    def test_leaves_a_frozen_stage_as_it_is(self, at_desk, small, secretary, door):
        frozen(small, secretary, "em", "va")
        before = standing()

        door(at_desk, small)

        assert standing() == before

    @pytest.mark.parametrize("door", [save, submit, withdraw, mark, put_by_api], ids=lambda door: door.__name__)
    def test_is_open_while_nothing_is_frozen(self, at_desk, small, door):
        """The same hand, so that the test above does not pass for another reason."""
        before = standing()

        door(at_desk, small)

        assert standing() != before

    def test_a_verifier_cannot_take_a_step_either(self, client, small, secretary, inspector):
        frozen(small, secretary, "em")
        client.force_login(inspector)
        before = standing()
        for name, more in (("accept", {}), ("return", {"reason": "tidak sesuai tahun"})):
            client.post(at(client, small, name), {"revision": "2", **more})
        place = {"city": "balikpapan", "question": "1.1"}
        client.post(reverse("assessment:verification_accept", kwargs=place), {"revision": "2"})

        assert standing() == before

    def test_bulk_writes_of_the_house_itself_are_refused(self, small, secretary):
        frozen(small, secretary, "va")
        fresh = Sheet.objects.select_related("edition", "city__region").get(pk=small.sheet_id)

        with pytest.raises(SheetClosed):
            sheets.import_contents(sheet=fresh, answers=[AnswerDraft("1.2", FILLED["1.2"], "", 0)], by=None, at=NOW)
        with pytest.raises(SheetClosed):
            sheets.import_contents(sheet=fresh, marks={"va": [MarkDraft("1.1", 5, "")]}, by=None, at=NOW)

    def test_answers_stay_as_soon_as_any_stage_is_frozen(self, at_desk, small, secretary):
        """The points of a later stage rest on the answers wherever nobody gave a mark."""
        frozen(small, secretary, "va")
        before = standing()

        save(at_desk, small)

        assert standing() == before

    def test_the_page_of_a_question_says_why_it_cannot_be_answered(self, at_desk, small, secretary):
        frozen(small, secretary, "va")

        place = {"city": "balikpapan", "code": small.sheet.code, "question": "1.3"}
        page = at_desk.get(reverse("sheets:question", kwargs=place)).content.decode()

        assert "Ada tahap yang dibekukan" in page
        assert 'name="revision"' not in page
