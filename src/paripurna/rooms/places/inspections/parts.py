"""The forms that an inspection adds to the page of its sheet: the visit before the questions, a finding beside each, the end.

They come as texts, perhaps hours later, from a phone that had no network: each is read here and handed to one action.
"""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.network.queries import list_agencies
from paripurna.rooms.places.inspections import actions, policy, queries, writing
from paripurna.rooms.places.inspections.describing import tell_finding
from paripurna.rooms.places.inspections.types import (
    FindingChanged,
    FindingDraft,
    FindingState,
    InspectionOver,
    NotReady,
    Seen,
    Severity,
    Signed,
    Topic,
    Visit,
    VisitChanged,
)
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.registry import FillPart, Parts
from paripurna.rooms.sheets.types import PartConflict, SavedPart, SheetClosed, SheetError, UnknownQuestion

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Finding, Inspection
    from paripurna.rooms.sheets.queries import Sheet
    from paripurna.rooms.sheets.types import SentPart

VISIT, FINDING, END = "kunjungan", "temuan-", "serah"
SHORT, LONG = 200, 4000
PNG = "data:image/png;base64,"
LARGEST_SIGNATURE = 400_000  # of text
SIGNATURE_SIZE = (1200, 600)


def list_parts(sheet: Sheet, user: User, on: date) -> Iterator[FillPart]:
    """This function will yield the forms of an inspection, for somebody who may inspect the place."""
    inspection = queries.find_of_sheet(sheet)
    if inspection is None or not policy.may_inspect(user, inspection.place, on=on):
        return
    visit = SavedPart(inspection.visit_revision)
    yield FillPart(VISIT, _("The visit"), "inspections/part_visit.html", visit, {"inspection": inspection})
    yield from _list_finding_parts(inspection)
    context = {"name": str(user)}
    yield FillPart(END, _("Hand over"), "inspections/part_end.html", SavedPart(0), context, is_last=True)


def save_part(sheet: Sheet, sent: SentPart, *, by: User, at: datetime) -> SavedPart:
    """This function will save one of the forms. Raises `NotAllowed`, `PartConflict`, `SheetClosed` or another `SheetError`."""
    inspection = queries.find_of_sheet(sheet)
    if inspection is None:
        raise SheetClosed(_("This sheet belongs to no inspection."))
    save = _SAVERS.get(sent.key, _save_finding)
    try:
        return save(inspection, sent, by, at)
    except InspectionOver as over:
        raise SheetClosed(over.sentence) from over
    except NotReady as missing:
        raise SheetError(missing.sentence) from missing


def _list_finding_parts(inspection: Inspection) -> Iterator[FillPart]:
    edition = edition_of(inspection.sheet)
    found = {each.question: each for each in queries.list_findings_in(inspection)}
    offered = {
        "agencies": [(agency.code, agency.abbreviation) for agency in list_agencies(inspection.city)],
        "severities": Severity.choices,
        "topics": Topic.choices,
    }
    for number in edition.question_by_number:
        finding = found.get(number)
        is_there = finding is not None and finding.state != FindingState.DROPPED
        said = _say(finding) if finding and is_there else _propose(inspection, number)
        yield FillPart(
            f"{FINDING}{number}",
            _("Finding"),
            "inspections/part_finding.html",
            _saved(finding),
            {**offered, **said},
            question=number,
            is_open=is_there,
        )


def _say(finding: Finding) -> dict[str, object]:
    names = ("severity", "text", "topic", "owner_name", "due_on")
    owner = finding.owner_agency.code if finding.owner_agency else ""
    return {"owner": owner, **{name: getattr(finding, name) for name in names}}


def _propose(inspection: Inspection, number: str) -> dict[str, object]:
    """Nothing is found yet; whom and what it is about as a rule stand there already."""
    topic = writing.find_topic(edition_of(inspection.sheet), number)
    owner = inspection.place.agency.code if inspection.place.agency else ""
    return {"severity": "", "text": "", "topic": topic, "owner": owner, "owner_name": "", "due_on": None}


def _save_visit(inspection: Inspection, sent: SentPart, by: User, at: datetime) -> SavedPart:
    visit = _read_visit(sent.fields)
    try:
        saved = actions.save_visit(inspection=inspection, visit=visit, seen=_seen(sent), by=by, at=at)
    except VisitChanged:
        fresh = queries.get_inspection(inspection.city, inspection.uuid)
        theirs, mine = (_join(each.met_with, each.note) for each in (fresh, visit))
        raise PartConflict(SavedPart(fresh.visit_revision), theirs=theirs, mine=mine) from None
    return SavedPart(saved.visit_revision)


