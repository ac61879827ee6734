"""The rows behind a finding: filled, saved, led from state to state. Called by actions inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.yaml_tree import read_tree
from paripurna.platform.facts.actions import mark_changed
from paripurna.rooms.network import queries as network
from paripurna.rooms.places.inspections import policy
from paripurna.rooms.places.inspections.types import (
    TERMS,
    FindingDraft,
    FindingState,
    FindingStep,
    Severity,
    Topic,
)
from paripurna.rooms.places.models import Finding, FindingEvent, Inspection
from paripurna.rooms.places.types import FACT_GROUP
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

FILE = Path(__file__).parent.parent / "data" / "topics.yaml"


class Topics(BaseModel):
    """What findings are about as a rule: edition → topic → numbers of indicators."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    editions: dict[str, dict[Topic, tuple[str, ...]]]


def build_finding(inspection: Inspection, question: Question, *, at: datetime) -> Finding:
    """This function will make a finding of an inspection that says nothing yet, unsaved."""
    return Finding(
        uuid=uuid4(),
        city=inspection.city,
        place=inspection.place,
        inspection=inspection,
        question=question.number,
        requirement=name_requirement(edition_of(inspection.sheet), question),
        is_example=inspection.is_example,
        revision=0,
        changed_at=at,
    )


def fill_finding(finding: Finding, draft: FindingDraft | None, *, on: date) -> None:
    """This function will set what a person says; None takes the finding back. Raises nothing: it may still be empty."""
    if draft is None:
        finding.state, finding.severity, finding.text = FindingState.DROPPED, Severity.NOTE, ""
        return
    if finding.state == FindingState.DROPPED:
        finding.state = FindingState.DRAFT
    finding.severity, finding.topic, finding.text = draft.severity, draft.topic, draft.text
    finding.owner_agency_id = _find_owner(finding, draft.owner)
    finding.owner_name = draft.owner_name
    finding.due_on = draft.due_on or on + TERMS[draft.severity]


def says_the_same(finding: Finding | None, draft: FindingDraft | None, *, on: date) -> bool:
    """This function will return whether what is said stands already."""
    if finding is None or finding.state == FindingState.DROPPED:
        return draft is None
    if draft is None:
        return False
    said = (draft.severity, draft.topic, draft.text, draft.owner_name, draft.due_on or on + TERMS[draft.severity])
    stands = (finding.severity, finding.topic, finding.text, finding.owner_name, finding.due_on)
    return said == stands and _find_owner(finding, draft.owner) == finding.owner_agency_id


def save_finding(finding: Finding, *, nonce: str, by: User | None, at: datetime) -> None:
    """This function will save the finding as a new revision."""
    finding.revision += 1
    finding.nonce, finding.changed_by, finding.changed_at = nonce, by, at
    finding.save()


def take_step(finding: Finding, step: FindingStep, note: str = "", *, by: User | None, at: datetime) -> None:
    """This function will lead a finding into the state that the step leads to, and keep that it was taken.

    Raises `WrongStep` or `OwnRepair`.
    """
    finding.state = policy.check_can_step(finding, step, by=by)
    if step is FindingStep.REPORT:
        finding.reported_by, finding.reported_at = by, at
    if step is FindingStep.REPAIR:
        finding.repaired_by, finding.repaired_at = by, at
    if step is FindingStep.SEND_BACK:
        finding.repaired_by, finding.repaired_at = None, None
    if step is FindingStep.CONFIRM:
        finding.confirmed_by, finding.confirmed_at = by, at
    save_finding(finding, nonce="", by=by, at=at)
    severity = finding.severity
    FindingEvent.objects.create(
        city_id=finding.city_id, finding=finding, step=step, severity=severity, note=note, by=by, at=at
    )
    mark_changed(city_id=finding.city_id, group=FACT_GROUP)


def name_requirement(edition: Edition, question: Question) -> str:
    """This function will return what the edition calls the requirement that a question belongs to."""
    owners = (each for each in edition.indicators if question in each.questions)
    found = next(owners, None)
    return (found.label.id if found else question.label.id)[:200]


def find_topic(edition: Edition, question: str) -> Topic:
    """This function will return what a finding at a question is about as a rule, by the data beside the kinds of places."""
    for topic, numbers in list_topics().get(edition.id, {}).items():
        if any(question == each or question.startswith(f"{each}.") for each in numbers):
            return topic
    return Topic.OTHER


@cache
def list_topics() -> Mapping[str, Mapping[Topic, tuple[str, ...]]]:
    """This function will return what findings are about as a rule: edition → topic → numbers."""
    tree = read_tree(FILE)
    if tree.problems:
        raise ValueError(f"{FILE}: {tree.problems[0]}")
    return Topics.model_validate(tree.data).editions


def _find_owner(finding: Finding, code: str) -> int | None:
    agency = network.find_agency(finding.city, code) if code else None
    return agency.id if agency else None
