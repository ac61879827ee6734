"""Writes of participants: entering them, letting them leave their post, deleting their names."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.actions.entries import lock_for
from paripurna.rooms.registers.models import Participant, Training
from paripurna.rooms.registers.trainings.description import TRAININGS
from paripurna.rooms.registers.trainings.people import IDENTITY_NUMBER, key_person
from paripurna.rooms.registers.trainings.types import (
    NamesErased,
    NumberInName,
    ParticipantDraft,
    SessionInFuture,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def add_participants(*, training: Training, drafts: Sequence[ParticipantDraft], by: User | None, at: datetime) -> int:
    """This function will enter adults who took part and return how many are new; a person who is there stays once.

    Raises `NotAllowed`, `EntryWithdrawn`, `SessionInFuture`, `NamesErased` and `NumberInName`.
    """
    training = _lock(training, by=by, at=at)
    _check_can_add(training, drafts, on=day_in(training.city, at))
    before = set(Participant.objects.filter(training=training).values_list("person", flat=True))
    rows = {row.person: row for row in (_build(training, draft) for draft in drafts)}
    new = [row for person, row in rows.items() if person not in before]
    Participant.objects.bulk_create(new)
    if new:
        _tell("registers.participants_added", training, len(new), by=by, at=at)
    return len(new)


@transaction.atomic
def remove_participant(*, training: Training, participant_id: int, by: User | None, at: datetime) -> None:
    """This function will take out somebody who was entered by mistake. Raises `NotAllowed` and `EntryWithdrawn`."""
    training = _lock(training, by=by, at=at)
    deleted, _rows = Participant.objects.filter(training=training, pk=participant_id).delete()
    if deleted:
        _tell("registers.participants_removed", training, deleted, by=by, at=at)


@transaction.atomic
def leave_posts(
    *, training: Training, participant_ids: Collection[int], left_on: date | None, by: User | None, at: datetime
) -> int:
    """This function will let people leave their posts from a day on (None takes that back), in every training they took.

    What they learned is lost to the service; it stays on record. Raises `NotAllowed` and `EntryWithdrawn`.
    """
    training = _lock(training, by=by, at=at)
    chosen = Participant.objects.filter(training=training, pk__in=participant_ids)
    people = set(chosen.values_list("person", flat=True))
    rows = Participant.objects.of_city(training.city_id).filter(person__in=people)
    changed = rows.exclude(left_on=left_on) if left_on else rows.exclude(left_on=None)
    count = len(set(changed.values_list("person", flat=True)))
    changed.update(left_on=left_on)
    if count:
        verb = "registers.participants_left" if left_on else "registers.participants_stayed"
        _tell(verb, training, count, by=by, at=at)
    return count


@transaction.atomic
def erase_names(*, training: Training, at: datetime) -> int:
    """This function will delete the names of a training whose day has come. Who was trained is still counted."""
    training = Training.objects.select_for_update(of=("self",)).select_related("city").get(pk=training.pk)
    rows = list(Participant.objects.filter(training=training))
    for row in rows:
        row.name, row.post, row.person = "", "", uuid.uuid4().hex
    Participant.objects.bulk_update(rows, ["name", "post", "person"])
    training.erased_at = at
    training.save(update_fields=["erased_at"])
    _tell("registers.participants_erased", training, len(rows), by=None, at=at)
    return len(rows)


def _check_can_add(training: Training, drafts: Sequence[ParticipantDraft], *, on: date) -> None:
    policy.check_can_change(training)
    if training.starts_on > on:
        raise SessionInFuture
    if training.erased_at or training.names_until <= on:
        raise NamesErased
    if any(IDENTITY_NUMBER.search(f"{draft.name} {draft.post}") for draft in drafts):
        raise NumberInName


def _build(training: Training, draft: ParticipantDraft) -> Participant:
    name = " ".join(draft.name.split())
    return Participant(
        city_id=training.city_id,
        training=training,
        name=name,
        person=key_person(training.city_id, draft.agency_id, name),
        agency_id=draft.agency_id,
        service=draft.service,
        post=draft.post,
        region_id=draft.region_id,
        has_certificate=draft.has_certificate,
        certified_until=draft.certified_until,
    )


def _lock(training: Training, *, by: User | None, at: datetime) -> Training:
    found = lock_for(TRAININGS, training, by=by, at=at)
    policy.check_can_change(found)
    return found  # type: ignore[return-value]


def _tell(verb: str, training: Training, count: int, *, by: User | None, at: datetime) -> None:
    mark_changed(city_id=training.city_id, group=TRAININGS.group)
    subject = f"registers.entry:{TRAININGS.code}.{training.code}"
    details: dict[str, audit.Detail] = {"count": count}
    audit.record(verb=verb, city=training.city, subject=subject, details=details, by=by, at=at)
