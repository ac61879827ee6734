"""What becomes of a finding: one person says that it is repaired, another looks and confirms, or sends it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.inspections import notices, policy, writing
from paripurna.rooms.places.inspections.types import FindingChanged, FindingDraft, FindingState, FindingStep, NotReady
from paripurna.rooms.places.models import Finding, Place, Upkeep
from paripurna.rooms.places.once import find_sent
from paripurna.rooms.places.policy import check_can_change

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def report_finding(*, place: Place, draft: FindingDraft, uuid: UUID | None = None, by: User, at: datetime) -> Finding:
    """This function will take in a finding that nobody's inspection brought; sent twice with one `uuid` it is taken once.

    Raises `NotAllowed`, `PlaceWithdrawn`, `SentElsewhere`, or `NotReady` for one that says nothing.
    """
    policy.check_may_mend(by, place, on=day_in(place.city, at))
    check_can_change(place)
    if known := find_sent(Finding.objects.of_city(place.city_id).filter(place=place), uuid):
        return known
    if not draft.text:
        raise NotReady(_("Say what was found."))
    finding = Finding(uuid=uuid or uuid4(), city=place.city, place=place, revision=0, changed_at=at)
    writing.fill_finding(finding, draft, on=day_in(place.city, at))
    finding.state = FindingState.DRAFT
    finding.save(force_insert=True)
    writing.take_step(finding, FindingStep.REPORT, by=by, at=at)
    _record("places.finding_reported", finding, by=by, at=at)
    notices.tell_assigned([finding], by=by, at=at)
    return finding


@transaction.atomic
def change_finding(*, finding: Finding, draft: FindingDraft, base_revision: int, by: User, at: datetime) -> Finding:
    """This function will change how bad an open finding is, who answers for it and until when.

    Raises `NotAllowed`, `MilderFinding`, `WrongStep`, `NotReady` or `FindingChanged`.
    """
    finding = _lock(finding, base_revision)
    policy.check_may_inspect(by, finding.place, on=day_in(finding.city, at))
    if not draft.text:
        raise NotReady(_("Say what was found."))
    policy.check_may_ease(by, finding, draft, on=day_in(finding.city, at))
    before = finding.owner_agency_id
    writing.fill_finding(finding, draft, on=day_in(finding.city, at))
    writing.take_step(finding, FindingStep.CHANGE, by=by, at=at)
    _record("places.finding_changed", finding, by=by, at=at)
    if finding.owner_agency_id != before:
        notices.tell_assigned([finding], by=by, at=at)
    return finding


@transaction.atomic
def repair_finding(
    *,
    finding: Finding,
    note: str,
    repaired_on: date,
    cost_idr: int | None = None,
    fund: str = "",
    base_revision: int,
    by: User | None,
    at: datetime,
) -> Finding:
    """This function will keep that somebody says it is repaired, and what that cost; it stands until another confirms.

    Raises `NotAllowed`, `WrongStep` or `FindingChanged`.
    """
    finding = _lock(finding, base_revision)
    policy.check_may_mend(by, finding.place, on=day_in(finding.city, at))
    writing.take_step(finding, FindingStep.REPAIR, note, by=by, at=at)
    if cost_idr is not None:
        Upkeep.objects.create(
            city=finding.city,
            place=finding.place,
            finding=finding,
            title=finding.requirement or finding.text[:200],
            due_on=finding.due_on or repaired_on,
            done_on=repaired_on,
            done_by=by,
            cost_idr=cost_idr,
            fund=fund,
            is_example=finding.is_example,
            created_by=by,
            created_at=at,
        )
    _record("places.finding_repaired", finding, by=by, at=at)
    notices.tell_repaired(finding, by=by, at=at)
    return finding


@transaction.atomic
def confirm_finding(*, finding: Finding, note: str = "", base_revision: int, by: User | None, at: datetime) -> Finding:
    """This function will keep that another person looked, and it is repaired. Raises `OwnRepair` and what repairing raises."""
    return _look(finding, FindingStep.CONFIRM, note=note, base_revision=base_revision, by=by, at=at)


@transaction.atomic
def send_finding_back(*, finding: Finding, note: str, base_revision: int, by: User, at: datetime) -> Finding:
    """This function will open a finding again that is not repaired after all, with a reason. Raises what confirming raises."""
    if not note.strip():
        raise NotReady(_("Say what is still to be repaired."))
    repaired_by = finding.repaired_by
    opened = _look(finding, FindingStep.SEND_BACK, note=note, base_revision=base_revision, by=by, at=at)
    notices.tell_back(opened, repaired_by, by=by, at=at)
    return opened


def _look(
    finding: Finding, step: FindingStep, *, note: str, base_revision: int, by: User | None, at: datetime
) -> Finding:
    finding = _lock(finding, base_revision)
    policy.check_may_inspect(by, finding.place, on=day_in(finding.city, at))
    writing.take_step(finding, step, note, by=by, at=at)
    _record(
        "places.finding_confirmed" if step is FindingStep.CONFIRM else "places.finding_sent_back", finding, by=by, at=at
    )
    return finding


def _lock(finding: Finding, base_revision: int) -> Finding:
    related = ("city__region", "place__city", "place__kelurahan")
    rows = Finding.objects.of_city(finding.city_id).select_for_update(of=("self",)).select_related(*related)
    found = rows.get(pk=finding.pk)
    if found.revision != base_revision:
        raise FindingChanged
    return found


def _record(verb: str, finding: Finding, *, by: User | None, at: datetime) -> None:
    details: dict[str, audit.Detail] = {"place": str(finding.place.uuid), "severity": finding.severity}
    subject = f"places.finding:{finding.uuid}"
    audit.record(verb=verb, city=finding.city, subject=subject, details=details, by=by, at=at)
