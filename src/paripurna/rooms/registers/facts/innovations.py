"""Innovations that ran in the period, and whether one of them tells its result in figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.types import Cell, Fact, FactColumn, FactScope, FactSource, FactTable
from paripurna.rooms.registers.facts.reading import Group, Reading, SubjectParams, count_rows, in_period, tell
from paripurna.rooms.registers.innovations import INNOVATIONS as REGISTER
from paripurna.rooms.registers.models import Innovation
from paripurna.rooms.registers.types import InnovationState

COMPLETE, PARTIAL = "COMPLETE", "PARTIAL"


def counts(scope: FactScope) -> Q:
    """Ran on a day of the period."""
    return ~Q(state=InnovationState.IDEA) & in_period("started_on", "ended_on", scope)


def complete(_scope: FactScope) -> Q:
    """As `innovations.is_complete` says of one."""
    told = ~Q(problem="") & ~Q(idea="") & ~Q(result="") & ~Q(measure="")
    return told & Q(before_value__isnull=False, after_value__isnull=False)


def compute(scope: FactScope, wishes: Sequence[SubjectParams]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    groups = READING.read(scope, wishes)
    return [_tell(groups.pick(params)) for params in wishes]


def _tell(known: Sequence[Group]) -> Fact:
    counted = [group for group in known if group["counts"]]
    whole = count_rows(group for group in counted if group["complete"])
    return tell(known, counted, whole, code=COMPLETE if whole else PARTIAL if counted else "")


def list_rows(scope: FactScope, params: SubjectParams) -> FactTable:
    """This function will return the innovations behind a fact."""
    return READING.list_table(scope, params)


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


def _fill(one: Innovation, _params: SubjectParams) -> Sequence[Cell]:
    words = (one.title, one.agency.abbreviation, one.started_on, one.problem, one.idea, one.result)
    return (*words, one.measure, one.before_value, one.after_value, one.replicated_in)


READING = Reading(
    register=REGISTER,
    counts=counts,
    flags=lambda scope: {"complete": complete(scope)},
    columns=TABLE,
    fill=_fill,
)
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
