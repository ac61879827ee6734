"""Writes of agencies, of the people in them and of who answers for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from paripurna.platform.access.actions import tell_leaving
from paripurna.platform.access.models import Membership
from paripurna.platform.audit.actions import Detail, record
from paripurna.platform.regions.queries import find_region_id
from paripurna.rooms.network.models import Agency, AgencyMember, AgencyRole, Assignment
from paripurna.rooms.network.policy import check_may_manage
from paripurna.rooms.network.queries import build_ref, resolve_responsible
from paripurna.rooms.network.standing import mark_network
from paripurna.rooms.network.types import (
    AgencyDraft,
    AgencyNotFound,
    AgencyRef,
    BadValidity,
    CodeTaken,
    OtherCity,
    RegionElsewhere,
    UnknownLead,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

IMPORTED = [name for name in AgencyDraft.__dataclass_fields__ if name not in {"code", "valid_from", "region_code"}]


@transaction.atomic
def create_agency(*, city: City, draft: AgencyDraft, by: User | None, at: datetime) -> AgencyRef:
    """This function will add an agency to the city. Raises `CodeTaken` and `RegionElsewhere`."""
    check_may_manage(by, city, at=at)
    if Agency.objects.of(city.pk).filter(code=draft.code).exists():
        raise CodeTaken(draft.code)
    agency = Agency.objects.create(city=city, **_values(city, draft))
    _tell_of("network.agency_created", agency, {}, by=by, at=at)
    return build_ref(agency)


@transaction.atomic
def change_agency(*, city: City, code: str, draft: AgencyDraft, by: User | None, at: datetime) -> AgencyRef:
    """This function will write what changed of an agency; nothing is told when nothing did.

    Raises `AgencyNotFound`, `CodeTaken`, `BadValidity` and `RegionElsewhere`.
    """
    check_may_manage(by, city, at=at)
    agency = _lock_agency(city, code)
    values = _values(city, draft)
    changed = sorted(name for name, value in values.items() if getattr(agency, name) != value)
    if not changed:
        return build_ref(agency)
    if draft.code != code and Agency.objects.of(city.pk).filter(code=draft.code).exists():
        raise CodeTaken(draft.code)
    _check_dates(draft.valid_from, agency.valid_to)
    for name in changed:
        setattr(agency, name, values[name])
    agency.save(update_fields=changed)
    _tell_of("network.agency_changed", agency, {"fields": changed}, by=by, at=at)
    return build_ref(agency)


@transaction.atomic
def end_agency(*, city: City, code: str, on: date, by: User | None, at: datetime) -> AgencyRef:
    """This function will let `on` be the last day of an agency. Raises `AgencyNotFound` and `BadValidity`."""
    return _set_end("network.agency_ended", city, code, on, by=by, at=at)


@transaction.atomic
def resume_agency(*, city: City, code: str, by: User | None, at: datetime) -> AgencyRef:
    """This function will take the end of an agency back. Raises `AgencyNotFound`."""
    return _set_end("network.agency_resumed", city, code, None, by=by, at=at)


@transaction.atomic
def import_agencies(*, city: City, drafts: Sequence[AgencyDraft], by: User | None, at: datetime) -> tuple[int, int]:
    """This function will add or change agencies by their codes, all or none, and return how many were added and changed.

    What a draft leaves empty, and since when a known agency exists, stays as it was.
    """
    check_may_manage(by, city, at=at)
    known = {agency.code: agency for agency in Agency.objects.of(city.pk).select_for_update()}
    regions = {code: _region_id(city, code) for code in {draft.region_code for draft in drafts}}
    new = [Agency(city=city, **_values(city, draft, regions)) for draft in drafts if draft.code not in known]
    old = [draft for draft in drafts if draft.code in known]
    changed = [known[draft.code] for draft in old if _fill(known[draft.code], draft, regions[draft.region_code])]
    if not new and not changed:
        return 0, 0
    Agency.objects.bulk_create(new)
    Agency.objects.bulk_update(changed, [*IMPORTED, "region"])
    details: dict[str, Detail] = {"added": len(new), "changed": len(changed)}
    _tell(verb="network.agencies_imported", city=city, subject="network.agencies", details=details, by=by, at=at)
    return len(new), len(changed)


@transaction.atomic
def set_role(
    *, city: City, role: str, codes: Sequence[str], lead: str = "", note: str = "", by: User | None, at: datetime
) -> None:
    """This function will let exactly the agencies `codes` play a role of the instrument, `lead` leading, else the first.

    Raises `AgencyNotFound` and `UnknownLead`.
    """
    check_may_manage(by, city, at=at)
    agencies = _get_agencies(city, codes)
    first = _choose_lead(codes, lead)
    wanted = {(agency.pk, agency.code == first, note) for agency in agencies}
    before = AgencyRole.objects.filter(city=city, role=role)
    if set(before.values_list("agency", "is_lead", "note")) == wanted:
        return
    before.delete()
    AgencyRole.objects.bulk_create(
        AgencyRole(city=city, role=role, agency_id=agency, is_lead=is_lead, note=why) for agency, is_lead, why in wanted
    )
    details: dict[str, Detail] = {"role": role, "agencies": [str(agency.pk) for agency in agencies]}
    _tell(verb="network.role_set", city=city, subject=f"network.role:{role}", details=details, by=by, at=at)


@transaction.atomic
def assign_questions(
    *, city: City, key: str, numbers: Sequence[str], codes: Sequence[str], lead: str = "", by: User | None, at: datetime
) -> None:
    """This function will give questions of a sheet to exactly the agencies `codes`, whatever the roles say.

    Without codes the questions go back to what the roles say. Raises `AgencyNotFound` and `UnknownLead`.
    """
    check_may_manage(by, city, at=at)
    agencies = _get_agencies(city, codes)
    first = _choose_lead(codes, lead)
    wanted = tuple(dict.fromkeys(numbers))
    Assignment.objects.filter(city=city, key=key, question_number__in=wanted).delete()
    Assignment.objects.bulk_create(
        Assignment(city=city, key=key, question_number=number, agency=agency, is_lead=agency.code == first)
        for number in wanted
        for agency in agencies
    )
    details: dict[str, Detail] = {
        "key": key,
        "questions": list(wanted),
        "count": len(wanted),
        "agencies": [str(agency.pk) for agency in agencies],
    }
    verb = "network.questions_assigned" if agencies else "network.questions_unassigned"
    _tell(verb=verb, city=city, subject=f"network.sheet:{key}", details=details, by=by, at=at)


@transaction.atomic
def move_questions(
    *, city: City, key: str, questions: Mapping[str, Sequence[str]], to: str, by: User | None, at: datetime
) -> None:
    """This function will let the agency `to` lead these questions in place of whoever leads them now; who helps stays.

    `questions` maps numbers to the roles that the edition names. Raises `AgencyNotFound`.
    """
    check_may_manage(by, city, at=at)
    (agency,) = _get_agencies(city, [to])
    Agency.objects.select_for_update().filter(pk=agency.pk).first()
    before = resolve_responsible(city, questions, key=key)
    led = {"city": city, "key": key, "agency": agency, "is_lead": True}
    rows = [row for number, held in before.items() for row in _moved(Assignment(question_number=number, **led), held)]
    Assignment.objects.filter(city=city, key=key, question_number__in=before).delete()
    Assignment.objects.bulk_create(rows)
    details: dict[str, Detail] = {"key": key, "questions": sorted(before), "agency": str(agency.pk)}
    details |= {"count": len(before)}
    _tell(
        verb="network.questions_moved", city=city, subject=f"network.agency:{agency.pk}", details=details, by=by, at=at
    )


def _moved(row: Assignment, held: Sequence[AgencyRef]) -> Iterator[Assignment]:
    """The row of the agency that leads now, and one for each that helped before."""
    yield row
    for helper in held[1:]:
        if helper.id != row.agency_id:
            yield Assignment(city_id=row.city_id, key=row.key, question_number=row.question_number, agency_id=helper.id)


@transaction.atomic
def copy_assignments(*, city: City, from_key: str, to_key: str, by: User | None, at: datetime) -> int:
    """This function will give the questions of one sheet to whom those of another were given, for a new round.

    Questions that are given already stay as they are; returns how many were copied.
    """
    check_may_manage(by, city, at=at)
    taken = Assignment.objects.filter(city=city, key=to_key).values("question_number")
    before = Assignment.objects.filter(city=city, key=from_key, agency__valid_to=None)
    rows = before.exclude(question_number__in=taken).values_list("question_number", "agency", "is_lead")
    made = Assignment.objects.bulk_create(
        Assignment(city=city, key=to_key, question_number=number, agency_id=agency, is_lead=is_lead)
        for number, agency, is_lead in rows
    )
    count = len({row.question_number for row in made})
    if count:
        subject, told = f"network.sheet:{to_key}", {"from": from_key, "count": str(count)}
        _tell(verb="network.assignments_copied", city=city, subject=subject, details=told, by=by, at=at)
    return count


@transaction.atomic
def join_agency(*, membership: Membership, city: City, agency_code: str, by: User | None, at: datetime) -> None:
    """This function will let a person of the city work for an agency, by the membership. Twice is once.

    Raises `AgencyNotFound` and `OtherCity`.
    """
    check_may_manage(by, city, at=at)
    _join(_lock_agency(city, agency_code), membership, by=by, at=at)


@transaction.atomic
def join_as_invited(*, membership: Membership, city: City, code: str, by: User, at: datetime) -> None:
    """This function will let a person who accepts an invitation join the agency that it names.

    Whoever invited had the right to; an agency that is gone by now is passed over. Raises `OtherCity`.
    """
    if Agency.objects.of(city.pk).standing().filter(code=code).exists():
        _join(_lock_agency(city, code), membership, by=by, at=at)


def join_agency_by_id(*, membership_id: int, city: City, agency_code: str, by: User | None, at: datetime) -> None:
    """This function will do as `join_agency`, for a membership known by its id. Raises `OtherCity` for an unknown one."""
    membership = Membership.objects.select_related("region").filter(pk=membership_id).first()
    if membership is None:
        raise OtherCity(str(membership_id))
    join_agency(membership=membership, city=city, agency_code=agency_code, by=by, at=at)


@transaction.atomic
def leave_agency(*, membership_id: int, city: City, agency_code: str, by: User | None, at: datetime) -> None:
    """This function will end a person's work for an agency; the membership in the city stays. Raises `AgencyNotFound`."""
    check_may_manage(by, city, at=at)
    agency = _lock_agency(city, agency_code)
    members = AgencyMember.objects.filter(city=city, agency=agency, membership=membership_id)
    member = members.select_related("membership__user").first()
    if member is None:
        return
    member.delete()
    _tell_of("network.member_left", agency, {"membership": str(membership_id)}, by=by, at=at)
    tell_leaving(person=member.membership.user, city=city, by=by, at=at)


