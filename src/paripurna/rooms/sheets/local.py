"""Local revisions: a city replaces inferred and unknown rules when the official form arrives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from paripurna.core.instrument.canonical import to_plain
from paripurna.core.instrument.model import Edition, Source
from paripurna.core.instrument.revision import Change, apply_revision
from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.sheets.editions import get_edition, take_snapshot
from paripurna.rooms.sheets.models import EditionSnapshot, LocalRevision
from paripurna.rooms.sheets.types import SheetError

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


class RevisionChanged(SheetError):
    """Someone else changed the draft of the revision in the meantime."""


class RevisionPublished(SheetError):
    """A published revision cannot be changed; begin a new one."""


class NothingRevised(SheetError):
    """A draft without a change cannot be published."""


@dataclass(frozen=True, slots=True)
class RevisionContent:
    """What a revision says: the changes, and the sources that they name beside the edition's own."""

    changes: Sequence[Change] = ()
    sources: Sequence[Source] = ()


CHANGE: TypeAdapter[Change] = TypeAdapter(Change)


@transaction.atomic
def begin_revision(*, city: City, base: EditionSnapshot, title: str, by: User | None, at: datetime) -> LocalRevision:
    """This function will begin an empty draft on top of `base`; `by` None is the system."""
    if by is not None:
        check_may(by, Permission.EDITION_REVISE, city, on=day_in(city, at))
    last = LocalRevision.objects.filter(city=city).aggregate(last=Max("number"))["last"] or 0
    draft = LocalRevision.objects.create(
        city=city, base=base, number=last + 1, title=title, changed_by=by, changed_at=at
    )
    _tell("sheets.revision_saved", draft, by=by, at=at)
    return draft


@transaction.atomic
def save_revision(
    *, draft: LocalRevision, content: RevisionContent, base_revision: int, by: User, at: datetime
) -> LocalRevision:
    """This function will replace the changes of a draft, checked as a whole.

    Raises `RevisionChanged`, `RevisionPublished` or the checker's `EditionError` naming question and remedy.
    """
    check_may(by, Permission.EDITION_REVISE, draft.city, on=day_in(draft.city, at))
    draft = _lock(draft, base_revision)
    draft.changes = [to_plain(change) for change in content.changes]
    draft.sources = [to_plain(source) for source in content.sources]
    if content.changes:
        build_edition(draft)
    draft.revision += 1
    draft.changed_by, draft.changed_at = by, at
    draft.save()
    _tell("sheets.revision_saved", draft, by=by, at=at)
    return draft


@transaction.atomic
def publish_revision(*, draft: LocalRevision, base_revision: int, by: User, at: datetime) -> EditionSnapshot:
    """This function will freeze the draft as an edition of its own; rounds pinned to the base stay as they are.

    Raises `RevisionChanged`, `RevisionPublished`, `NothingRevised` or `EditionError`.
    """
    check_may(by, Permission.EDITION_REVISE, draft.city, on=day_in(draft.city, at))
    draft = _lock(draft, base_revision)
    if not draft.changes:
        raise NothingRevised(_("This revision changes nothing yet. Change a question first."))
    draft.snapshot = take_snapshot(build_edition(draft), at=at, city=draft.city, base=draft.base)
    draft.published_at = at
    draft.save()
    _tell("sheets.revision_published", draft, by=by, at=at)
    return draft.snapshot


def _lock(draft: LocalRevision, base_revision: int) -> LocalRevision:
    found = LocalRevision.objects.select_for_update(of=("self",)).select_related("city", "base").get(pk=draft.pk)
    if found.snapshot_id:
        raise RevisionPublished(_("This revision has been published. Begin a new one to change more."))
    if found.revision != base_revision:
        raise RevisionChanged(_("Someone else changed this revision. Reload the page and enter your change again."))
    return found


def read_content(draft: LocalRevision) -> RevisionContent:
    """This function will return what a draft changes and the sources that it adds."""
    changes = tuple(CHANGE.validate_python(change) for change in draft.changes)
    return RevisionContent(changes, tuple(Source.model_validate(source) for source in draft.sources))


def build_edition(draft: LocalRevision) -> Edition:
    """This function will return the base edition with the draft's changes. Raises `EditionError`.

    Its version says whose it is and which: "1+balikpapan.3" is the city's third revision.
    """
    content, base = read_content(draft), get_edition(draft.base.hash)
    revised = apply_revision(base, content.changes, local=draft.city.slug, sources=content.sources)
    official = base.version.partition("+")[0]
    return revised.model_copy(update={"version": f"{official}+{draft.city.slug}.{draft.number}"})


def _tell(verb: str, draft: LocalRevision, *, by: User | None, at: datetime) -> None:
    details: dict[str, Any] = {"number": draft.number, "changes": len(draft.changes)}
    if draft.snapshot:
        details["version"] = f"{draft.snapshot.edition}@{draft.snapshot.version}"
    subject = f"sheets.revision:{draft.pk}"
    audit.record(verb=verb, city=draft.city, subject=subject, details=details, by=by, at=at)
