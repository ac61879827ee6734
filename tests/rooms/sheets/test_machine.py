"""Any series of deeds on a sheet, held against a small model: states, revisions, versions, totals and audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from paripurna.platform.accounts.models import User
from paripurna.platform.audit.models import Event
from paripurna.platform.audit.queries import verify
from paripurna.rooms.sheets import actions, queries
from paripurna.rooms.sheets.models import AnswerVersion, Sheet, StageScore
from paripurna.rooms.sheets.types import (
    TRANSITIONS,
    AnswerDraft,
    AnswerState,
    BadAnswer,
    BadMark,
    Conflict,
    MarkDraft,
    SheetError,
    Step,
    UnknownVersion,
    WrongState,
)
from tests.factories.sheets import FILLED, NOW

QUESTIONS = st.sampled_from(["1.1", "1.2", "1.3"])  # a choice, a checklist, a number
FILLINGS = st.sampled_from(["", "filled"])
NOTES = st.sampled_from(["", "dari profil", "dari laporan"])
AGES = st.integers(min_value=0, max_value=3)  # how many revisions ago the person looked
POINTS = st.sampled_from([None, Decimal(0), Decimal("3.335"), Decimal(10), Decimal("10.01")])
MOST = Decimal(10)  # of each of these questions
REASON = "tahunnya keliru"


@dataclass
class Expected:
    """One answer as the model has it: every version's content, and the state it is in."""

    state: AnswerState = AnswerState.EMPTY
    versions: list[tuple[dict[str, Any], str]] = field(default_factory=list)

    @property
    def revision(self) -> int:
        return len(self.versions)

    @property
    def content(self) -> tuple[dict[str, Any], str]:
        return self.versions[-1] if self.versions else ({}, "")

    def error_of(self, step: Step, base: int) -> type[SheetError] | None:
        """A person who saw an older revision is told so first, then what the table of states does not lead to."""
        if base != self.revision:
            return Conflict
        if self.state not in TRANSITIONS[step]:
            return WrongState
        return WrongState if step is Step.SUBMIT and not self.content[0] else None

    def write(self, step: Step, content: tuple[dict[str, Any], str]) -> None:
        self.versions.append(content)
        self.state = TRANSITIONS[step][self.state]
        if step is Step.SAVE and self.state is AnswerState.DRAFT and content == ({}, ""):
            self.state = AnswerState.EMPTY


@dataclass(frozen=True)
class Ground:
    """What every series begins with."""

    sheet: Sheet
    secretary: User
    verifier: User
    event_count: int