def _join(agency: Agency, membership: Membership, *, by: User | None, at: datetime) -> None:
    city, region = agency.city, membership.region.code
    if region != city.code and not region.startswith(f"{city.code}."):
        raise OtherCity(region)
    _, is_new = AgencyMember.objects.get_or_create(city=city, agency=agency, membership=membership)
    if is_new:
        _tell_of("network.member_joined", agency, {"membership": str(membership.pk)}, by=by, at=at)


def _set_end(verb: str, city: City, code: str, end: date | None, *, by: User | None, at: datetime) -> AgencyRef:
    check_may_manage(by, city, at=at)
    agency = _lock_agency(city, code)
    _check_dates(agency.valid_from, end)
    agency.valid_to = end
    agency.save(update_fields=["valid_to"])
    _tell_of(verb, agency, {"on": end.isoformat()} if end else {}, by=by, at=at)
    return build_ref(agency)


def _lock_agency(city: City, code: str) -> Agency:
    agency = Agency.objects.of(city.pk).select_for_update().filter(code=code).first()
    if agency is None:
        raise AgencyNotFound(code)
    agency.city = city
    return agency


def _get_agencies(city: City, codes: Iterable[str]) -> list[Agency]:
    wanted = list(dict.fromkeys(codes))
    found = {agency.code: agency for agency in Agency.objects.of(city.pk).filter(code__in=wanted)}
    for code in wanted:
        if code not in found:
            raise AgencyNotFound(code)
    return [found[code] for code in wanted]


