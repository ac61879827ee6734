"""The page of one step: what its paper says, or what its sheet results in; and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.places.standing import policy
from paripurna.rooms.places.standing.links import board_url, step_url
from paripurna.rooms.places.standing.pages.missing import Reading, read_sheet
from paripurna.rooms.places.standing.standards import Standard, say, standard_of
from paripurna.rooms.places.standing.types import IssuerKind, Step
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Attainment


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that the page shows. `reading` is of a sheet that is being filled or was finished."""

    attainment: Attainment
    standard: Standard
    title: str
    trail: tuple[tuple[str, str], ...]
    issuer: str
    level: str
    grade: str
    document_url: str
    has_hidden_document: bool
    reading: Reading | None
    fill_url: str
    renew_url: str
    may_act: bool
    is_held: bool
    is_expired: bool

    @property
    def passes(self) -> bool:
        return bool(self.attainment.passes)

    @property
    def can_finish(self) -> bool:
        return self.may_act and self.attainment.is_filling and bool(self.reading and self.reading.answered)


def build_detail(attainment: Attainment, user: User, *, on: date) -> Detail:
    """This function will gather the page of a step."""
    step, city, span = Step(attainment.step), attainment.city, attainment.span
    standard = standard_of(sheets.get_edition(attainment.edition.hash))
    reading = read_sheet(attainment, city)
    may_act = policy.may_take(user, attainment.place, step, on=on) and attainment.revoked_at is None
    level = standard.find_level(attainment.level)
    document_url = _find_document_url(attainment, user, on)
    return Detail(
        attainment=attainment,
        standard=standard,
        title=_title(attainment, step),
        trail=_build_trail(attainment),
        issuer=str(IssuerKind(attainment.issuer).label),
        level=say(level.label) if level else "",
        grade=_say_grade(standard, attainment.grade),
        document_url=document_url,
        has_hidden_document=attainment.document is not None and not document_url,
        reading=reading,
        fill_url=_fill_url(attainment),
        renew_url=step_url(attainment.place, step, city) if may_act and attainment.is_current else "",
        may_act=may_act,
        is_held=bool(span and span.holds(on)),
        is_expired=bool(span and span.is_expired(on)),
    )


def _title(attainment: Attainment, step: Step) -> str:
    names = {
        Step.DECLARED: _("Declaration"),
        Step.DECREE: _("Decree"),
        Step.SELF_ASSESSED: _("Self-assessment"),
        Step.STANDARDIZED: _("Certificate"),
    }
    return f"{names[step]} {attainment.number}".strip()


def _build_trail(attainment: Attainment) -> tuple[tuple[str, str], ...]:
    place, city = attainment.place, attainment.city
    url = reverse("places:place", kwargs={"city": city.slug, "code": place.code})
    return ((_("Standards and certificates"), board_url(city)), (place.name, url))


def _say_grade(standard: Standard, code: str) -> str:
    return next((say(grade.label) for grade in standard.edition.grades if grade.code == code), "")


def _fill_url(attainment: Attainment) -> str:
    if attainment.sheet is None:
        return ""
    return reverse("sheets:fill", kwargs={"city": attainment.city.slug, "code": attainment.sheet.code})


def _find_document_url(attainment: Attainment, user: User, on: date) -> str:
    """Of a document that the person may see; others learn only that there is one."""
    if attainment.document_id is None or attainment.document is None:
        return ""
    scope = evidence.read_scope(user, attainment.city, on=on)
    if not evidence.list_visible_ids(attainment.city, scope, [attainment.document_id]):
        return ""
    kwargs = {"city": attainment.city.slug, "code": attainment.document.code}
    return reverse("evidence:document", kwargs=kwargs)
