"""Who answers for which question, and how much rests on whom. Plain rules, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from paripurna.rooms.network.types import AgencyRef, Load

Responsible = tuple[AgencyRef, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """One agency under a key, which is a role or a question number; the lead stands first."""

    key: str
    agency: AgencyRef
    is_lead: bool


def group_holdings(holdings: Iterable[Holding]) -> dict[str, Responsible]:
    """This function will return the agencies under each key: the lead first, then by abbreviation."""
    grouped: dict[str, list[Holding]] = {}
    for holding in holdings:
        grouped.setdefault(holding.key, []).append(holding)
    return {
        key: tuple(h.agency for h in sorted(held, key=lambda h: (not h.is_lead, h.agency.abbreviation, h.agency.code)))
        for key, held in grouped.items()
    }


def resolve(
    questions: Mapping[str, Sequence[str]], by_role: Mapping[str, Responsible], assigned: Mapping[str, Responsible]
) -> dict[str, Responsible]:
    """This function will return who answers for each question, the lead first.

    An assignment by name replaces what the roles say. Of the roles, the first that an agency plays leads.
    """
    of_roles = {
        roles: _of_roles(roles, by_role) for roles in set(map(tuple, questions.values()))
    }  # few: questions share them
    return {number: assigned.get(number) or of_roles[tuple(roles)] for number, roles in questions.items()}


def _of_roles(roles: Sequence[str], by_role: Mapping[str, Responsible]) -> Responsible:
    """Leads of the roles in the order of the instrument, then those who help them."""
    played = [by_role[role] for role in roles if role in by_role]
    leads = [agencies[0] for agencies in played]
    helpers = [agency for agencies in played for agency in agencies[1:]]
    return tuple(dict.fromkeys([*leads, *helpers]))


def build_loads(responsible: Mapping[str, Responsible], maxima: Mapping[str, Decimal]) -> dict[AgencyRef, Load]:
    """This function will return how many questions and points rest on each agency.

    A shared question counts whole for everyone in `questions` and `points`, and in equal parts in `shared_points`.
    """
    loads: dict[AgencyRef, Load] = {}
    for number, agencies in responsible.items():
        points = maxima.get(number, Decimal(0))
        for position, agency in enumerate(agencies):
            load = loads.get(agency, Load())
            loads[agency] = Load(
                questions=load.questions + 1,
                led=load.led + (position == 0),
                points=load.points + points,
                shared_points=load.shared_points + points / len(agencies),
            )
    return loads
