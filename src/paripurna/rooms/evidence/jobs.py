"""Work of this room that is done behind the scenes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.types import BeingMade, FileRefused
from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import job, register_message
from paripurna.platform.jobs.running import Run
from paripurna.platform.jobs.types import JobFailed, Link
from paripurna.platform.regions.queries import list_cities
from paripurna.rooms.evidence import actions, packs, queries
from paripurna.rooms.evidence.actions import reminding
from paripurna.rooms.evidence.packing.types import PackBroken
from paripurna.rooms.evidence.types import PackUnfit


@job(name="evidence.read_version", title=_("Read a document"), retries=2)
def read_version(run: Run, version: int) -> dict[str, str]:
    from paripurna.rooms.evidence import machine  # heavy: only a worker needs it

    return {"state": machine.read_version(version, at=timezone.now(), told=run.advance)}


@job(name="evidence.read_waiting", title=_("Read documents that still wait"), cron="40 1 * * *")
def read_waiting(_run: Run) -> dict[str, int]:
    """What a crash or a full queue left behind is queued again; a version that was read meanwhile is passed over."""
    waiting = queries.list_waiting()
    for version in waiting:
        jobs.defer(read_version, ids={"version": version})
    return {"queued": len(waiting)}


@job(name="evidence.seek_faces", title=_("Look for faces to cover"), retries=2)
def seek_faces(run: Run, version: int) -> dict[str, int]:
    from paripurna.rooms.evidence import faces  # heavy: only a worker needs it

    return {"faces": faces.seek_faces(version, at=timezone.now(), told=run.advance)}


@job(name="evidence.seek_faces_left", title=_("Look for faces that were not looked for yet"), cron="50 17 * * *")
def seek_faces_left(_run: Run) -> dict[str, int]:
    """What a crash or a full queue left behind is queued again."""
    from paripurna.rooms.evidence import faces

    left = faces.list_unsought()
    for version in left:
        jobs.defer(seek_faces, ids={"version": version})
    return {"queued": len(left)}


@job(
    name="evidence.end_contents",
    title=_("Delete contents that show children and whose time is over"),
    cron="20 17 * * *",
)
def end_contents(run: Run) -> dict[str, int]:
    """At night in every zone of Indonesia; what was said of the documents stays."""
    due = queries.list_over(on=timezone.localdate())
    ended = 0
    for done, document in enumerate(due, start=1):
        ended += actions.end_content(document_id=document, at=timezone.now())
        run.advance(done, len(due))
    return {"ended": ended}


@job(name="evidence.probe_link", title=_("Try the address of a page"), retries=1)
def probe_link(_run: Run, document: int) -> dict[str, str]:
    found = actions.probe_document(document_id=document, at=timezone.now())
    return {"state": found.state if found else ""}


@job(name="evidence.probe_links", title=_("Try the addresses of linked pages"), cron="40 17 * * *")
def probe_links(run: Run) -> dict[str, int]:
    """At night in every zone of Indonesia; each address once a week."""
    due = queries.list_due_probes(at=timezone.now())
    for done, document in enumerate(due, start=1):
        actions.probe_document(document_id=document, at=timezone.now())
        run.advance(done, len(due))
    return {"tried": len(due)}


@job(name="evidence.remind", title=_("Remind agencies of requested documents"), cron="20 0 * * *")
def remind(_run: Run) -> dict[str, int]:
    """Twenty past midnight UTC: the morning in every zone of Indonesia."""
    at, told = timezone.now(), 0
    for city in list_cities():
        reminding.release_all_left(city=city, at=at)
        told += reminding.remind_by_date(city=city, at=at)
        told += reminding.escalate_by_date(city=city, after_days=settings.PROOF_ESCALATE_AFTER_DAYS, at=at)
    return {"told": told}


def _link_pack(result: Mapping[str, Any]) -> Link:
    place = {"city": result["city"], "code": result["pack"]}
    return Link(reverse("evidence:pack_file", kwargs=place), gettext("Fetch the pack"))


@job(name=actions.MAKE_PACK, title=_("Make a pack of proof"), result_link=_link_pack)
def make_pack(run: Run, pack: int) -> dict[str, str] | None:
    """Begun anew after a worker died: what it left half made is overwritten."""
    from paripurna.rooms.evidence.packing.making import make_pack as make  # late: loads openpyxl and Typst

    found = packs.find_pack(pack)
    if found is None or found.ended_at:
        return None
    try:
        make(pack=found, advance=lambda done, total: run.advance(done, total, "evidence.packing"), at=timezone.now())
    except PackBroken as broken:
        document, question = str(broken.item.holding.code)[:8], broken.item.link.question
        raise JobFailed("evidence.pack_broken", document=document, question=question) from broken
    except (FileRefused, BeingMade, PackUnfit) as error:
        raise JobFailed(PACK_FAILURES[type(error)]) from error
    return {"city": found.city.slug, "pack": str(found.code)}


@job(name="evidence.expire_packs", title=_("Delete packs whose time is over"), cron="45 17 * * *")
def expire_packs(_run: Run) -> dict[str, int]:
    return {"expired": actions.expire_packs(at=timezone.now())}


PACK_FAILURES = {
    FileRefused: "evidence.pack_disk_full",
    BeingMade: "evidence.pack_being_made",
    PackUnfit: "evidence.pack_restricted",
}
register_message("evidence.packing", _("Questions are packed one after the other."))
register_message(
    "evidence.pack_broken",
    _(
        "The store has lost or damaged the file of document %(document)s at question %(question)s. Nothing was kept: bring "
        "the file again as a new version, or unlink the document, then have the pack made again."
    ),
)
register_message(
    "evidence.pack_disk_full", _("There is no room left for the pack. Nothing was kept; please tell the operator.")
)
register_message("evidence.pack_being_made", _("Another worker is making this pack already."))
register_message(
    "evidence.pack_restricted",
    _("A document was restricted while the pack was made. Nothing was kept; have it made again."),
)
