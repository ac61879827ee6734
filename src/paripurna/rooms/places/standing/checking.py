"""What must hold of a step before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.places.standing.standards import Standard
from paripurna.rooms.places.standing.types import IssuerKind, Step, StepDraft
from paripurna.rooms.places.types import FieldProblem

if TYPE_CHECKING:
    from paripurna.rooms.places.models import Attainment, Place

NUMBERED = frozenset({Step.DECREE, Step.STANDARDIZED})


def complete_step(draft: StepDraft, standard: Standard, place: Place) -> StepDraft:
    """This function will add what follows: the last day from the standard's years, and a place that speaks for itself."""
    found = standard.find_step(draft.step)
    last_day = draft.valid_to or (found.find_last_day(draft.issued_on) if found else None)
    own_name = place.name if draft.issuer is IssuerKind.PLACE else ""
    return replace(draft, valid_to=last_day, issuer_name=draft.issuer_name.strip() or own_name)


def check_step(draft: StepDraft, standard: Standard, before: Attainment | None, *, on: date) -> None:
    """This function will raise `BadFields` for a step that its standard does not know, or that contradicts itself or `before`."""
    problems = (
        *_check_days(draft, before, on),
        *_check_issuer(draft, standard),
        *check_level(draft.level, draft.step, standard),
    )
    if problems:
        raise BadFields(problems)


def check_level(level: str, step: Step, standard: Standard) -> Iterator[FieldProblem]:
    """This function will yield what is wrong with a level: one is needed where the standard has levels and points count."""
    if not standard.overlay.levels:
        if level:
            yield FieldProblem("level", _("This standard has no levels."))
    elif level not in {each.code for each in standard.overlay.levels} and (level or not is_early(step)):
        yield FieldProblem("level", _("Choose the level: what is mandatory depends on it."))


def is_early(step: Step) -> bool:
    """This function will tell whether a step comes before anybody counts points."""
    return step in {Step.DECLARED, Step.DECREE}


def _check_days(draft: StepDraft, before: Attainment | None, on: date) -> Iterator[FieldProblem]:
    if draft.issued_on > on:
        yield FieldProblem("issued_on", _("This day is still to come."), _("Write the day on the paper."))
    if draft.valid_to and draft.valid_to < draft.issued_on:
        yield FieldProblem("valid_to", _("It would end before it begins."), _("Look at both days on the paper."))
    if before and before.issued_on and draft.issued_on <= before.issued_on:
        yield FieldProblem(
            "issued_on",
            _("A newer one, of %(day)s, is on record.") % {"day": before.issued_on.isoformat()},
            _("Revoke that one first if it is wrong."),
        )


def _check_issuer(draft: StepDraft, standard: Standard) -> Iterator[FieldProblem]:
    allowed = standard.list_issuers(draft.step)
    if draft.issuer not in allowed:
        who = ", ".join(str(issuer.label) for issuer in allowed)
        yield FieldProblem("issuer", _("By this standard it is issued by: %(who)s.") % {"who": who})
    if not draft.issuer_name:
        yield FieldProblem("issuer_name", _("Write who signed it."))
    if draft.step in NUMBERED and not draft.number.strip():
        yield FieldProblem("number", _("Write the number of the paper: without it nobody can look it up."))
