"""The states of a request as a diagram: `python -m paripurna.rooms.evidence.requesting.diagram` prints it."""

from __future__ import annotations

import sys

from paripurna.rooms.evidence.types import REQUEST_TRANSITIONS

FENCE = "```"


def draw_states() -> str:
    """This function will return the Mermaid diagram of `REQUEST_TRANSITIONS`, one arrow for every pair of states."""
    steps: dict[tuple[str, str], list[str]] = {}
    for step, moves in REQUEST_TRANSITIONS.items():
        for before, after in moves.items():
            steps.setdefault((before.value, after.value), []).append(step.value.lower())
    arrows = [f"    {before} --> {after}: {', '.join(names)}" for (before, after), names in steps.items()]
    return "\n".join([f"{FENCE}mermaid", "stateDiagram-v2", "    [*] --> OPEN: ask", *arrows, FENCE])


if __name__ == "__main__":
    sys.stdout.write(draw_states() + "\n")
