"""Marks of the province and the ministry: a grid, its conflicts, and a reason for every loss."""

from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.rooms.assessment.gap_list import build_loss_list
from paripurna.rooms.assessment.importing.reasons import read_reason
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.verification.marks_page import SEPARATOR
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import read_contents
from paripurna.rooms.sheets.types import MarkDraft, MarksChanged
from tests.factories.sheets import NOW, fill

pytestmark = pytest.mark.usefixtures("frozen_clock")


@pytest.fixture
def answered(small, secretary):
    for number in ("1.1", "1.3", "2.1"):
        fill(small.sheet, number, by=secretary)
    return small


@pytest.fixture
def at_desk(client, answered, secretary):
    client.force_login(secretary)
    return client


def grid(found, stage="va"):
    return reverse("assessment:marks", kwargs={"city": "balikpapan", "code": found.code, "stage": stage})


def row(number, points="", code="", text="", seen=("", "", "")):
    typed = {f"points-{number}": points, f"code-{number}": code, f"text-{number}": text}
    return {**typed, f"seen-{number}": SEPARATOR.join(seen)}


def marks_of(found, stage="va"):
    return {
        n: (str(m.points), m.reason_code, m.reason) for n, m in read_contents(found.sheet).marks.get(stage, {}).items()
    }


class TestGrid:
    def test_shows_what_the_rule_gives_beside_each_mark(self, at_desk, answered):
        page = at_desk.get(grid(answered)).content.decode()

        assert "Nilai: Verifikasi administrasi" in page
        assert 'name="points-1.1"' in page
        assert 'name="points-2.1"' not in page  # of the next cluster
        assert 'name="points-2.1"' in at_desk.get(grid(answered) + "?klaster=klaster1").content.decode()

    def test_saves_the_rows_that_were_touched(self, at_desk, answered):
        sent = row("1.1", "6", "WRONG_PERIOD", "SK 2023") | row("1.3", "5,0") | row("1.2")
        response = at_desk.post(grid(answered), sent)

        assert response.status_code == 302
        assert marks_of(answered) == {"1.1": ("6.00", "WRONG_PERIOD", "SK 2023"), "1.3": ("5.00", "", "")}

    def test_takes_a_mark_away(self, at_desk, answered):
        at_desk.post(grid(answered), row("1.1", "6"))
        at_desk.post(grid(answered), row("1.1", "", seen=("6", "", "")))

        assert marks_of(answered) == {}

    def test_saves_nothing_while_a_row_is_wrong_and_keeps_what_was_typed(self, at_desk, answered):
        response = at_desk.post(grid(answered), row("1.1", "99") | row("1.2", "banyak") | row("1.3", "4"))

        assert response.status_code == 422
        page = response.content.decode()
        assert "Antara 0 dan 10." in page
        assert 'value="banyak"' in page
        assert marks_of(answered) == {}

    def test_tells_of_a_mark_that_somebody_else_has_changed(self, at_desk, answered, secretary):
        draft = MarkDraft("1.1", Decimal(7))
        sheets.give_mark(sheet=answered.sheet, stage="va", mark=draft, by=secretary, at=NOW)

        response = at_desk.post(grid(answered), row("1.1", "6") | row("1.3", "4"))

        assert response.status_code == 422
        assert "Orang lain sudah mengubah nilai ini" in response.content.decode()
        assert marks_of(answered) == {"1.1": ("7.00", "", "")}
        again = at_desk.post(grid(answered), row("1.1", "6", seen=("7", "", "")) | row("1.3", "4"))
        assert again.status_code == 302

    def test_leaves_the_internal_check_to_verifiers(self, at_desk, answered):
        assert at_desk.get(grid(answered, "internal")).status_code == 404
        assert at_desk.get(grid(answered, "penetapan")).status_code == 404

    def test_refuses_a_reason_that_is_not_on_the_list(self, at_desk, answered):
        assert at_desk.post(grid(answered), row("1.1", "6", "WHIM")).status_code == 422

    def test_of_the_round_behind_it_names_the_changed_ones(self, answered, secretary):
        with pytest.raises(MarksChanged) as caught:
            sheets.give_marks(
                sheet=answered.sheet,
                stage="va",
                marks=[MarkDraft("1.1", Decimal(1))],
                seen={"1.1": Decimal(2)},
                by=secretary,
                at=NOW,
            )
        assert caught.value.questions == ("1.1",)


class TestLosses:
    def test_without_a_reason_come_first(self, at_desk, answered, secretary):
        at_desk.post(grid(answered), row("1.1", "2", "UNSIGNED") | row("1.3", "4,5"))

        losses = build_loss_list(read_position(answered, today=NOW.date()), {})

        assert [(loss.number, loss.reason) for loss in losses.losses] == [("1.3", ""), ("1.1", "belum ditandatangani")]
        assert (len(losses.unexplained), losses.unexplained_points) == (1, Decimal("0.5"))
        assert losses.reasons[0][0] == "belum ditandatangani"

    def test_are_counted_on_the_pages(self, at_desk, answered):
        at_desk.post(grid(answered), row("1.1", "2"))

        losses = at_desk.get(reverse("assessment:losses", kwargs={"city": "balikpapan"})).content.decode()
        home = at_desk.get(reverse("assessment:home", kwargs={"city": "balikpapan"})).content.decode()

        assert "1 kehilangan belum ada alasan: 8,00 poin." in losses
        assert grid(answered) in losses
        assert "1 kehilangan belum ada alasan" in home


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Belum ditandatangani", ("UNSIGNED", "")),
        ("not signed", ("UNSIGNED", "")),
        ("UNSIGNED", ("UNSIGNED", "")),
        ("belum ditandatangani: SK 12", ("UNSIGNED", "SK 12")),
        ("kebijakan kementerian", ("MINISTRY_POLICY", "")),
        ("Catatan: SK 12", ("", "Catatan: SK 12")),
        ("SK tahun lama", ("", "SK tahun lama")),
        ("", ("", "")),
    ],
)
def test_a_cell_with_a_reason_is_understood(text, found):
    assert read_reason(text) == found
