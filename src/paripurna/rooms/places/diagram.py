"""The life of a place as a diagram, drawn from the table: `python -m paripurna.rooms.places.diagram` prints it."""

from __future__ import annotations

import sys

from paripurna.rooms.places.types import PHASES

FENCE = "```"


def draw_phases() -> str:
    """This function will return the Mermaid diagram of `PHASES`, one arrow for every step that may be taken."""
    arrows = [f"    {before.value} --> {after.value}" for before, following in PHASES.items() for after in following]
    return "\n".join([f"{FENCE}mermaid", "stateDiagram-v2", "    [*] --> IDEA", "    [*] --> OPEN", *arrows, FENCE])


if __name__ == "__main__":
    sys.stdout.write(draw_phases() + "\n")
