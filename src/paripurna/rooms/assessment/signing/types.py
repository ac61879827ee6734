"""Words of signing off: which papers there are, who signs them, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.assessment.types import RoundError

MOST_SIGNERS = 4
SHORTEST_REASON = 10
LARGEST_TEMPLATE = 5 * 1024 * 1024


class PaperKind(models.TextChoices):
    """The papers of a stage, in the order in which they lie in the folder."""

    MINUTES = "MINUTES", _("Minutes of sign-off (berita acara)")
    COVER_LETTER = "COVER_LETTER", _("Cover letter (surat pengantar)")
    STATEMENT = "STATEMENT", _("Statement of truth (surat pernyataan)")


SLUGS = {
    PaperKind.MINUTES: "berita-acara",
    PaperKind.COVER_LETTER: "surat-pengantar",
    PaperKind.STATEMENT: "surat-pernyataan",
}
KINDS = {slug: kind for kind, slug in SLUGS.items()}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a name, a post, and a number of civil servants where there is one."""

    name: str
    post: str
    nip: str = ""


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """What a person says of a paper: everything that no figure of the round tells."""

    number: str = ""
    dated_on: date | None = None
    place: str = ""
    recipient: str = ""
    signers: tuple[Signer, ...] = ()


class PaperError(RoundError):
    """Something about a paper that cannot be done now."""


class PaperFixed(PaperError):
    """The paper is signed, so that what stands on it does not change any more."""


class BadTemplate(PaperError):
    """A template that cannot be filled; the sentence names what is wrong with it."""


class NotSigned(PaperError):
    """A stage is frozen with its signed minutes, or with a reason why without."""


class BadReason(PaperError):
    """A reason that is too short to be one."""


class AlreadyFrozen(PaperError):
    """The stage is frozen."""


class NotFrozen(PaperError):
    """The stage is not frozen."""
