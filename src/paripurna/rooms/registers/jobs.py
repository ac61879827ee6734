"""Work of this room that is done behind the scenes."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.registry import job
from paripurna.platform.jobs.running import Run
from paripurna.rooms.registers.trainings import actions, queries


@job(name="registers.erase_names", title=_("Delete names of participants whose time is over"), cron="20 2 * * *")
def erase_names(_run: Run) -> dict[str, int]:
    now = timezone.now()
    trainings = queries.list_trainings_to_erase(timezone.localdate())
    erased = [actions.erase_names(training=training, at=now) for training in trainings]
    return {"trainings": len(trainings), "people": sum(erased)}
