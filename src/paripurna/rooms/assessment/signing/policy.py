"""When what is said of a paper may change, and when a stage may be frozen and thawed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.assessment.signing import queries
from paripurna.rooms.assessment.signing.models import StageFreeze, StagePaper
from paripurna.rooms.assessment.signing.types import (
    MOST_SIGNERS,
    SHORTEST_REASON,
    BadReason,
    NotSigned,
    PaperDraft,
    PaperError,
    PaperFixed,
)


def check_can_change(paper: StagePaper | None) -> None:
    """This function will raise `PaperFixed` once the signed scan of a paper is linked."""
    if queries.is_signed(paper):
        raise PaperFixed(
            _("This paper is signed. Take the signed scan away first, then change it and have it signed anew.")
        )


def can_change(paper: StagePaper | None) -> bool:
    return not queries.is_signed(paper)


def check_can_unsign(freeze: StageFreeze | None) -> None:
    """This function will raise `PaperFixed` while the stage is frozen: what it was frozen with stays."""
    if freeze is not None:
        raise PaperFixed(_("The stage is frozen with this paper. Reopen the stage first."))


def check_draft(draft: PaperDraft) -> None:
    """This function will raise `PaperError` for too many signers, and for one without a name or a post."""
    if len(draft.signers) > MOST_SIGNERS:
        raise PaperError(_("At most %(most)s people can sign a paper.") % {"most": MOST_SIGNERS})
    if any(not signer.name or not signer.post for signer in draft.signers):
        raise PaperError(_("Give name and post of everybody who signs."))


def check_signed(minutes: StagePaper | None, reason: str) -> None:
    """This function will raise `NotSigned` where there are neither signed minutes nor a reason why not."""
    if not queries.is_signed(minutes) and len(reason.strip()) < SHORTEST_REASON:
        raise NotSigned(
            _("Upload the signed minutes first, or say in a sentence why the stage is frozen without them.")
        )


def check_reason(reason: str) -> None:
    """This function will raise `BadReason` for one that is too short to be one."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadReason(_("Say in a sentence why the stage is reopened."))