def _choose_lead(codes: Sequence[str], lead: str) -> str:
    if lead and lead not in codes:
        raise UnknownLead(lead)
    return lead or (codes[0] if codes else "")


def _check_dates(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise BadValidity


def _values(city: City, draft: AgencyDraft, regions: Mapping[str, int | None] | None = None) -> dict[str, Any]:
    """The draft as fields of the table; `regions` are ids known by code, where many drafts come at once."""
    values = asdict(draft)
    code = values.pop("region_code")
    return values | {"region_id": regions[code] if regions else _region_id(city, code)}


def _region_id(city: City, code: str) -> int | None:
    if not code:
        return None
    found = find_region_id(code, within=city.code)
    if found is None:
        raise RegionElsewhere(code)
    return found


def _fill(agency: Agency, draft: AgencyDraft, region_id: int | None) -> bool:
    """Writes what the draft says on the agency and tells whether that changed anything."""
    news = {name: value for name, value in asdict(draft).items() if name in IMPORTED and value}
    news |= {"region_id": region_id} if region_id else {}
    is_news = any(getattr(agency, name) != value for name, value in news.items())
    for name, value in news.items():
        setattr(agency, name, value)
    return is_news


def _tell_of(verb: str, agency: Agency, details: dict[str, Detail], *, by: User | None, at: datetime) -> None:
    _tell(verb=verb, city=agency.city, subject=f"network.agency:{agency.pk}", details=details, by=by, at=at)


def _tell(*, verb: str, city: City, subject: str, details: Mapping[str, Detail], by: User | None, at: datetime) -> None:
    """The end of every write here: whoever keeps something of the network reads it anew, and the audit knows."""
    mark_network(city.pk)
    record(verb=verb, city=city, subject=subject, details=details, by=by, at=at)
