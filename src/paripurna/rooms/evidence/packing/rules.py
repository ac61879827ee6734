"""What may leave the house in a pack. The rule of the field, without a database."""

from __future__ import annotations

from paripurna.rooms.evidence.packing.types import Holding, Leaving, Why
from paripurna.rooms.evidence.proof.papers import Paper
from paripurna.rooms.evidence.types import ChildContent, Confidentiality


def decide(paper: Paper, holding: Holding, *, with_confidential: bool) -> Leaving:
    """This function will say what of a document leaves, or why nothing does.

    What shows children, or may show them, never leaves, redacted or not. A confidential document leaves only when that was asked for, and then
    as its redacted copy: its original never does.
    """
    if paper.is_withdrawn:
        return Leaving(why=Why.WITHDRAWN)
    if paper.child_content is not ChildContent.NONE:
        return Leaving(why=Why.CHILDREN)
    if paper.suspected:
        return Leaving(why=Why.SUSPECTED)
    if paper.confidentiality is Confidentiality.CONFIDENTIAL:
        return _decide_confidential(holding, with_confidential=with_confidential)
    if paper.link:
        return Leaving(address=paper.link)
    return Leaving(file=holding.file) if holding.file else Leaving(why=Why.NO_FILE)


def _decide_confidential(holding: Holding, *, with_confidential: bool) -> Leaving:
    if not with_confidential:
        return Leaving(why=Why.CONFIDENTIAL)
    if holding.redacted is None:
        return Leaving(why=Why.UNREDACTED)
    return Leaving(file=holding.redacted, is_redacted=True)
