"""Work that rounds do by the clock."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.registry import job
from paripurna.platform.jobs.running import Run
from paripurna.rooms.assessment import telling


@job(name="assessment.tell_deadlines", title=_("Remind agencies of stages that end soon"), cron="15 0 * * *")
def tell_deadlines(_run: Run) -> dict[str, int]:
    """A quarter past midnight UTC: the morning in every zone of Indonesia."""
    return {"told": telling.tell_deadlines(at=timezone.now())}
