"""Taking steps of a standard, assessing oneself on a sheet, and revoking. One function = one transaction = one audit line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.places import policy as places
from paripurna.rooms.places.models import Attainment, Place
from paripurna.rooms.places.once import find_sent
from paripurna.rooms.places.standing import policy
from paripurna.rooms.places.standing.blocking import list_blockers
from paripurna.rooms.places.standing.checking import check_level, check_step, complete_step
from paripurna.rooms.places.standing.queries import find_current, was_certified
from paripurna.rooms.places.standing.standards import Standard, get_standard, judge, standard_of
from paripurna.rooms.places.standing.types import (
    SUBJECT_KIND,
    AssessmentOpen,
    IssuerKind,
    RenewalBlocked,
    Step,
    StepDraft,
)
from paripurna.rooms.places.types import FACT_GROUP, FieldProblem, PlaceError
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets import queries as sheet_queries

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document


@transaction.atomic
def take_step(
    *,
    place: Place,
    draft: StepDraft,
    document: Document | None = None,
    uuid: UUID | None = None,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Attainment:
    """This function will keep a step that a paper proves; where one stands already, the new one renews it. Sent twice it is kept once.

    Raises `NotAllowed`, `PlaceWithdrawn`, `SentElsewhere`, `NoStandard`, `BadFields`, `RenewalBlocked`, or `PlaceError` for a certificate of the
    city's own that no sheet bears out.
    """
    if known := find_sent(Attainment.objects.of_city(place.city_id).filter(place=place), uuid):
        return known
    place, on = _lock(place), day_in(place.city, at)
    policy.check_may_take(by, place, draft.step, on=on)
    places.check_can_change(place)
    standard = get_standard(place.kind)
    before = find_current(place, standard, draft.step)
    draft = complete_step(draft, standard, place)
    check_step(draft, standard, before, on=on)
    _check_certificate(place, standard, draft)
    attainment = _build(place, standard, draft, before, by=by, at=at)
    attainment.uuid, attainment.document, attainment.is_example = uuid or uuid4(), document, is_example
    _replace(before, attainment, at=at)
    _tell("places.step_taken", attainment, by=by, at=at)
    return attainment


@transaction.atomic
def begin_assessment(
    *, place: Place, edition: str = "", level: str = "", is_example: bool = False, by: User | None, at: datetime
) -> Attainment:
    """This function will open a sheet on which the place assesses itself; one at a time. `edition` is a choice of the city's.

    Raises `NotAllowed`, `PlaceWithdrawn`, `NoStandard`, `BadFields` for a level that the standard does not have, and `AssessmentOpen`.
    """
    place, on = _lock(place), day_in(place.city, at)
    policy.check_may_take(by, place, Step.SELF_ASSESSED, on=on)
    places.check_can_change(place)
    standard = get_standard(place.kind)
    if problems := tuple(check_level(level, Step.SELF_ASSESSED, standard)):
        raise BadFields(problems)
    mine = Attainment.objects.of_city(place.city_id).current().filter(place=place, issued_on=None)
    if mine.exists():
        raise AssessmentOpen(_("A self-assessment of this place is being filled already. Finish it first."))
    draft = StepDraft(Step.SELF_ASSESSED, IssuerKind.PLACE, on, issuer_name=place.name, level=level)
    attainment = _build(place, standard, draft, None, by=by, at=at)
    attainment.issued_on, attainment.is_example = None, is_example
    attainment.edition = sheets.take_edition(edition or standard.edition.reference, city=place.city, at=at)
    attainment.sheet = sheets.open_sheet(
        city=place.city,
        edition=attainment.edition,
        subject=(SUBJECT_KIND, str(attainment.uuid)),
        title=place.name,
        period=(on, _find_end(standard, on) or on),
        is_example=is_example,
        by=by,
        at=at,
    )
    attainment.save(force_insert=True)
    _tell("places.assessment_begun", attainment, by=by, at=at)
    return attainment


@transaction.atomic
def finish_assessment(*, attainment: Attainment, by: User | None, at: datetime) -> Attainment:
    """This function will close the sheet and keep its result under the edition that was pinned; what is not answered is not met.

    Raises `NotAllowed`, `AssessmentClosed`, and `AssessmentOpen` while nothing is answered.
    """
    attainment = lock_attainment(attainment)
    place, on = attainment.place, day_in(attainment.city, at)
    policy.check_may_take(by, place, Step.SELF_ASSESSED, on=on)
    sheet = policy.check_can_finish(attainment)
    contents = sheet_queries.read_contents(sheet)
    edition = sheet_queries.edition_of(sheet)
    if not any(row.data for row in contents.answers.values()):
        raise AssessmentOpen(_("Nothing is answered yet. Fill the sheet first."))
    scored = sheet_queries.score_contents(sheet, contents, stage=sheet_queries.get_own_stage(edition))
    standard = standard_of(edition)
    result = judge(standard, scored, attainment.level)
    before = find_current(place, standard, Step.SELF_ASSESSED)
    attainment.issued_on, attainment.valid_to = on, _find_end(standard, on)
    attainment.points, attainment.grade = result.points, result.grade
    attainment.missing, attainment.passes = list(result.missing), result.passes
    _replace(before, attainment, at=at)
    sheets.close_sheet(sheet=sheet, by=by, at=at)
    _tell("places.assessment_finished", attainment, by=by, at=at)
    return attainment


@transaction.atomic
def revoke_step(*, attainment: Attainment, revoked_on: date, reason: str, by: User | None, at: datetime) -> Attainment:
    """This function will end a step from a day on; from its own first day on it never held. An assessment that is being filled
    is given up. Raises `NotAllowed`, `StepRevoked` and `BadFields`.
    """
    attainment = lock_attainment(attainment)
    on = day_in(attainment.city, at)
    policy.check_may_take(by, attainment.place, Step(attainment.step), on=on)
    policy.check_can_revoke(attainment)
    _check_revoking(attainment, revoked_on, reason, on=on)
    attainment.revoked_on, attainment.revoked_reason = revoked_on, reason.strip()
    attainment.revoked_by, attainment.revoked_at = by, at
    attainment.save(update_fields=["revoked_on", "revoked_reason", "revoked_by", "revoked_at"])
    if attainment.sheet and attainment.issued_on is None:
        sheets.close_sheet(sheet=attainment.sheet, by=by, at=at)
    _tell("places.step_revoked", attainment, by=by, at=at)
    return attainment


def lock_attainment(attainment: Attainment) -> Attainment:
    """This function will return the step as it stands now, locked together with its place."""
    _lock(attainment.place)
    rows = Attainment.objects.of_city(attainment.city_id).select_for_update(of=("self",))
    related = rows.select_related("city__region", "place__city", "place__kelurahan", "sheet__edition", "edition")
    found = related.get(pk=attainment.pk)
    if found.sheet:
        found.sheet.city = found.city
    return found


def _lock(place: Place) -> Place:
    rows = Place.objects.of_city(place.city_id).select_for_update(of=("self",))
    return rows.select_related("city", "kelurahan").get(pk=place.pk)


def _build(
    place: Place, standard: Standard, draft: StepDraft, before: Attainment | None, *, by: User | None, at: datetime
) -> Attainment:
    return Attainment(
        city=place.city,
        place=place,
        step=draft.step,
        standard=standard.edition.id,
        edition=sheets.take_edition(standard.edition.reference, city=place.city, at=at),
        level=draft.level,
        issuer=draft.issuer,
        issuer_name=draft.issuer_name,
        number=draft.number.strip(),
        issued_on=draft.issued_on,
        valid_to=draft.valid_to,
        note=draft.note.strip(),
        created_by=by,
        created_at=at,
    )


def _replace(before: Attainment | None, attainment: Attainment, *, at: datetime) -> None:
    """The one before makes room, so that one of each step is current at any time."""
    if before is not None:
        before.replaced_at = at
        before.save(update_fields=["replaced_at"])
        attainment.renews = before
    attainment.save()


def _find_end(standard: Standard, on: date) -> date | None:
    step = standard.find_step(Step.SELF_ASSESSED)
    return step.find_last_day(on) if step else None


def _check_certificate(place: Place, standard: Standard, draft: StepDraft) -> None:
    if draft.step is not Step.STANDARDIZED:
        return
    if (draft.issuer.is_ours or was_certified(place)) and (blockers := list_blockers(place)):
        raise RenewalBlocked(blockers)
    if draft.issuer.is_ours and not _is_borne_out(place, standard, draft):
        raise PlaceError(
            _(
                "The city certifies only what a finished self-assessment bears out: fill one without a missing mandatory item."
            )
        )


def _is_borne_out(place: Place, standard: Standard, draft: StepDraft) -> bool:
    """By the newest assessment of that day: one that passed before another failed bears nothing out."""
    assessed = Attainment.objects.of_city(place.city_id).holding(draft.issued_on)
    mine = assessed.filter(place=place, standard=standard.edition.id, step=Step.SELF_ASSESSED, level=draft.level)
    newest = mine.order_by("-issued_on", "-pk").first()
    return newest is not None and bool(newest.passes)


def _check_revoking(attainment: Attainment, revoked_on: date, reason: str, *, on: date) -> None:
    problems = []
    if not reason.strip():
        problems.append(FieldProblem("reason", str(_("Say why."))))
    if revoked_on > on:
        problems.append(FieldProblem("revoked_on", str(_("This day is still to come."))))
    if attainment.issued_on and revoked_on < attainment.issued_on:
        problems.append(FieldProblem("revoked_on", str(_("It was issued only later."))))
    if problems:
        raise BadFields(tuple(problems))


def _tell(verb: str, attainment: Attainment, *, by: User | None, at: datetime) -> None:
    mark_changed(city_id=attainment.city_id, group=FACT_GROUP)
    audit.record(
        verb=verb,
        city=attainment.city,
        subject=f"places.place:{attainment.place.uuid}",
        details={"step": attainment.step, "standard": attainment.standard, "attainment": str(attainment.uuid)},
        by=by,
        at=at,
    )
