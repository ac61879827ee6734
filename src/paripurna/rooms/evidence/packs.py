"""Reads of packs: those of a city, what became of one, and whether it may still be handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.jobs.types import FINISHED, State
from paripurna.rooms.evidence.models import Document, PackQuerySet
from paripurna.rooms.evidence.models import Pack as Pack
from paripurna.rooms.evidence.packing.types import PackState
from paripurna.rooms.evidence.policy import UNRESTRICTED
from paripurna.rooms.evidence.types import ChildContent

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.sheets.queries import Sheet

RECENT = 30
RELATED = ("sheet__edition", "sheet__city__region", "city__region", "progress", "file", "asked_by", "failed_document")
STATES = {
    State.QUEUED: PackState.WAITING,
    State.RUNNING: PackState.MAKING,
    State.CANCELLED: PackState.CANCELLED,
}


def list_packs(city: City, *, sees_restricted: bool) -> list[Pack]:
    """This function will return the newest packs that the person may have, whatever became of them."""
    found = _visible(city, sees_restricted=sees_restricted)
    return list(found.order_by("-asked_at", "-pk")[:RECENT])


def get_pack(city: City, code: UUID, *, sees_restricted: bool) -> Pack:
    """This function will return a pack that the person may have. Raises `Stranger`."""
    return get_or_stranger(_visible(city, sees_restricted=sees_restricted), code=code)


def find_pack(pk: int) -> Pack | None:
    """This function will return the pack that a job makes, or None when it is gone."""
    return Pack.objects.select_related(*RELATED).filter(pk=pk).first()


def list_by_codes(codes: Sequence[str]) -> list[Pack]:
    """This function will return packs by their codes with their city, for the audit's names."""
    return list(Pack.objects.filter(code__in=codes).select_related("city"))


def find_unfinished(sheet: Sheet, **asked: object) -> Pack | None:
    """This function will return a pack of the sheet, asked for in the same way, that is still being made."""
    found = Pack.objects.of_city(sheet.city).filter(sheet=sheet, file=None, ended_at=None, **asked)
    unfinished = found.exclude(progress__state__in=FINISHED).exclude(progress=None)
    return unfinished.select_related(*RELATED).order_by("-asked_at", "-pk").first()


def state_of(pack: Pack) -> PackState:
    """This function will say what became of a pack."""
    if pack.ended_at:
        return PackState.ENDED
    if pack.file_id:
        return PackState.READY
    return STATES.get(State(pack.progress.state), PackState.FAILED) if pack.progress else PackState.FAILED


def list_restricted_since(pack: Pack) -> list[Document]:
    """This function will return documents of the pack that were restricted after they went in, and would stay out today.

    One that was withdrawn is none of them: a pack shows an instant.
    """
    redacted = Q(pk__in=pack.documents.filter(is_redacted=True).values("document"))
    inside = Document.objects.of_city(pack.city).filter(pk__in=pack.documents.values("document"))
    safe = UNRESTRICTED | (redacted & Q(child_content=ChildContent.NONE, suspected=""))
    return list(inside.exclude(safe).order_by("pk"))


def _visible(city: City, *, sees_restricted: bool) -> PackQuerySet:
    found = Pack.objects.of_city(city).select_related(*RELATED)
    return found if sees_restricted else found.filter(with_confidential=False)
