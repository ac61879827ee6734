"""Carrying answers over from an earlier round: into empty answers only, all or nothing, every one a draft."""

from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.rooms.assessment import actions
from paripurna.rooms.assessment.carrying import build_carry_plan
from paripurna.rooms.assessment.types import CarryOutdated, NothingToCarry
from paripurna.rooms.assessment.views.last_round import build_section
from paripurna.rooms.sheets.actions import import_contents
from paripurna.rooms.sheets.queries import edition_of, get_own_stage, read_contents, score_stages
from paripurna.rooms.sheets.types import AnswerState, MarkDraft
from tests.factories.assessment import NOW, PERIOD_BEFORE, answer_round, make_round
from tests.factories.sheets import INFERRED, RULES, build_edition, fill
from tests.factories.sheets import make_round as make_small_round


@pytest.fixture
def earlier(city):
    found = make_round(city, label="Evaluasi 2024", period=PERIOD_BEFORE)
    answer_round(found, share="0.8", leave=("1.1",))
    actions.finish_round(round=found, by=None, at=NOW)
    return found


@pytest.fixture
def later(city, earlier):
    return make_round(city, label="Evaluasi 2026", previous=earlier)


def carry(later, earlier, secretary, **changes):
    plan = build_carry_plan(later, earlier, today=NOW.date())
    known = {"seen_revision": plan.sheet_revision, "with_proposed": True}
    return actions.carry_answers(round=later, previous=earlier, by=secretary, at=NOW, **known | changes)


class TestCarryAnswers:
    def test_fills_empty_answers_with_drafts_worth_the_same(self, later, earlier, secretary):
        count = carry(later, earlier, secretary)

        answers = read_contents(later.sheet).answers
        assert count == len(answers) > 260
        assert {row.state for row in answers.values()} == {AnswerState.DRAFT}
        assert "1.1" not in answers

    def test_leaves_what_is_answered_already(self, later, earlier, secretary):
        answer_round(later, share="0", leave=tuple(read_contents(earlier.sheet).answers.keys() - {"1.2a"}))
        before = read_contents(later.sheet).answers["1.2a"]

        carry(later, earlier, secretary)

        assert read_contents(later.sheet).answers["1.2a"] == before

    def test_refuses_when_the_round_changed_since_the_preview(self, later, earlier, secretary):
        with pytest.raises(CarryOutdated):
            carry(later, earlier, secretary, seen_revision=99)

        assert read_contents(later.sheet).answers == {}

    def test_takes_over_that_answers_are_invented(self, later, earlier, secretary):
        earlier.sheet.is_example = True

        carry(later, earlier, secretary)

        later.sheet.refresh_from_db()
        assert later.sheet.is_example

    def test_has_nothing_to_carry_twice(self, later, earlier, secretary):
        carry(later, earlier, secretary)
        later.sheet.refresh_from_db()

        with pytest.raises(NothingToCarry):
            carry(later, earlier, secretary)


class TestAnotherEdition:
    @pytest.fixture
    def rescaled(self, city, monkeypatch):
        """A newer edition in which 1.3 gives fewer points for its middle band."""
        earlier = make_small_round(city, label="Lama", period=PERIOD_BEFORE)
        bands = [{"high": 50, "points": 0}, {"low": 50, "high": 80, "points": 4}, {"low": 80, "points": 10}]
        changed = {
            **RULES,
            "1.3": ("Persentase puskesmas ramah anak", 10, {"kind": "bands", "bands": bands, **INFERRED}),
        }
        monkeypatch.setattr("tests.factories.sheets.RULES", changed)
        return earlier, build_edition(id="uji-baru")

    def test_proposes_where_the_rule_changed(self, city, rescaled, secretary):
        earlier, edition = rescaled
        for number in ("1.1", "1.3"):
            fill(earlier.sheet, number, by=secretary)
        actions.finish_round(round=earlier, by=None, at=NOW)
        later = make_small_round(city, edition=edition, label="Baru", previous=earlier)

        carry(later, earlier, secretary, with_proposed=False)

        assert set(read_contents(later.sheet).answers) == {"1.1"}


class TestPages:
    def test_preview_tells_points_and_carries_over(self, client, later, earlier, secretary):
        client.force_login(secretary)
        place = {"city": "balikpapan", "code": later.code}
        page = client.get(reverse("assessment:carry", kwargs=place)).context["page"]
        assert page.carried_points == page.plan.over.carried_points > Decimal(500)

        data = {"revision": page.plan.sheet_revision, "proposed": "1"}
        client.post(reverse("assessment:carry_run", kwargs=place), data)

        later.sheet.refresh_from_db()
        assert len(read_contents(later.sheet).answers) == len(page.carried)

    def test_preview_tells_what_only_a_mark_was_worth(self, client, city, secretary):
        """An imported mark stays behind: an answer is worth what the rules give it, and a mark without an answer is told apart."""
        earlier = make_round(city, label="Evaluasi 2024", period=PERIOD_BEFORE)
        answer_round(earlier, share="0.8", leave=("1.1",))
        own = get_own_stage(edition_of(earlier.sheet))
        worth = score_stages(earlier.sheet)[own].questions["1.2a"].points
        marks = [MarkDraft("1.1", Decimal(10)), MarkDraft("1.2a", Decimal(0))]
        import_contents(sheet=earlier.sheet, marks={own: marks}, by=None, at=NOW)
        actions.finish_round(round=earlier, by=None, at=NOW)
        later = make_round(city, label="Evaluasi 2026", previous=earlier)
        client.force_login(secretary)

        response = client.get(reverse("assessment:carry", kwargs={"city": "balikpapan", "code": later.code}))

        page = response.context["page"]
        line = next(line for line in page.carried if line.item.new == "1.2a")
        assert (line.item.old_points, line.points) == (0, worth)
        assert [(line.item.new, line.item.old_points) for line in page.by_hand] == [("1.1", 10)]

    def test_says_that_there_is_no_earlier_round(self, client, running, secretary):
        client.force_login(secretary)

        response = client.get(reverse("assessment:carry", kwargs={"city": "balikpapan", "code": running.code}))

        assert response.context["page"].plan is None

    def test_officers_may_not_carry_everything(self, client, later, officer):
        client.force_login(officer)

        response = client.get(reverse("assessment:carry", kwargs={"city": "balikpapan", "code": later.code}))

        assert response.status_code == 403


class TestLastRound:
    def test_section_tells_the_last_answer_and_offers_it(self, later, earlier, secretary):
        section = build_section(later.sheet, "1.2a", secretary)

        assert section["last"].text
        assert section["copy_url"]

    def test_section_stays_away_where_nothing_was_answered(self, later, secretary):
        assert build_section(later.sheet, "1.1", secretary) is None

    def test_copies_one_answer_as_a_draft(self, client, later, earlier, officer):
        client.force_login(officer)
        place = {"city": "balikpapan", "code": later.code, "question": "1.2l"}

        client.post(reverse("assessment:copy_answer", kwargs=place), {"revision": "0"})

        copied = read_contents(later.sheet).answers["1.2l"]
        assert copied.data == read_contents(earlier.sheet).answers["1.2l"].data
        assert copied.state == AnswerState.DRAFT
