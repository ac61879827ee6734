"""Work that the store does by itself."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files import actions
from paripurna.platform.files.uploads import sweeping
from paripurna.platform.jobs.registry import job
from paripurna.platform.jobs.running import Run


@job(name="files.sweep_orphans", title=_("Delete files that nobody owns"), cron="15 2 * * *")
def sweep_orphans(_run: Run) -> dict[str, int]:
    at = timezone.now()
    return {"uploads": sweeping.sweep_uploads(at=at), "swept": actions.sweep_orphans(at=at)}


@job(name="files.finish_left", title=_("Finish uploads that arrived"), cron="*/5 * * * *")
def finish_left(_run: Run) -> dict[str, int]:
    return {"finished": sweeping.finish_left(at=timezone.now())}
