"""What the page of carrying over shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy

from paripurna.core.instrument.carry_over import Outcome
from paripurna.core.instrument.crosswalk import LinkKind
from paripurna.rooms.assessment.carrying import CARRIES, CarryLine, CarryPlan, build_carry_plan, sum_drafted
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.queries import find_earlier_round, list_rounds
from paripurna.rooms.assessment.rulers import build_trail

KINDS = {
    LinkKind.SAME: gettext_lazy("same question"),
    LinkKind.RENAMED: gettext_lazy("another number or wording"),
    LinkKind.RESCALED: gettext_lazy("another maximum"),
    LinkKind.SPLIT: gettext_lazy("one became several"),
    LinkKind.MERGED: gettext_lazy("several became one"),
    LinkKind.NEW: gettext_lazy("new question"),
    LinkKind.RETIRED: gettext_lazy("no longer asked"),
}


@dataclass(frozen=True)
class CarryPage:
    """`plan` is None where there is no earlier round."""

    round: Round
    plan: CarryPlan | None
    others: tuple[Round, ...]

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def carried(self) -> tuple[CarryLine, ...]:
        return self._written(Outcome.CARRIED)

    @property
    def proposed(self) -> tuple[CarryLine, ...]:
        return self._written(Outcome.PROPOSED)

    @property
    def by_hand(self) -> tuple[CarryLine, ...]:
        """Had points in the earlier round, but no answer that fits: split, merged, another rule, or a mark alone."""
        lines = [line for line in self.plan.lines if line.item.outcome in CARRIES] if self.plan else []
        return tuple(line for line in lines if not line.draft and not line.is_taken and line.item.old_points)

    @property
    def points_by_hand(self) -> Decimal:
        return sum((line.item.old_points for line in self.by_hand), Decimal(0))

    @property
    def lost(self) -> tuple[CarryLine, ...]:
        return tuple(line for line in self.plan.list_lines(Outcome.LOST) if line.item.old_points) if self.plan else ()

    @property
    def new(self) -> tuple[CarryLine, ...]:
        return self.plan.list_lines(Outcome.OPEN) if self.plan else ()

    @property
    def carried_points(self) -> Decimal:
        return sum_drafted(self.plan, Outcome.CARRIED) if self.plan else Decimal(0)

    @property
    def proposed_points(self) -> Decimal:
        return sum_drafted(self.plan, Outcome.PROPOSED) if self.plan else Decimal(0)

    def _written(self, outcome: Outcome) -> tuple[CarryLine, ...]:
        return tuple(line for line in self.plan.list_lines(outcome) if line.draft) if self.plan else ()


def build_carry_page(found: Round, code: str, *, today: date) -> CarryPage:
    """This function will preview what `found` can take over from the round named `code`, else from the one before it."""
    previous = find_earlier_round(found, code)
    plan = build_carry_plan(found, previous, today=today) if previous else None
    others = tuple(other for other in list_rounds(found.city) if other.pk != found.pk)
    return CarryPage(found, plan, others)
