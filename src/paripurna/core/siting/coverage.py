"""Which children have a place within reach, and what changes at once when a place opens, closes or moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from paripurna.core.siting.reach import Near, Walking
from paripurna.core.siting.types import (
    BadInput,
    Basis,
    Bools,
    Demand,
    Fault,
    Floats,
    Mistake,
    Place,
    Position,
    Rule,
    refuse,
)


@dataclass(frozen=True, slots=True)
class Share:
    """Children reached of all, by age group. Where nobody knows how many there are, there is no share."""

    kelurahan: str  # empty: the whole city
    reached: tuple[float, ...]
    children: tuple[float, ...]
    area_m2: float | None  # of the places there that count; None: of one of them nobody knows
    basis: Basis

    @property
    def numerator(self) -> float:
        return sum(self.reached)

    @property
    def denominator(self) -> float:
        return sum(self.children)

    @property
    def share(self) -> float | None:
        return None if self.basis == Basis.UNKNOWN or not self.denominator else self.numerator / self.denominator

    @property
    def area_per_child(self) -> float | None:
        """Square meters of places that count for each child who lives there."""
        is_known = self.area_m2 is not None and self.basis != Basis.UNKNOWN and self.denominator > 0
        return self.area_m2 / self.denominator if is_known and self.area_m2 is not None else None


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did: children newly reached, and no longer reached, by kelurahan with any."""

    gained: float
    lost: float
    by_kelurahan: dict[str, float]


class Coverage:
    """The places of a city against its demand, under one rule. Places come and go; figures follow."""

    def __init__(self, demand: Demand, places: Iterable[Place], rule: Rule, walking: Walking) -> None:
        self.demand, self.rule, self._walking = demand, rule, walking
        self._places: dict[str, Place] = {}
        self._near: dict[str, Near] = {}
        self._count = np.zeros(
            demand.children.shape, dtype=np.int32
        )  # places that reach a point and serve an age group
        self._totals = demand.sum_by_kelurahan()
        self._add_all(list(places))

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(self._places.values())

    @property
    def is_reached(self) -> Bools:
        """Whether the children of each point and age group have a place within reach."""
        return self._count > 0

    def open(self, place: Place) -> Change:
        """This function will add a place. Raises `BadInput` when its code is there already."""
        before = self._measure()
        self._add_all([place])
        return self._tell(before)

    def close(self, code: str) -> Change:
        """This function will take a place away. Raises `BadInput` for an unknown code."""
        before = self._measure()
        self._remove(code)
        return self._tell(before)

    def move(self, code: str, position: Position) -> Change:
        """This function will put a place elsewhere. Raises `BadInput` for an unknown code."""
        before = self._measure()
        self._add_all([replace(self._remove(code), position=position)])
        return self._tell(before)

    def try_place(self, place: Place) -> Change:
        """This function will tell what a place would change, and leave everything as it is."""
        change = self.open(place)
        self._remove(place.code)
        return change

    def list_shares(self) -> tuple[Share, ...]:
        """This function will return the share of each kelurahan, in the order of the demand."""
        reached = self._measure()
        return tuple(
            Share(
                code, tuple(reached[index]), tuple(self._totals[index]), self._sum_area(code), self.demand.basis[index]
            )
            for index, code in enumerate(self.demand.kelurahan)
        )

    def find_share(self) -> Share:
        """This function will return the share of the whole city: the sum of its kelurahan, known as well as the worst of them.

        Kelurahan whose number nobody knows are left out of the sum, and the city then counts as estimated.
        """
        bases = [basis for basis in self.demand.basis if basis != Basis.UNKNOWN]
        basis = Basis.UNKNOWN if not bases else Basis.MEASURED
        if bases and (Basis.ESTIMATED in bases or len(bases) < len(self.demand.basis)):
            basis = Basis.ESTIMATED
        reached, children = self._measure().sum(axis=0), self._totals.sum(axis=0)
        return Share("", tuple(reached), tuple(children), self._sum_area(""), basis)

    def _add_all(self, places: list[Place]) -> None:
        codes = [*self._places, *(place.code for place in places)]
        repeated = sorted({code for code in codes if codes.count(code) > 1}) if len(set(codes)) < len(codes) else []
        if repeated:
            raise BadInput(tuple(Mistake(Fault.REPEATED, code) for code in repeated))
        counting = [place for place in places if self.rule.counts(place)]
        near = self._walking.list_near([place.position for place in counting], self.rule.limit_m)
        self._places.update((place.code, place) for place in places)
        for place, reached in zip(counting, near, strict=True):
            self._near[place.code] = reached
            self._step(place, 1)

    def _remove(self, code: str) -> Place:
        if code not in self._places:
            raise refuse(Fault.UNKNOWN_CODE, code)
        place = self._places.pop(code)
        if code in self._near:
            self._step(place, -1)
            del self._near[code]
        return place

    def _step(self, place: Place, by: int) -> None:
        points, _ = self._near[place.code]
        self._count[points] += by * self.rule.serves(place.ages, self.demand.groups)

    def _measure(self) -> Floats:
        """Children reached, by kelurahan and age group."""
        reached = np.where(self._count > 0, self.demand.children, 0.0)
        rows = len(self.demand.kelurahan)
        columns = [np.bincount(self.demand.area, column, minlength=rows) for column in reached.T]
        return np.column_stack(columns)

    def _tell(self, before: Floats) -> Change:
        difference = (self._measure() - before).sum(axis=1)
        named = dict(zip(self.demand.kelurahan, difference.tolist(), strict=True))
        changed = {code: number for code, number in named.items() if number}
        gained = sum(number for number in changed.values() if number > 0)
        return Change(gained, -sum(number for number in changed.values() if number < 0), changed)

    def _sum_area(self, kelurahan: str) -> float | None:
        areas = [self._places[code].area_m2 for code in self._near if kelurahan in ("", self._places[code].kelurahan)]
        return None if None in areas else sum(area for area in areas if area is not None)
