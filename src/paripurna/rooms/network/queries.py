"""Reads of agencies, of the people in them and of who answers for what."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, QuerySet

from paripurna.platform.access.models import Membership
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import ROLES, Permission, RoleCode
from paripurna.rooms.network.models import Agency, AgencyMember, TaskForce, stands
from paripurna.rooms.network.policy import AnswerRight
from paripurna.rooms.network.responsibility import Responsible, resolve
from paripurna.rooms.network.standing import list_own, read_assignments, read_network_state, read_roles
from paripurna.rooms.network.types import (
    PARTNER_KINDS,
    AgencyDetail,
    AgencyDraft,
    AgencyKind,
    AgencyNotFound,
    AgencyRef,
    AgencyRow,
    Member,
    RoleHolding,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

ALL_PARTNERS = "MITRA"
SORTS = {"singkatan": "abbreviation", "nama": "name", "jenis": "kind", "orang": "member_count"}


def list_agencies(city: City, *, on: date | None = None) -> list[AgencyRef]:
    """This function will return the agencies that stand on that day (without a day: that have no end), by abbreviation."""
    return [build_ref(agency) for agency in Agency.objects.of(city.pk).standing(on).order_by("abbreviation", "code")]


def list_every_agency(city: City) -> list[AgencyRef]:
    """This function will return every agency that the city has or had, by abbreviation: what is old still names its own."""
    return [build_ref(agency) for agency in Agency.objects.of(city.pk).order_by("abbreviation", "code")]


def list_agency_rows(
    city: City, *, text: str = "", kind: str = "", ended: bool = False, sort: str = "singkatan"
) -> list[AgencyRow]:
    """This function will return the lines of the list of agencies in two statements, whatever their number.

    `text` looks in names, sector, region and tasks; `kind` may be "MITRA" for partners of every kind; `ended` asks for those that have ended.
    """
    agencies = Agency.objects.of(city.pk).filter(valid_to__isnull=not ended)
    if text:
        fields = ("abbreviation", "name", "sector", "tasks", "region__name")
        agencies = agencies.filter(reduce(or_, (Q(**{f"{field}__icontains": text}) for field in fields)))
    if kind:
        agencies = agencies.filter(kind__in=PARTNER_KINDS if kind == ALL_PARTNERS else [kind])
    return [_row(agency) for agency in _sorted(_counted(agencies), sort)]


def find_agency(city: City, code: str) -> AgencyRef | None:
    """This function will return the agency of the city with this code, ended or not, or None."""
    agency = Agency.objects.of(city.pk).filter(code=code).first()
    return build_ref(agency) if agency else None


def get_agency(city: City, code: str) -> AgencyDetail:
    """This function will return all that is known of an agency. Raises `AgencyNotFound`."""
    agency = Agency.objects.of(city.pk).filter(code=code).select_related("region").first()
    if agency is None:
        raise AgencyNotFound(code)
    roles = agency.roles.order_by("-is_lead", "role").values_list("role", "is_lead", "note")
    return AgencyDetail(
        ref=build_ref(agency),
        draft=_draft(agency),
        region_name=_region_name(agency),
        valid_to=agency.valid_to,
        roles=tuple(RoleHolding(*row) for row in roles),
        members=_members(agency),
    )


def list_people(city: City, *, on: date) -> list[Member]:
    """This function will return the people with a role in the city or a part of it on that day, by name."""
    region = Q(region__code=city.code) | Q(region__code__startswith=f"{city.code}.")
    rows = Membership.objects.valid_on(on).filter(region).select_related("user")
    return [_member(row) for row in rows.order_by("user__name", "pk")]


def list_agencies_of(user: User, city: City, *, on: date) -> list[AgencyRef]:
    """This function will return the agencies of the city that the person works for on that day, by abbreviation."""
    return list(list_own(user, city, on=on, state=read_network_state(city.pk)))


def get_fingerprint(user: User, city: City, *, on: date) -> Hashable:
    """This function will return what a page kept in memory depends on here: the network, the day, whose page it is."""
    state = read_network_state(city.pk)
    return state, on, list_own(user, city, on=on, state=state)


def list_task_force_agencies(city: City, *, on: date) -> list[AgencyRef]:
    """This function will return the agencies that sit in the task force of that day, in it or in one of its parts."""
    current = TaskForce.objects.of(city.pk).valid_on(on)
    seated = Agency.objects.of(city.pk).standing(on).filter(seats__task_force__in=current).distinct()
    return [build_ref(agency) for agency in seated.order_by("abbreviation", "code")]


def list_workers(city: City, codes: Iterable[str], *, on: date, role: RoleCode | None = None) -> dict[str, list[User]]:
    """This function will return who works for each of these agencies on that day, in a role if one is named: one statement."""
    rows = AgencyMember.objects.filter(city=city, agency__code__in=set(codes))
    if role:
        rows = rows.filter(membership__role=role)
    rows = rows.filter(membership__in=Membership.objects.valid_on(on)).select_related("agency", "membership__user")
    workers: dict[str, list[User]] = {}
    for row in rows.order_by("agency__code", "membership__user_id", "pk"):
        workers.setdefault(row.agency.code, []).append(row.membership.user)
    return workers


def list_holders(city: City, permission: Permission, *, on: date) -> list[tuple[User, frozenset[str]]]:
    """This function will return who holds the permission in the city, by name, each with the codes of the own agencies."""
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    held = Membership.objects.valid_on(on).covering(city.code).filter(role__in=roles, user__is_active=True)
    people = {row.user_id: row.user for row in held.select_related("user").order_by("user__name", "pk")}
    works = AgencyMember.objects.filter(stands(on, of="agency__"), city=city, membership__user__in=people)
    works = works.filter(membership__in=Membership.objects.valid_on(on))
    agencies: dict[int, set[str]] = {}
    for person, code in works.values_list("membership__user_id", "agency__code"):
        agencies.setdefault(person, set()).add(code)
    return [(user, frozenset(agencies.get(key, ()))) for key, user in people.items()]


def list_roles(city: City, *, on: date | None = None) -> Mapping[str, Responsible]:
    """This function will return the agencies that play each role in the city, the lead first."""
    return read_roles(city.pk, on, read_network_state(city.pk))


def list_assignments(city: City, *, key: str, on: date | None = None) -> Mapping[str, Responsible]:
    """This function will return the agencies that questions of a sheet were given to by name."""
    return read_assignments(city.pk, key, on, read_network_state(city.pk))


def resolve_responsible(
    city: City, questions: Mapping[str, Sequence[str]], *, key: str, on: date | None = None
) -> dict[str, Responsible]:
    """This function will return who answers for each question, the lead first, in one statement while nothing changes.

    `questions` maps numbers to the roles that the edition names; `key` is the sheet whose assignments replace them.
    """
    state = read_network_state(city.pk)
    return resolve(questions, read_roles(city.pk, on, state), read_assignments(city.pk, key, on, state))


def resolve_with_own(
    user: User, city: City, questions: Mapping[str, Sequence[str]], *, key: str, on: date
) -> tuple[dict[str, Responsible], tuple[AgencyRef, ...]]:
    """This function will return who answers for each question, and the agencies that the person works for."""
    state = read_network_state(city.pk)
    by_role, assigned = read_roles(city.pk, on, state), read_assignments(city.pk, key, on, state)
    return resolve(questions, by_role, assigned), list_own(user, city, on=on, state=state)


def get_answer_right(user: User, city: City, *, on: date) -> AnswerRight:
    """This function will return what the person may answer in the city: everything, or what the own agencies answer for."""
    if may(user, Permission.ANSWER_EDIT_ANY, city, on=on):
        return AnswerRight(any_question=True)
    if not may(user, Permission.ANSWER_EDIT, city, on=on):
        return AnswerRight(any_question=False)
    own = list_agencies_of(user, city, on=on)
    return AnswerRight(any_question=False, agency_codes=frozenset(agency.code for agency in own))


def may_answer(user: User, city: City, *, question: str, roles: Sequence[str], key: str, on: date) -> bool:
    """This function will tell whether the person may answer this question of the sheet `key`."""
    right = get_answer_right(user, city, on=on)
    return right.any_question or right.covers(resolve_responsible(city, {question: roles}, key=key, on=on)[question])


def is_responsible(user: User, city: City, *, question: str, roles: Sequence[str], key: str, on: date) -> bool:
    """This function will tell whether an agency of the person answers for this question, whatever the person's rights."""
    responsible, own = resolve_with_own(user, city, {question: roles}, key=key, on=on)
    return any(agency in own for agency in responsible[question])


