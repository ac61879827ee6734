"""Writes to inspections, findings and upkeep. One function = one transaction = one audit line."""

from paripurna.rooms.places.inspections.actions.findings import (
    change_finding,
    confirm_finding,
    repair_finding,
    report_finding,
    send_finding_back,
)
from paripurna.rooms.places.inspections.actions.planning import (
    cancel_inspection,
    order_route,
    plan_inspection,
    plan_route,
)
from paripurna.rooms.places.inspections.actions.upkeep import finish_upkeep, plan_upkeep
from paripurna.rooms.places.inspections.actions.visits import hand_over, save_finding, save_visit

__all__ = [
    "cancel_inspection",
    "change_finding",
    "confirm_finding",
    "finish_upkeep",
    "hand_over",
    "order_route",
    "plan_inspection",
    "plan_route",
    "plan_upkeep",
    "repair_finding",
    "report_finding",
    "save_finding",
    "save_visit",
    "send_finding_back",
]
