"""Asking for packs, keeping what was made, handing it out and letting it go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import packs, policy
from paripurna.rooms.evidence.models import Pack, PackDocument
from paripurna.rooms.evidence.packing.types import KEPT_FOR, Item, PackDraft, Placing, Plan
from paripurna.rooms.evidence.types import PackUnfit
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile
    from paripurna.rooms.evidence.packing.reading import Snapshot
    from paripurna.rooms.sheets.queries import Sheet

MAKE_PACK = "evidence.make_pack"


@transaction.atomic
def ask_pack(*, sheet: Sheet, draft: PackDraft, by: User, at: datetime) -> Pack:
    """This function will have a pack of a sheet made; asked twice, the one that is being made is returned.

    Raises `NotAllowed` and `PackUnfit`.
    """
    on = day_in(sheet.city, at)
    policy.check_may_pack(by, sheet.city, with_confidential=draft.with_confidential, on=on)
    if draft.stage not in {stage.code for stage in sheets.edition_of(sheet).stages}:
        raise PackUnfit(_("The edition knows no such stage."), "stage")
    asked = {
        "stage": draft.stage,
        "placing": Placing(draft.placing),
        "with_confidential": draft.with_confidential,
        "asked_by": by,
    }
    sheets.Sheet.objects.select_for_update().get(pk=sheet.pk)  # a double click waits here
    if waiting := packs.find_unfinished(sheet, **asked):
        return waiting
    pack = Pack.objects.create(city=sheet.city, sheet=sheet, **asked, asked_at=at)
    pack.progress = jobs.start(get_job(MAKE_PACK), ids={"pack": pack.pk}, city=sheet.city, by=by, at=at)
    pack.save(update_fields=["progress"])
    _record("evidence.pack_asked", pack, {"stage": pack.stage}, by=by, at=at)
    return pack


@transaction.atomic
def keep_pack(*, pack: Pack, file: StoredFile, manifest_hash: str, snapshot: Snapshot, at: datetime) -> Pack:
    """This function will let a made pack be handed out; once, however often its job ran.

    Raises `PackUnfit` when a document of it was restricted while it was made.
    """
    pack = Pack.objects.select_for_update(of=("self",)).select_related("city", "asked_by").get(pk=pack.pk)
    if pack.file_id or pack.ended_at:
        return pack
    count = _note_documents(pack, snapshot.plan)
    if packs.list_restricted_since(pack):
        raise PackUnfit(_("A document was restricted while the pack was made. Nothing was kept; have it made again."))
    pack.file, pack.filename = file, f"{snapshot.heading.name}.zip"
    pack.document_count, pack.manifest_hash = count, manifest_hash
    pack.left_out = [_tell_left_out(item) for item in snapshot.plan.items if item.leaving.why]
    pack.read_at, pack.made_at, pack.expires_at = snapshot.heading.read_at, at, at + KEPT_FOR
    pack.sheet_revision = snapshot.revision
    pack.save()
    _record("evidence.pack_made", pack, {"documents": pack.document_count, "hash": file.hash}, by=pack.asked_by, at=at)
    return pack


def break_pack(*, pack: Pack, item: Item) -> None:
    """This function will note which document the store could not give; the machine's note, told in no audit."""
    failed = {"failed_document": item.holding.document_id, "failed_question": item.link.question}
    Pack.objects.filter(pk=pack.pk).update(**failed)


@transaction.atomic
def fetch_pack(*, pack: Pack, by: User, at: datetime) -> None:
    """This function will note that a person takes a pack out. Raises `NotAllowed` and `PackUnfit`."""
    check_fetch(pack=pack, by=by, at=at)
    _record("evidence.pack_fetched", pack, {}, by=by, at=at)


def check_fetch(*, pack: Pack, by: User, at: datetime) -> None:
    """This function will raise `NotAllowed` or `PackUnfit` unless the person may take the pack out now."""
    policy.check_may_pack(by, pack.city, with_confidential=pack.with_confidential, on=day_in(pack.city, at))
    if pack.file is None:
        raise PackUnfit(_("This pack is not there any more. Have a new one made."))
    if packs.list_restricted_since(pack):
        raise PackUnfit(
            _("A document in this pack has been restricted since. Have a new pack made, and delete this one.")
        )


@transaction.atomic
def delete_pack(*, pack: Pack, by: User, at: datetime) -> None:
    """This function will let a pack's archive go; that there was one stays known. Raises `NotAllowed`."""
    policy.check_may_delete_pack(by, pack, on=day_in(pack.city, at))
    ended = Pack.objects.filter(pk=pack.pk, ended_at=None).update(file=None, ended_at=at, ended_by=by)
    if ended:
        _record("evidence.pack_deleted", pack, {}, by=by, at=at)


def expire_packs(*, at: datetime) -> int:
    """This function will let go of every pack whose time is over, and return how many."""
    expired = Pack.objects.expired(at).select_related("city").order_by("pk")
    return sum(_expire(pack, at) for pack in expired)


@transaction.atomic
def _expire(pack: Pack, at: datetime) -> bool:
    ended = Pack.objects.expired(at).filter(pk=pack.pk).update(file=None, ended_at=at)
    if ended:
        _record("evidence.pack_expired", pack, {}, by=None, at=at)
    return bool(ended)


def _note_documents(pack: Pack, plan: Plan) -> int:
    inside = {item.holding.document_id: item.leaving.is_redacted for item in plan.items if item.path}
    rows = [
        PackDocument(city_id=pack.city_id, pack=pack, document_id=document, is_redacted=is_redacted)
        for document, is_redacted in inside.items()
    ]
    PackDocument.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def _tell_left_out(item: Item) -> dict[str, str]:
    why = item.leaving.why
    return {"question": item.link.question, "document": str(item.holding.code), "why": why.value if why else ""}


def _record(verb: str, pack: Pack, details: Mapping[str, Detail], *, by: User | None, at: datetime) -> None:
    subject = f"evidence.pack:{pack.code}"
    audit.record(verb=verb, city=pack.city, subject=subject, details=details, by=by, at=at)
