"""The states of an answer as a diagram, drawn from the table: `python -m paripurna.rooms.sheets.diagram` prints it."""

from __future__ import annotations

import sys

from paripurna.rooms.sheets.types import TRANSITIONS

FENCE = "```"


def draw_states() -> str:
    """This function will return the Mermaid diagram of `TRANSITIONS`, one arrow for every pair of states."""
    steps: dict[tuple[str, str], list[str]] = {}
    for step, moves in TRANSITIONS.items():
        for before, after in moves.items():
            steps.setdefault((before.value, after.value), []).append(step.value.lower())
    arrows = [f"    {before} --> {after}: {', '.join(names)}" for (before, after), names in steps.items()]
    return "\n".join([f"{FENCE}mermaid", "stateDiagram-v2", "    [*] --> EMPTY", *arrows, FENCE])


if __name__ == "__main__":
    sys.stdout.write(draw_states() + "\n")
