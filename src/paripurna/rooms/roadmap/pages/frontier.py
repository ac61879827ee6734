"""The frontier as a drawing: what each chance costs. Built on the server; the table behind it says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from paripurna.platform.ui.formats import format_percent, format_rupiah_short
from paripurna.rooms.roadmap.models import Solution
from paripurna.rooms.roadmap.wording import language

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 260, 60, 60, 16, 40


@dataclass(frozen=True)
class Spot:
    """A plan of the frontier, where it lies in the drawing."""

    solution: Solution
    x: str
    y: str

    @property
    def label(self) -> str:
        chance = format_percent(self.solution.chance, language(), places=0)
        return f"{chance} · {format_rupiah_short(self.solution.cost_idr, language())}"


@dataclass(frozen=True)
class Tick:
    place: str
    label: str


@dataclass(frozen=True)
class Frontier:
    """`finding` is the title of the drawing: what is to be seen in it."""

    spots: tuple[Spot, ...]
    path: str
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    finding: str

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def build_frontier(solutions: Iterable[Solution]) -> Frontier | None:
    """This function will draw the plans by cost and chance; None with fewer than two different ones."""
    plans = drop_equal(sorted(solutions, key=lambda plan: (plan.cost_idr, plan.chance)))
    if len(plans) < 2:
        return None
    most = max(plan.cost_idr for plan in plans)
    spots = tuple(Spot(plan, _x(plan.cost_idr, most), _y(plan.chance)) for plan in plans)
    shares = [Decimal(k) / 4 for k in range(5)]
    return Frontier(
        spots=spots,
        path=" ".join(f"{spot.x},{spot.y}" for spot in spots),
        rows=tuple(Tick(_y(share), format_percent(share, language(), places=0)) for share in shares),
        columns=tuple(
            Tick(_x(int(most * share), most), format_rupiah_short(int(most * share), language()))
            for share in shares[1:]
        ),
        finding=_tell(plans),
    )


def drop_equal(plans: Sequence[Solution]) -> list[Solution]:
    """This function will keep one of plans that are the same, that with the greatest confidence asked for."""
    found: dict[tuple[int, Decimal], Solution] = {}
    for plan in plans:
        known = found.get((plan.cost_idr, plan.chance))
        if known is None or plan.confidence > known.confidence:
            found[plan.cost_idr, plan.chance] = plan
    return list(found.values())


def _tell(plans: Sequence[Solution]) -> str:
    first, last = plans[0], plans[-1]
    return _("%(first)s buys a chance of %(low)s, %(last)s one of %(high)s") % {
        "first": format_rupiah_short(first.cost_idr, language()),
        "low": format_percent(first.chance, language(), places=0),
        "last": format_rupiah_short(last.cost_idr, language()),
        "high": format_percent(last.chance, language(), places=0),
    }


def _x(cost: int, most: int) -> str:
    return f"{LEFT + (WIDTH - LEFT - RIGHT) * cost / max(most, 1):.1f}"


def _y(share: Decimal) -> str:
    return f"{TOP + (HEIGHT - TOP - BOTTOM) * (1 - float(share)):.1f}"
