"""Work of this room that is done behind the scenes."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import job
from paripurna.platform.jobs.running import Run
from paripurna.platform.regions.queries import list_cities
from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.actions import reminding


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