def build_ref(agency: Agency) -> AgencyRef:
    return AgencyRef(agency.pk, agency.code, agency.abbreviation, agency.name, AgencyKind(agency.kind))


def _counted(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    return agencies.select_related("region").annotate(
        member_count=Count("members", distinct=True),
        role_codes=ArrayAgg("roles__role", distinct=True, filter=Q(roles__isnull=False), default=[]),
    )


def _sorted(agencies: QuerySet[Agency], sort: str) -> QuerySet[Agency]:
    column = F(SORTS.get(sort.lstrip("-"), "abbreviation"))
    return agencies.order_by(column.desc() if sort.startswith("-") else column.asc(), "abbreviation", "code")


def _row(agency: Agency) -> AgencyRow:
    return AgencyRow(
        ref=build_ref(agency),
        tasks=agency.tasks,
        sector=agency.sector,
        region_name=_region_name(agency),
        roles=tuple(agency.role_codes),  # type: ignore[attr-defined]
        member_count=agency.member_count,  # type: ignore[attr-defined]
    )


def _region_name(agency: Agency) -> str:
    return agency.region.name if agency.region else ""


def _draft(agency: Agency) -> AgencyDraft:
    values = {name: getattr(agency, name) for name in AgencyDraft.__dataclass_fields__ if name != "region_code"}
    region = agency.region.code if agency.region else ""
    return AgencyDraft(**values | {"kind": AgencyKind(agency.kind), "region_code": region})


def _members(agency: Agency) -> tuple[Member, ...]:
    rows = AgencyMember.objects.filter(agency=agency).select_related("membership__user")
    ordered = rows.order_by("membership__user__name", "pk")
    return tuple(_member(row.membership) for row in ordered)


def _member(membership: Membership) -> Member:
    return Member(
        membership.pk, str(membership.user.code), str(membership.user), str(ROLES[RoleCode(membership.role)].label)
    )
