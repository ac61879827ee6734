"""Innovations that ran in the period, and whether one of them tells its result in figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.types import Cell, Fact, FactColumn, FactScope, FactSource, FactTable
from paripurna.rooms.registers.facts.reading import (
    Layout,
    Row,
    SubjectParams,
    lay_out,
    overlaps,
    pick,
    read_rows,
    tell,
)
from paripurna.rooms.registers.innovations import INNOVATIONS as REGISTER
from paripurna.rooms.registers.innovations import is_complete
from paripurna.rooms.registers.models import Innovation
from paripurna.rooms.registers.types import InnovationState

COLUMNS = ("state", "started_on", "ended_on", "problem", "idea", "result", "measure", "before_value", "after_value")
COMPLETE, PARTIAL = "COMPLETE", "PARTIAL"


def compute(scope: FactScope, wishes: Sequence[SubjectParams]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    under = lay_out(read_rows(REGISTER, scope, wishes, COLUMNS))
    return [_tell(pick(under, params), scope) for params in wishes]


def _tell(known: Sequence[Row], scope: FactScope) -> Fact:
    counted = _count(known, scope)
    complete = sum(is_complete(dict(row)) for row in counted)
    return tell(known, counted, complete, code=COMPLETE if complete else PARTIAL if counted else "")


def _count(known: Sequence[Row], scope: FactScope) -> list[Row]:
    run = (row for row in known if row["state"] != InnovationState.IDEA)
    return [row for row in run if overlaps(row["started_on"], row["ended_on"], scope)]


def list_rows(scope: FactScope, params: SubjectParams) -> FactTable:
    """This function will return the innovations behind a fact."""
    under = lay_out(read_rows(REGISTER, scope, [params], COLUMNS))
    return Layout(REGISTER, TABLE, _fill).list_table(scope, _count(pick(under, params), scope))


TABLE = (
    FactColumn("title", _("Name")),
    FactColumn("agency", _("Agency")),
    FactColumn("since", _("Since")),
    FactColumn("problem", _("Problem")),
    FactColumn("idea", _("Idea")),
    FactColumn("result", _("Result")),
    FactColumn("measure", _("What the figures count")),
    FactColumn("before", _("Figure before"), numeric=True),
    FactColumn("after", _("Figure after"), numeric=True),
    FactColumn("replicated", _("Where others do it too")),
)


def _fill(one: Innovation) -> Sequence[Cell]:
    words = (one.title, one.agency.abbreviation, one.started_on, one.problem, one.idea, one.result)
    return (*words, one.measure, one.before_value, one.after_value, one.replicated_in)


INNOVATIONS = FactSource(
    name="registers.innovations",
    group=REGISTER.group,
    label=_("Innovations"),
    sentence=_(
        "Counts the innovations about a subject that ran in the period and tell their result in figures before and after."
    ),
    params=SubjectParams,
    compute=compute,
    list_rows=list_rows,
)
