"""Who hears of what: an answer that comes back, and a stage that ends soon."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.assessment.gaps import resolve_agencies
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.tasks import OPEN
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.assessment.verification.queries import list_verifiers
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.queries import Sheet, edition_of, get_question
from paripurna.rooms.sheets.types import AnswerState, Step

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

RETURNED, DEADLINE, NO_VERIFIER = "assessment.answer_returned", "assessment.stage_ends", "assessment.no_verifier"
SENTENCES = {
    RETURNED: _("The answer to %(question)s needs mending: it came back from the internal check."),
    NO_VERIFIER: _("The answer to %(question)s was submitted, and nobody may verify it. See who verifies."),
    DEADLINE: _("%(stage)s ends on %(day)s; %(open)s questions of your agency are still open."),
}
DAYS_BEFORE = frozenset({7, 1})


def tell_of_step(sheet: Sheet, question: str, step: Step, *, by: User, at: datetime) -> None:
    """This function will tell the agencies' people that an answer came back, and the secretariat of one that nobody may verify.

    Other steps are quiet.
    """
    if step is Step.SUBMIT:
        _tell_stuck(sheet, question, at=at)
    if step is Step.RETURN:
        _tell_returned(sheet, question, by=by, at=at)


def _tell_stuck(sheet: Sheet, question: str, *, at: datetime) -> None:
    """Nobody verifies the own agency's answers, so that the last verifier's agency may have nobody to go to."""
    on, roles = day_in(sheet.city, at), {question: get_question(sheet, question).roles}
    responsible = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on)[question]
    if any(verifier.may_take(responsible) for verifier in list_verifiers(sheet.city, on=on)):
        return
    people = [person for person, _agencies in network.list_holders(sheet.city, Permission.ROUND_MANAGE, on=on)]
    notify(
        people=people,
        code=NO_VERIFIER,
        params={"question": question},
        city=sheet.city,
        link=reverse("assessment:verification_people", kwargs={"city": sheet.city.slug}),
        dedup_key=f"no-verifier:{sheet.code}",
        at=at,
    )


def _tell_returned(sheet: Sheet, question: str, *, by: User, at: datetime) -> None:
    roles = {question: get_question(sheet, question).roles}
    agencies = network.resolve_responsible(sheet.city, roles, key=str(sheet.code)).get(question, ())
    workers = network.list_workers(sheet.city, [a.code for a in agencies], on=day_in(sheet.city, at))
    people = {person for found in workers.values() for person in found} - {by}
    place = {"city": sheet.city.slug, "code": sheet.code, "question": question}
    notify(
        people=sorted(people, key=lambda person: person.pk),
        code=RETURNED,
        params={"question": question},
        city=sheet.city,
        link=reverse("sheets:question", kwargs=place),
        dedup_key=f"returned:{sheet.code}:{question}",
        at=at,
    )


@transaction.atomic
def tell_deadlines(*, at: datetime) -> int:
    """This function will remind agencies with open questions of every stage that ends in seven days or tomorrow.

    The day is the city's own. Returns how many notices are new.
    """
    running = RoundStage.objects.filter(round__state=RoundState.RUNNING, frozen_at=None, ends_on__isnull=False)
    stages = running.select_related("round__city__region", "round__sheet__edition", "round__sheet__city__region")
    return sum(_tell_deadline(stage, at=at) for stage in stages.order_by("pk") if _is_due(stage, at))


def _is_due(stage: RoundStage, at: datetime) -> bool:
    today = day_in(stage.round.city, at)
    return stage.ends_on is not None and (stage.ends_on - today).days in DAYS_BEFORE


def _tell_deadline(stage: RoundStage, *, at: datetime) -> int:
    found, today = stage.round, day_in(stage.round.city, at)
    told = 0
    for person, count in count_open(read_position(found, today=today), on=today).items():
        told += notify(
            people=[person],
            code=DEADLINE,
            params={"stage": _name(found, stage.code), "day": format_date(stage.ends_on, language()), "open": count},
            city=found.city,
            link=reverse("assessment:tasks", kwargs={"city": found.city.slug}),
            dedup_key=f"ends:{found.code}:{stage.code}",
            at=at,
        )
    return told


def count_open(position: Position, *, on: date) -> Counter[User]:
    """This function will return how many questions wait for each person, through the agencies that they work for."""
    waiting: dict[str, set[str]] = {}
    for question, agencies in resolve_agencies(position).items():
        row = position.contents.answers.get(question)
        if (row.state if row else AnswerState.EMPTY) in OPEN:
            for agency in agencies:
                waiting.setdefault(agency.code, set()).add(question)
    workers = network.list_workers(position.round.city, waiting, on=on)
    questions: dict[User, set[str]] = {}
    for code, people in workers.items():
        for person in people:
            questions.setdefault(person, set()).update(waiting[code])
    return Counter({person: len(found) for person, found in questions.items()})


def _name(found: Round, code: str) -> str:
    labels = {stage.code: stage.label.in_language(language()) for stage in edition_of(found.sheet).stages}
    return labels.get(code, code)
