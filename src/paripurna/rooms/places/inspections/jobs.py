"""Work of inspections by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.registry import job
from paripurna.platform.regions.queries import list_cities
from paripurna.rooms.places.inspections import notices

if TYPE_CHECKING:
    from paripurna.platform.jobs.running import Run


@job(name="places.remind", title=_("Remind agencies of findings that are due"), cron="25 0 * * *")
def remind(_run: Run) -> dict[str, int]:
    """Half past midnight UTC: the morning in every zone of Indonesia."""
    at = timezone.now()
    return {"told": sum(notices.remind_by_date(city=city, at=at) for city in list_cities())}
