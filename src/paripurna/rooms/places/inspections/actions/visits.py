"""What an inspector writes there, with or without a network: the visit, findings, and handing the whole over.

Each of these may be sent twice. What comes on top of one's own writing, whose answer was lost on the way, goes on from
there; what comes on top of somebody else's is refused, so that a person can choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.inspections import notices, policy, writing
from paripurna.rooms.places.inspections.types import (
    FindingChanged,
    FindingDraft,
    FindingState,
    FindingStep,
    InspectionState,
    NotReady,
    Seen,
    Signed,
    Visit,
    VisitChanged,
)
from paripurna.rooms.places.models import Finding, Inspection
from paripurna.rooms.places.types import FACT_GROUP
from paripurna.rooms.sheets import actions as sheet_actions
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def save_visit(*, inspection: Inspection, visit: Visit, seen: Seen, by: User | None, at: datetime) -> Inspection:
    """This function will keep what is said of the visit. Raises `NotAllowed`, `InspectionOver` or `VisitChanged`."""
    inspection = _lock(inspection, by=by, at=at)
    policy.check_can_inspect(inspection)
    values = asdict(visit)
    if all(getattr(inspection, name) == value for name, value in values.items()):
        return inspection
    if not seen.is_newest(inspection.visit_revision, inspection.visit_nonce):
        raise VisitChanged
    for name, value in values.items():
        setattr(inspection, name, value)
    inspection.visit_revision, inspection.visit_nonce = inspection.visit_revision + 1, seen.nonce
    inspection.save(update_fields=[*values, "visit_revision", "visit_nonce"])
    _record("places.visit_told", inspection, {}, by=by, at=at)
    return inspection


@transaction.atomic
def save_finding(
    *, inspection: Inspection, question: str, draft: FindingDraft | None, seen: Seen, by: User | None, at: datetime
) -> Finding | None:
    """This function will keep what was found at a question, or (None) that nothing is; it counts once it is handed over.

    Raises `NotAllowed`, `InspectionOver`, `UnknownQuestion` or `FindingChanged`.
    """
    inspection = _lock(inspection, by=by, at=at)
    policy.check_can_inspect(inspection)
    asked = sheets.get_question(inspection.sheet, question)
    finding = Finding.objects.of_city(inspection.city_id).filter(inspection=inspection, question=question).first()
    if writing.says_the_same(finding, draft, on=day_in(inspection.city, at)):
        return finding
    if not seen.is_newest(finding.revision if finding else 0, finding.nonce if finding else ""):
        raise FindingChanged
    finding = finding or writing.build_finding(inspection, asked, at=at)
    writing.fill_finding(finding, draft, on=day_in(inspection.city, at))
    writing.save_finding(finding, nonce=seen.nonce, by=by, at=at)
    _record("places.finding_drafted", inspection, {}, by=by, at=at)  # the question would tell what it is about
    return finding


@transaction.atomic
def hand_over(*, inspection: Inspection, signed: Signed, by: User | None, at: datetime) -> Inspection:
    """This function will close an inspection and let its findings count. Sent again by the same page it is done once.

    Raises `NotAllowed`, `InspectionOver`, or `NotReady` with what is still to be written.
    """
    inspection = _lock(inspection, by=by, at=at)
    if inspection.state == InspectionState.DONE and signed.nonce and inspection.finish_nonce == signed.nonce:
        return inspection
    policy.check_can_inspect(inspection)
    findings = [each for each in _findings(inspection) if each.state == FindingState.DRAFT]
    if sentences := list(_list_missing(inspection, signed, findings)):
        raise NotReady(" ".join(sentences))
    _finish(inspection, signed, by=by, at=at)
    for finding in findings:
        writing.take_step(finding, FindingStep.REPORT, by=by, at=at)
    sheet_actions.close_sheet(sheet=inspection.sheet, by=by, at=at)
    mark_changed(city_id=inspection.city_id, group=FACT_GROUP)
    details: dict[str, audit.Detail] = {"place": str(inspection.place.uuid), "findings": len(findings)}
    _record("places.inspection_done", inspection, details, by=by, at=at)
    notices.tell_assigned(findings, by=by, at=at)
    return inspection


def _finish(inspection: Inspection, signed: Signed, *, by: User | None, at: datetime) -> None:
    inspection.state, inspection.signed_name, inspection.signature = InspectionState.DONE, signed.name, signed.signature
    inspection.visited_at = min(signed.signed_at or at, at)  # a clock that runs ahead visits nothing tomorrow
    inspection.finished_by, inspection.finished_at, inspection.finish_nonce = by, at, signed.nonce
    inspection.save()


def _list_missing(inspection: Inspection, signed: Signed, findings: list[Finding]) -> Iterator[str]:
    if not signed.name.strip():
        yield _("Write your name.")
    told = {each.question for each in findings}
    answers = sheets.read_contents(inspection.sheet).answers
    told |= {number for number, answer in answers.items() if answer.data or answer.note}
    if looked_past := [each for each in sheets.edition_of(inspection.sheet).question_by_number if each not in told]:
        words = {"numbers": ", ".join(looked_past)}
        yield _("Nothing is said yet of %(numbers)s: tick what is met, write a note, or a finding.") % words
    if empty := [each.question for each in findings if not each.text]:
        yield _("Say what was found at %(numbers)s.") % {"numbers": ", ".join(empty)}


def _findings(inspection: Inspection) -> list[Finding]:
    return list(Finding.objects.of_city(inspection.city_id).filter(inspection=inspection).order_by("pk"))


def _lock(inspection: Inspection, *, by: User | None, at: datetime) -> Inspection:
    related = ("city__region", "place__city", "place__kelurahan", "place__agency", "sheet__edition", "inspector")
    rows = Inspection.objects.of_city(inspection.city_id).select_for_update(of=("self",)).select_related(*related)
    found = rows.get(pk=inspection.pk)
    policy.check_may_inspect(by, found.place, on=day_in(found.city, at))
    return found


def _record(verb: str, inspection: Inspection, details: dict[str, Any], *, by: User | None, at: datetime) -> None:
    subject = f"places.inspection:{inspection.uuid}"
    audit.record(verb=verb, city=inspection.city, subject=subject, details=details, by=by, at=at)
