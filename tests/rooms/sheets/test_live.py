"""Live answers: facts for every kind of question, taken over, kept at submission, and seen to move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from paripurna.core.instrument.values import Change, Counted, Rows, Share
from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.facts import registry
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.models import City
from paripurna.rooms.sheets import actions, queries
from paripurna.rooms.sheets.live.keeping import find_kept
from paripurna.rooms.sheets.models import FactSnapshot, Sheet
from paripurna.rooms.sheets.types import (
    AnswerState,
    Conflict,
    Moment,
    NothingKnown,
    SeenFacts,
    SheetClosed,
    Step,
    UnknownQuestion,
    WrongState,
)
from tests.factories.facts import OVERLAY, Figures
from tests.factories.sheets import NOW, fill, make_person

ON = NOW.date()
LATER = datetime(2026, 12, 1, 2, 0, tzinfo=NOW.tzinfo)


def read(sheet: Sheet) -> Mapping[str, Any]:
    return queries.read_live_answers(sheet, queries.edition_of(sheet), on=ON)


class TestReadLiveAnswers:
    def test_answers_a_question_of_every_kind(self, figures: Figures, sheet: Sheet) -> None:
        figures.put("decree", 1, code="PERDA")
        figures.put("a", 2)
        figures.put("friendly", "0.75")
        figures.put("certificate", "0.8", numerator=Decimal(24), denominator=Decimal(30))
        figures.put("marriage", "12.1")
        figures.put("marriage", "13", year=2024)
        figures.put("forums", 3)
        figures.put("partners", 1, rows=({"name": "PT Contoh", "kind": "MoU"},))
        figures.put("innovations", 1)

        live = read(sheet)

        assert live["1.1"].data == {"option": "PERDA"}
        assert live["1.2"].data == {"items": ["a"]}
        assert live["1.3"].data == {"value": "75"}
        assert live["1.5"].value == Share(Decimal(24), Decimal(30))
        assert live["2.1"].value == Change(Decimal("12.1"), Decimal(13), None)
        assert live["2.2"].value == Counted(3)
        assert live["2.3"].value == Rows(({"partner": "PT Contoh", "form": "MoU"},))
        assert live["2.4"].data == {"value": "5"}

    def test_asks_the_source_once_a_period(self, figures: Figures, sheet: Sheet, django_assert_num_queries) -> None:
        with django_assert_num_queries(2):  # the state of the registers, for each of the two periods
            read(sheet)

        assert figures.asked == 2

    def test_leaves_out_what_no_room_registered(self, figures: Figures, sheet: Sheet, monkeypatch) -> None:
        monkeypatch.setattr(registry, "_SOURCES", {})

        assert read(sheet) == {}

    def test_changes_the_question_that_is_bound_to_the_row_and_no_other(
        self, figures: Figures, sheet: Sheet, city: City
    ) -> None:
        figures.put("forums", 3)
        mark_changed(city_id=city.id, group="tests.figures")
        before = read(sheet)

        figures.put("forums", 4)
        mark_changed(city_id=city.id, group="tests.figures")
        after = read(sheet)

        assert {number for number in after if after[number].value != before[number].value} == {"2.2"}


class TestTakeFacts:
    def test_writes_what_the_facts_say_and_keeps_the_note(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        figures.put("forums", 3)
        before = fill(sheet, "2.2", by=secretary, data={"count": 1})

        row = actions.take_facts(sheet=sheet, question="2.2", base_revision=before.revision, by=secretary, at=LATER)

        assert (row.data, row.state, row.revision) == ({"count": 3}, AnswerState.DRAFT, 2)
        assert [version.step for version in queries.list_versions(sheet, "2.2")] == [Step.TAKE, Step.SAVE]
        assert Event.objects.filter(verb="sheets.answer_take").count() == 1

    def test_keeps_the_facts_without_names(self, figures, sheet, secretary) -> None:
        figures.put("certificate", "0.8", numerator=Decimal(24), denominator=Decimal(30))

        actions.take_facts(sheet=sheet, question="1.5", base_revision=0, by=secretary, at=LATER)

        kept = FactSnapshot.objects.get()
        assert (kept.source, kept.params, kept.moment) == ("tests.figures", {"series": "certificate"}, Moment.TAKEN)
        assert (kept.value, kept.numerator, kept.denominator, kept.row_count) == (Decimal("0.8"), 24, 30, 1)
        assert (kept.period_start, kept.period_end, kept.as_of) == (date(2025, 1, 1), date(2025, 12, 31), NOW)
        assert (kept.overlay_hash, len(kept.digest)) == (OVERLAY.hash, 64)
        assert "Sari" not in str(FactSnapshot.objects.values())

    def test_keeps_both_periods_of_a_trend(self, figures, sheet, secretary) -> None:
        figures.put("marriage", "12.1")
        figures.put("marriage", "13", year=2024)

        actions.take_facts(sheet=sheet, question="2.1", base_revision=0, by=secretary, at=LATER)

        assert set(FactSnapshot.objects.values_list("part", "period_start__year")) == {("", 2025), ("earlier", 2024)}

    def test_refuses_on_top_of_what_somebody_else_wrote(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        fill(sheet, "2.2", by=secretary, data={"count": 1})

        with pytest.raises(Conflict):
            actions.take_facts(sheet=sheet, question="2.2", base_revision=0, by=secretary, at=LATER)

        assert not FactSnapshot.objects.exists()

    def test_writes_once_when_it_is_sent_twice(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)

        first = actions.take_facts(sheet=sheet, question="2.2", base_revision=0, by=secretary, at=LATER)
        again = actions.take_facts(sheet=sheet, question="2.2", base_revision=0, by=secretary, at=LATER)

        assert first.revision == again.revision == 1

    @pytest.mark.parametrize("question", ["2.2", "1.4"])
    def test_refuses_where_nothing_is_known_or_nobody_is_bound(self, figures, sheet, secretary, question) -> None:
        with pytest.raises(NothingKnown, match=question.replace(".", r"\.")):
            actions.take_facts(sheet=sheet, question=question, base_revision=0, by=secretary, at=LATER)

    def test_refuses_an_unknown_question_and_a_stranger_to_it(self, figures, sheet, city) -> None:
        figures.put("forums", 3)
        officer = make_person(city, "OFFICER")

        with pytest.raises(UnknownQuestion):
            actions.take_facts(sheet=sheet, question="9.9", base_revision=0, by=officer, at=LATER)
        with pytest.raises(NotAllowed):
            actions.take_facts(sheet=sheet, question="2.2", base_revision=0, by=officer, at=LATER)


class TestTakeManyFacts:
    @pytest.fixture(autouse=True)
    def _known(self, figures: Figures) -> None:
        figures.put("forums", 3)
        figures.put("innovations", 1)

    @staticmethod
    def take(sheet: Sheet, by: Any, **revisions: int) -> int:
        live = read(sheet)
        numbers = {name.removeprefix("q").replace("_", "."): revision for name, revision in revisions.items()}
        seen = {number: SeenFacts(revision, live[number].digest) for number, revision in numbers.items()}
        return actions.take_many_facts(sheet=sheet, seen=seen, by=by, at=LATER)

    def test_writes_and_keeps_each_and_tells_one_line(self, sheet, secretary) -> None:
        fill(sheet, "2.2", by=secretary, data={"count": 1})

        assert self.take(sheet, secretary, q2_2=1, q2_4=0) == 2

        assert [version.step for version in queries.list_versions(sheet, "2.2")] == [Step.TAKE, Step.SAVE]
        assert queries.get_answer(sheet, "2.4").state == AnswerState.DRAFT
        assert set(FactSnapshot.objects.values_list("answer__question", "moment")) == {
            ("2.2", Moment.TAKEN),
            ("2.4", Moment.TAKEN),
        }
        assert Event.objects.get(verb="sheets.facts_taken").details == {"answers": 2}

    def test_writes_nothing_when_one_was_changed_meanwhile(self, sheet, secretary) -> None:
        fill(sheet, "2.4", by=secretary, data={"value": "1"})

        with pytest.raises(Conflict):
            self.take(sheet, secretary, q2_2=0, q2_4=0)

        assert not queries.get_answer(sheet, "2.2").data
        assert not FactSnapshot.objects.exists()

    def test_refuses_what_one_alone_would_refuse(self, sheet, secretary, officer) -> None:
        with pytest.raises(NotAllowed):
            self.take(sheet, officer, q2_2=0)  # of Dinkes, which answers indicator 1
        submitted = fill(sheet, "2.2", by=secretary, data={"count": 1}, submitted=True)
        with pytest.raises(WrongState):
            self.take(sheet, secretary, q2_2=submitted.revision)
        actions.close_sheet(sheet=sheet, by=secretary, at=LATER)
        with pytest.raises(SheetClosed):
            self.take(sheet, secretary, q2_4=0)


class TestKeepingAtSubmission:
    def test_freezes_the_facts_with_the_answer_even_when_people_typed_it(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)

        fill(sheet, "2.2", by=secretary, data={"count": 5}, submitted=True)

        kept = find_kept(sheet, "2.2")
        assert kept is not None
        assert (kept.moment, kept.answer_revision, kept.facts[0].value) == (Moment.SUBMITTED, 2, Decimal(3))

    def test_keeps_nothing_for_a_question_that_no_register_answers(self, figures, sheet, secretary) -> None:
        fill(sheet, "1.4", by=secretary, submitted=True)

        assert find_kept(sheet, "1.4") is None

    def test_sees_when_the_register_moves_afterwards(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        fill(sheet, "2.2", by=secretary, data={"count": 3}, submitted=True)
        kept = find_kept(sheet, "2.2")
        assert kept is not None
        assert not kept.has_moved(read(sheet)["2.2"])

        figures.put("forums", 4)

        assert kept.has_moved(read(sheet)["2.2"])

    def test_tells_a_row_that_was_touched_and_says_the_same(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        fill(sheet, "2.2", by=secretary, data={"count": 3}, submitted=True)
        figures.put("forums", 3, as_of=LATER)

        kept, live = find_kept(sheet, "2.2"), read(sheet)["2.2"]

        assert kept is not None
        assert (kept.has_moved(live), kept.is_touched(live)) == (False, True)
