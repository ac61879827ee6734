"""The page of an inspection: what was answered, what was found, who signed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Indicator, Question
from paripurna.rooms.places.inspections import policy, queries, writing
from paripurna.rooms.places.inspections.links import fill_url
from paripurna.rooms.places.inspections.pages.findings import FindingLine, build_line
from paripurna.rooms.places.inspections.photos import Photo, list_photos
from paripurna.rooms.places.inspections.seeing import Sight, read_sight
from paripurna.rooms.places.inspections.types import FindingState, InspectionState, Topic
from paripurna.rooms.places.mapping.policy import may_locate
from paripurna.rooms.places.models import Finding, Inspection
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import Contents

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What was said of one question, and the photos that were taken of it."""

    label: str
    text: str
    note: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class InspectionPage:
    inspection: Inspection
    state: str
    is_open: bool
    standard: str
    lines: tuple[AnswerLine, ...]
    findings: tuple[FindingLine, ...]
    untold: int
    place_url: str
    fill_url: str
    may_fill: bool
    may_cancel: bool
    is_located: bool  # whether this person may learn where the place is, and so where the inspector stood
    signature: str  # address of the picture


def build_inspection(inspection: Inspection, user: User, *, on: date) -> InspectionPage:
    """This function will gather the page of an inspection."""
    is_open = inspection.state == InspectionState.PLANNED
    edition, contents = sheets.edition_of(inspection.sheet), sheets.read_contents(inspection.sheet)
    language = (get_language() or "id")[:2]
    may_plan = policy.may_plan(user, inspection.city, on=on)
    photos = list_photos(inspection.sheet, [each.number for each in edition.questions], user, on=on)
    found = [each for each in queries.list_findings_in(inspection) if each.state != FindingState.DROPPED]
    sight = read_sight(user, inspection.city, on=on)
    told = [each for each in found if sight.sees(each, inspection.place)]
    secret = _list_secret(inspection, sight, found)
    return InspectionPage(
        inspection=inspection,
        state=str(InspectionState(inspection.state).label),
        is_open=is_open,
        standard=edition.title.in_language(language),
        lines=tuple(
            _tell(each, question, contents, photos.get(question.number, ()), is_told=question.number not in secret)
            for each in edition.indicators
            for question in each.questions
        ),
        findings=tuple(build_line(each, on=on) for each in told),
        untold=len(found) - len(told),
        place_url=place_url(inspection.place, inspection.city),
        fill_url=fill_url(inspection),
        may_fill=is_open and policy.may_inspect(user, inspection.place, on=on),
        may_cancel=is_open and (may_plan or inspection.inspector == user),
        is_located=may_locate(user, inspection.place, on=on),
        signature=_draw(inspection.signature),
    )


def _list_secret(inspection: Inspection, sight: Sight, found: Sequence[Finding]) -> frozenset[str]:
    """The questions whose answers this person is not told: those about security, and those where it is not."""
    if sight.knows(inspection.place):
        return frozenset()
    edition = sheets.edition_of(inspection.sheet)
    asked = (number for number in edition.question_by_number if writing.find_topic(edition, number) is Topic.SECURITY)
    return frozenset(asked) | {each.question for each in found if each.topic == Topic.SECURITY}


def _tell(
    indicator: Indicator, question: Question, contents: Contents, photos: Sequence[Photo], *, is_told: bool
) -> AnswerLine:
    """What an edition asks once of a requirement goes by the requirement's own name."""
    answer = contents.answers.get(question.number)
    label = (indicator.label if len(indicator.questions) == 1 else question.label).in_language(
        (get_language() or "id")[:2]
    )
    if not is_told:
        return AnswerLine(label, _("told to those who keep or inspect this place"), "", ())
    text, note = (sheets.say_answer(question, answer.data), answer.note) if answer else ("", "")
    return AnswerLine(label, text, note, tuple(photos))


def _draw(picture: bytes | memoryview[int] | None) -> str:
    return f"data:image/png;base64,{base64.b64encode(bytes(picture)).decode()}" if picture else ""