class SheetMachine(RuleBasedStateMachine):
    """A sheet and its model, side by side. `ground` is set by the test."""

    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.answers = {number: Expected() for number in ("1.1", "1.2", "1.3")}
        self.marks: dict[tuple[str, str], Decimal] = {}
        self.writes = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def attempt(self, error: type[SheetError] | None, deed: Callable[..., object], **more: Any) -> bool:
        """Do it, and be refused exactly when the model says so."""
        if error is None:
            deed(sheet=self.ground.sheet, at=NOW, **more)
            self.writes += 1
            return True
        with pytest.raises(error), transaction.atomic():
            deed(sheet=self.ground.sheet, at=NOW, **more)
        return False

    def step(self, step: Step, deed: Callable[..., object], question: str, age: int, by: User, **more: Any) -> None:
        answer = self.answers[question]
        base = max(0, answer.revision - age)
        error = answer.error_of(step, base)
        if self.attempt(error, deed, question=question, base_revision=base, by=by, **more):
            answer.write(step, answer.content)

    @rule(question=QUESTIONS, filling=FILLINGS, note=NOTES, age=AGES)
    def save(self, question: str, filling: str, note: str, age: int) -> None:
        answer = self.answers[question]
        content = (FILLED[question] if filling else {}, note)
        draft = AnswerDraft(question, content[0], note, max(0, answer.revision - age))
        if answer.versions and content == answer.content:
            actions.save_answer(
                sheet=self.ground.sheet, draft=draft, by=self.ground.secretary, at=NOW
            )  # stands already
            return
        error = answer.error_of(Step.SAVE, draft.base_revision)
        if self.attempt(error, actions.save_answer, draft=draft, by=self.ground.secretary):
            answer.write(Step.SAVE, content)

    @rule(question=QUESTIONS, age=AGES)
    def submit(self, question: str, age: int) -> None:
        self.step(Step.SUBMIT, actions.submit_answer, question, age, self.ground.secretary)

    @rule(question=QUESTIONS, age=AGES)
    def withdraw(self, question: str, age: int) -> None:
        self.step(Step.WITHDRAW, actions.withdraw_answer, question, age, self.ground.secretary)

    @rule(question=QUESTIONS, age=AGES)
    def give_back(self, question: str, age: int) -> None:
        self.step(Step.RETURN, actions.return_answer, question, age, self.ground.verifier, reason=REASON)

    @rule(question=QUESTIONS, age=AGES)
    def accept(self, question: str, age: int) -> None:
        self.step(Step.ACCEPT, actions.accept_answer, question, age, self.ground.verifier)

    @rule(question=QUESTIONS, age=AGES)
    def reopen(self, question: str, age: int) -> None:
        self.step(Step.REOPEN, actions.reopen_answer, question, age, self.ground.secretary, reason=REASON)

    @rule(question=QUESTIONS, age=AGES, revision=st.integers(min_value=1, max_value=4))
    def restore(self, question: str, age: int, revision: int) -> None:
        answer = self.answers[question]
        base = max(0, answer.revision - age)
        is_known = revision <= answer.revision
        error = answer.error_of(Step.RESTORE, base) if is_known else UnknownVersion
        chosen = {"question": question, "revision": revision, "base_revision": base}
        if self.attempt(error, actions.restore_answer, **chosen, by=self.ground.secretary):
            answer.write(Step.RESTORE, answer.versions[revision - 1])

    @rule(questions=st.lists(QUESTIONS, min_size=1, max_size=3), age=AGES, points=POINTS)
    def bring(self, questions: list[str], age: int, points: Decimal | None) -> None:
        bases = {number: max(0, self.answers[number].revision - age) for number in questions}
        drafts = [AnswerDraft(number, FILLED[number], "impor", bases[number]) for number in questions]
        marks = {"em": [MarkDraft(questions[0], points)]}
        if self.attempt(
            self.error_of_import(questions, bases, points),
            actions.import_contents,
            answers=drafts,
            marks=marks,
            by=self.ground.secretary,
        ):
            for number in questions:
                self.answers[number].write(Step.IMPORT, (FILLED[number], "impor"))
            self.put_mark("em", questions[0], points)

    def error_of_import(
        self, questions: list[str], bases: dict[str, int], points: Decimal | None
    ) -> type[SheetError] | None:
        if len(set(questions)) < len(questions):
            return BadAnswer
        refused = (self.answers[number].error_of(Step.IMPORT, bases[number]) for number in questions)
        return next(filter(None, refused), _error_of_mark(points))

    @rule(question=QUESTIONS, stage=st.sampled_from(["em", "internal", "va"]), points=POINTS)
    def mark(self, question: str, stage: str, points: Decimal | None) -> None:
        by = self.ground.verifier if stage == "internal" else self.ground.secretary
        mark = MarkDraft(question, points)
        if self.attempt(_error_of_mark(points), actions.give_mark, stage=stage, mark=mark, by=by):
            self.put_mark(stage, question, points)

    def put_mark(self, stage: str, question: str, points: Decimal | None) -> None:
        self.marks.pop((stage, question), None)
        if points is not None:
            self.marks[stage, question] = Decimal("3.34") if points == Decimal("3.335") else points

    @invariant()
    def answers_are_those_of_the_model(self) -> None:
        found = queries.read_contents(Sheet.objects.get(pk=self.ground.sheet.pk))
        for number, expected in self.answers.items():
            row = found.answers.get(number)
            stored = (row.state, row.revision, (row.data, row.note)) if row else (AnswerState.EMPTY, 0, ({}, ""))
            assert stored == (expected.state, expected.revision, expected.content)
        marks = {(stage, number): m.points for stage, given in found.marks.items() for number, m in given.items()}
        assert marks == self.marks

    @invariant()
    def versions_have_no_gap(self) -> None:
        rows = AnswerVersion.objects.filter(answer__sheet=self.ground.sheet).order_by("answer__question", "revision")
        found = [(number, revision) for number, revision in rows.values_list("answer__question", "revision")]
        wanted = [(n, r) for n, expected in sorted(self.answers.items()) for r in range(1, expected.revision + 1)]
        assert found == wanted

    @invariant()
    def totals_are_those_of_the_contents(self) -> None:
        sheet = Sheet.objects.select_related("edition", "city__region").get(pk=self.ground.sheet.pk)
        contents = queries.read_contents(sheet)
        assert sheet.revision == self.ground.sheet.revision + self.writes
        for stored in StageScore.objects.filter(sheet=sheet):
            score = queries.score_contents(sheet, contents, stage=stored.stage)
            strands = {strand.number: str(strand.points) for strand in score.strands}
            assert (stored.total, stored.grade, stored.strands) == (score.total, score.grade.code, strands)
            assert stored.sheet_revision == sheet.revision

    @invariant()
    def every_write_is_one_line_of_an_unbroken_audit(self) -> None:
        assert Event.objects.count() == self.ground.event_count + self.writes
        assert verify(chain=self.ground.sheet.city.code).broken is None


def _error_of_mark(points: Decimal | None) -> type[SheetError] | None:
    return BadMark if points is not None and points > MOST else None


def test_a_sheet_stays_true_after_any_series_of_deeds(sheet: Sheet, secretary: User, verifier: User) -> None:
    ground = Ground(Sheet.objects.get(pk=sheet.pk), secretary, verifier, Event.objects.count())
    machine = type("Machine", (SheetMachine,), {"ground": ground})

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
