import os
import signal
import subprocess
import sys
import textwrap
from decimal import Decimal

import pytest
from django.db import connection

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.rooms.sheets import bulk, queries
from paripurna.rooms.sheets.models import Answer, AnswerVersion, Mark, Sheet
from paripurna.rooms.sheets.types import (
    AnswerDraft,
    AnswerState,
    BadAnswer,
    BadMark,
    Conflict,
    MarkDraft,
    Step,
    UnknownQuestion,
    WrongState,
)
from tests.factories.sheets import FILLED, NOW, fill


def drafts(**changed):
    return [AnswerDraft(number, changed.get(number.replace(".", "_"), data), "", 0) for number, data in FILLED.items()]


def marks(*pairs, stage="va"):
    return {stage: [MarkDraft(number, Decimal(points)) for number, points in pairs]}


def nothing_is_written():
    return not (Answer.objects.exists() or Mark.objects.exists() or AnswerVersion.objects.exists())


class TestImportContents:
    def test_writes_everything_at_once_and_tells_one_line(self, sheet, secretary):
        counts = bulk.import_contents(
            sheet=sheet, answers=drafts(), marks=marks(("1.1", 6), ("2.4", "12.5")), by=secretary, at=NOW
        )

        assert counts == (9, 2)
        contents = queries.read_contents(Sheet.objects.get())
        assert {row.state for row in contents.answers.values()} == {AnswerState.DRAFT}
        assert contents.marks["va"]["2.4"].points == Decimal("12.5")
        assert AnswerVersion.objects.filter(step=Step.IMPORT).count() == 9
        assert Event.objects.filter(verb="sheets.answers_imported").get().details == {"answers": 9, "marks": 2}

    def test_stores_the_same_totals_as_one_by_one(self, sheet, secretary):
        bulk.import_contents(sheet=sheet, answers=drafts(), by=secretary, at=NOW)
        at_once = queries.list_totals(sheet)
        Sheet.objects.update(revision=1)

        fill(
            Sheet.objects.select_related("edition", "city__region").get(), "1.1", by=secretary, data={"option": "NONE"}
        )
        fill(Sheet.objects.select_related("edition", "city__region").get(), "1.1", by=secretary)

        assert queries.list_totals(sheet) == at_once

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"answers": [*drafts(), AnswerDraft("9.9", {"value": "1"}, "", 0)]}, UnknownQuestion),
            ({"answers": drafts(**{"2_2": {"count": "banyak"}})}, BadAnswer),
            ({"answers": [*drafts(), AnswerDraft("1.1", {"option": "NONE"}, "", 0)]}, BadAnswer),
            ({"answers": drafts(), "marks": marks(("1.1", 11))}, BadMark),
            ({"answers": drafts(), "marks": marks(("1.1", 5), ("1.1", 6))}, BadMark),
        ],
        ids=["unknown question", "no number", "answered twice", "mark too high", "marked twice"],
    )
    def test_writes_nothing_when_one_row_is_wrong(self, sheet, secretary, wrong, error):
        with pytest.raises(error):
            bulk.import_contents(sheet=sheet, by=secretary, at=NOW, **wrong)

        assert nothing_is_written()

    def test_writes_nothing_when_one_answer_has_changed_since(self, sheet, secretary):
        fill(sheet, "1.3", by=secretary)

        with pytest.raises(Conflict):
            bulk.import_contents(sheet=sheet, answers=drafts(), by=secretary, at=NOW)

        assert Answer.objects.count() == 1

    def test_leaves_submitted_answers_alone(self, sheet, secretary):
        row = fill(sheet, "1.3", by=secretary, submitted=True)
        draft = AnswerDraft("1.3", {"value": "10"}, "", row.revision)

        with pytest.raises(WrongState):
            bulk.import_contents(sheet=sheet, answers=[draft], by=secretary, at=NOW)

    def test_is_not_for_officers(self, sheet, officer):
        with pytest.raises(NotAllowed):
            bulk.import_contents(sheet=sheet, answers=drafts(), by=officer, at=NOW)

    def test_takes_as_many_statements_for_many_as_for_one(self, sheet, django_assert_max_num_queries, secretary):
        with django_assert_max_num_queries(26):
            bulk.import_contents(sheet=sheet, answers=drafts(), marks=marks(("1.1", 6)), by=secretary, at=NOW)


KILLED = """
    import django; django.setup()
    import os, signal
    from django.db import connection
    connection.settings_dict["NAME"] = {name!r}
    from paripurna.rooms.sheets import bulk, writing
    from paripurna.rooms.sheets.models import Sheet
    from paripurna.rooms.sheets.types import AnswerDraft
    from tests.factories.sheets import FILLED, NOW
    bulk.finish = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    drafts = [AnswerDraft(number, data, "", 0) for number, data in FILLED.items()]
    bulk.import_contents(sheet=Sheet.objects.get(), answers=drafts, by=None, at=NOW)
"""


@pytest.mark.django_db(transaction=True)
class TestKilledImport:
    def test_leaves_nothing_half_written(self, sheet):
        script = textwrap.dedent(KILLED.format(name=connection.settings_dict["NAME"]))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}

        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, check=False, capture_output=True, text=True
        )

        assert done.returncode == -signal.SIGKILL, done.stderr
        assert nothing_is_written()
        assert Sheet.objects.get().revision == 1