def _save_finding(inspection: Inspection, sent: SentPart, by: User, at: datetime) -> SavedPart:
    if not sent.key.startswith(FINDING):
        raise UnknownQuestion(_("This inspection has no such form."))
    question, draft = sent.key.removeprefix(FINDING), _read_finding(sent.fields)
    try:
        saved = actions.save_finding(
            inspection=inspection, question=question, draft=draft, seen=_seen(sent), by=by, at=at
        )
    except FindingChanged:
        theirs = next(each for each in queries.list_findings_in(inspection) if each.question == question)
        told = tell_finding(theirs.severity, theirs.text) if theirs.state != FindingState.DROPPED else ""
        mine = tell_finding(draft.severity, draft.text) if draft else ""
        raise PartConflict(_saved(theirs), theirs=told, mine=mine) from None
    return _saved(saved)


def _save_end(inspection: Inspection, sent: SentPart, by: User, at: datetime) -> SavedPart:
    signed = Signed(
        name=sent.fields.get("signed_name", "")[:SHORT],
        signature=read_signature(sent.fields.get("signature", "")),
        signed_at=_read_moment(sent.fields.get("signed_at", "")),
        nonce=sent.nonce,
    )
    actions.hand_over(inspection=inspection, signed=signed, by=by, at=at)
    return SavedPart(1)


_SAVERS: Mapping[str, Callable[[Inspection, SentPart, User, datetime], SavedPart]] = {
    VISIT: _save_visit,
    END: _save_end,
}
PARTS = Parts(list_parts=lambda *asked: tuple(list_parts(*asked)), save=save_part)


def read_signature(text: str) -> bytes | None:
    """This function will return a drawn signature as a small black-and-white PNG, or None for what is no picture."""
    if not text.startswith(PNG) or len(text) > LARGEST_SIGNATURE:
        return None
    from PIL import Image, UnidentifiedImageError  # heavy, and seldom wanted

    try:
        picture = Image.open(BytesIO(base64.b64decode(text.removeprefix(PNG), validate=True)), formats=["PNG"])
        if max(picture.size) > max(SIGNATURE_SIZE) * 2:
            return None
        drawn = picture.convert("RGBA")
    except (binascii.Error, UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    drawn.thumbnail(SIGNATURE_SIZE)
    paper = Image.new("RGBA", drawn.size, "white")
    paper.alpha_composite(drawn)
    kept = BytesIO()
    paper.convert("L").save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _read_visit(fields: Mapping[str, str]) -> Visit:
    lon, lat = (_read_degrees(fields.get(name, ""), limit) for name, limit in (("lon", 180), ("lat", 90)))
    met_with, note = fields.get("met_with", "")[:SHORT], fields.get("note", "")[:LONG]
    if lon is None or lat is None:
        return Visit(met_with, note)
    accuracy = read_whole(fields.get("accuracy_m", "")) or None
    return Visit(met_with, note, lon, lat, accuracy, _read_moment(fields.get("located_at", "")))


def _read_finding(fields: Mapping[str, str]) -> FindingDraft | None:
    """Nothing chosen and nothing written is no finding; words without a severity are a note."""
    severity, text = fields.get("severity", ""), fields.get("text", "")[:LONG]
    if not severity and not text:
        return None
    topic = fields.get("topic", "")
    return FindingDraft(
        severity=Severity(severity) if severity in Severity.values else Severity.NOTE,
        topic=Topic(topic) if topic in Topic.values else Topic.OTHER,
        text=text,
        owner=fields.get("owner", "")[:SHORT],
        owner_name=fields.get("owner_name", "")[:SHORT],
        due_on=_read_day(fields.get("due_on", "")),
    )


def _read_degrees(text: str, limit: int) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= limit else None


def _read_moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def _read_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _seen(sent: SentPart) -> Seen:
    return Seen(sent.revision, sent.nonce)


def _saved(finding: Finding | None) -> SavedPart:
    if finding is None:
        return SavedPart(0)
    return SavedPart(finding.revision, str(finding.changed_by or ""), finding.changed_at)


def _join(*texts: str) -> str:
    return " · ".join(text for text in texts if text)
