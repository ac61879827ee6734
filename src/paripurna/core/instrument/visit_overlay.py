"""How those who verify come to see a city under an edition: an overlay beside it, as data.

Kinds of sites are codes of the room that plans the visit; this module knows no room.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay, read_overlay
from paripurna.core.instrument.text import Part

FILE = "visit.yaml"
Minutes = Annotated[int, Field(ge=0, le=600)]


class SiteIdea(Part):
    """A place to begin with: what it is, what is seen there, which questions it proves, and whose role it is."""

    kind: str
    name: str
    role: str = ""  # of the edition; a city maps it to an agency
    questions: tuple[str, ...] = ()
    minutes: Minutes = 15
    travel: Minutes = 0  # on the way to it
    shown: str = ""
    children: bool = False  # children take part: it needs a script
    reserve: bool = False


class VisitOverlay(Overlay):
    """`stage` is when they come; `hours` is how long papers may be brought afterwards. Zero sites: no number is known."""

    stage: str = ""
    sites_least: int = 0
    sites_most: int = 0
    hours: int = 48
    template: tuple[SiteIdea, ...] = ()
    children_script: str = ""


def get_visit_overlay(edition: Edition, root: Path = OVERLAYS) -> VisitOverlay:
    """This function will return the overlay of the edition, an empty one where none is written.

    Raises `ValueError` (pydantic's, naming the field) for one that is malformed, of another edition, or names a question,
    a role or a stage that the edition has not.
    """
    overlay = read_overlay(VisitOverlay, FILE, edition, root)
    if unknown := _list_unknown(overlay, edition):
        raise ValueError(f"{FILE}: the edition {edition.id} has no {', '.join(unknown)}")
    return overlay


def _list_unknown(overlay: VisitOverlay, edition: Edition) -> list[str]:
    questions = {number for idea in overlay.template for number in idea.questions}
    roles = {idea.role for idea in overlay.template if idea.role}
    stages = {overlay.stage} - {""}
    return sorted(
        (questions - set(edition.question_by_number))
        | (roles - {role.code for role in edition.roles})
        | (stages - {stage.code for stage in edition.stages})
    )
