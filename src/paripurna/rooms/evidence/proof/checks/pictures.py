"""Are photos of the right time, and of the place that they are shown for?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.checks.validity import happened_on
from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting
from paripurna.rooms.evidence.proof.readings import count_differing_bits
from paripurna.rooms.evidence.types import DocumentKind

PHOTO_UNDATED = Check(
    "photo_undated",
    Severity.WARNS,
    _("The photo has no date, neither from the camera nor on its page. Write the day it was taken."),
    _("A photo bears no date of its camera and nobody wrote one."),
)
PHOTO_DATE_DIFFERS = Check(
    "photo_date_differs",
    Severity.WARNS,
    _("The camera noted %(taken)s, its page says %(said)s. Mend the date, or bring the right photo."),
    _("The camera's date lies more than three days before or after the days on the photo's page."),
    tells_content=True,
)
SAME_PHOTO = Check(
    "same_photo",
    Severity.WARNS,
    _("The same photo proves question %(other)s under another name. Bring a photo of this activity."),
    _("Two photo documents of the sheet, linked to different questions, show the same picture or nearly so."),
)
SAME_PHOTO_OTHER_PLACE = Check(
    "same_photo_other_place",
    Severity.BLOCKS,
    _("The same photo is used for another place at question %(other)s. Bring a photo of this place."),
    _("Two photo documents that show the same picture, or nearly so, name different regions."),
)
SAME_BITS = 6  # of 64: the same picture after being sent, shrunk or brightened
TOLERANCE = timedelta(days=3)


def check_photo_dated(link: Link, setting: Setting) -> Finding | None:
    """A photo of no day proves no activity of the period."""
    if link.paper.kind is not DocumentKind.PHOTO or happened_on(link.paper):
        return None
    return PHOTO_UNDATED.find(link)


def check_photo_date(link: Link, setting: Setting) -> Finding | None:
    """What a person says of the day is held against what the camera noted."""
    paper, days = link.paper, happened_on(link.paper)
    if paper.kind is not DocumentKind.PHOTO or paper.reading.taken_at is None or days is None:
        return None
    taken = paper.reading.taken_at.date()
    if days[0] - TOLERANCE <= taken <= days[1] + TOLERANCE:
        return None
    return PHOTO_DATE_DIFFERS.find(link, taken=taken, said=days[0])


def find_same_photos(links: Sequence[Link]) -> Iterator[Finding]:
    """A picture that is used twice: under another name at another question, or for another place."""
    photos = [(link.paper.reading.picture, link) for link in links if _is_compared(link)]
    said: set[tuple[int, Check]] = set()
    for (left, one), (right, other) in combinations(photos, 2):
        if left is None or right is None or count_differing_bits(left, right) > SAME_BITS:
            continue
        check = _compare(one, other)
        for link, twin in ((one, other), (other, one)) if check else ():
            if check and (link.evidence_id, check) not in said:
                said.add((link.evidence_id, check))
                yield check.find(link, other=twin.question)


def _is_compared(link: Link) -> bool:
    """Restricted photos are compared with nothing: a match would tell others of them. Withdrawn ones prove nothing."""
    paper = link.paper
    is_photo = paper.kind is DocumentKind.PHOTO and paper.reading.picture is not None
    return is_photo and not paper.is_restricted and not paper.is_withdrawn


def _compare(one: Link, other: Link) -> Check | None:
    if one.paper.document_id == other.paper.document_id:
        return None
    regions = {one.paper.region_code, other.paper.region_code} - {""}
    if len(regions) > 1:
        return SAME_PHOTO_OTHER_PLACE
    return SAME_PHOTO if one.question != other.question else None


CHECKS = (PHOTO_UNDATED, PHOTO_DATE_DIFFERS, SAME_PHOTO, SAME_PHOTO_OTHER_PLACE)
RULES: tuple[LinkRule, ...] = (check_photo_dated, check_photo_date)
