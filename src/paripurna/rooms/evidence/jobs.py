"""Work of this room that is done behind the scenes."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.registry import job
from paripurna.platform.jobs.running import Run
from paripurna.rooms.evidence import machine


@job(name="evidence.read_version", title=_("Read a document"), retries=2)
def read_version(_run: Run, version: int) -> dict[str, str]:
    return {"state": machine.read_version(version, at=timezone.now())}
