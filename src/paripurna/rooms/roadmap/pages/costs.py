"""*Bila biaya berubah*: what becomes of a plan when costs are not what was thought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.pages.scenario_page import ScenarioPage
from paripurna.rooms.roadmap.wording import name_funds

MOVE = "MOVE"  # `core.planning.Scope`, without bringing the solver


@dataclass(frozen=True)
class TrialLine:
    """Costs of a fund or of a move that change, and the cheapest plan then. `fits`: the plan as it is stays within its limits."""

    name: str
    is_dearer: bool
    cost_idr: int
    chance: Decimal
    joined: tuple[str, ...]
    left: tuple[str, ...]
    fits: bool

    @property
    def changes(self) -> bool:
        return bool(self.joined or self.left or not self.fits)


@dataclass(frozen=True)
class CostCard:
    """`share` in per cent; `lines` are the trials that change the plan; `steady` counts those that leave it as it is."""

    share: int
    low_idr: int
    high_idr: int
    lines: tuple[TrialLine, ...]
    steady: int
    is_whole: bool


def build_cost_card(page: ScenarioPage) -> CostCard | None:
    """This function will tell what was tried with the costs of a scenario's plan; None where nothing was."""
    found: Mapping[str, Any] = page.plan.solution.costs if page.plan else {}
    if not found:
        return None
    names = _name_all(page, found["trials"])
    trials = [_build_line(trial, names) for trial in found["trials"]]
    lines = tuple(trial for trial in trials if trial.changes)
    return CostCard(
        share=round(100 * found["share"]),
        low_idr=found["low_idr"],
        high_idr=found["high_idr"],
        lines=lines,
        steady=len(trials) - len(lines),
        is_whole=found["is_whole"],
    )


def _name_all(page: ScenarioPage, trials: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    keys = {key for trial in trials for key in (*trial["joined"], *trial["left"])}
    keys |= {trial["name"] for trial in trials if trial["scope"] == MOVE}
    moves = queries.list_moves_by_key(page.scenario.city, page.edition.id, keys)
    return name_funds(page.edition) | {move.key: move.label for move in moves}


def _build_line(trial: Mapping[str, Any], names: Mapping[str, str]) -> TrialLine:
    return TrialLine(
        name=names.get(trial["name"], trial["name"]),
        is_dearer=trial["factor"] > 1,
        cost_idr=trial["cost_idr"],
        chance=Decimal(str(trial["chance"])),
        joined=tuple(names.get(key, key) for key in trial["joined"]),
        left=tuple(names.get(key, key) for key in trial["left"]),
        fits=not trial["breaches"],
    )
