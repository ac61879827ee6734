from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "paripurna.platform.jobs"
    label = "jobs"

    def ready(self) -> None:
        from paripurna.platform.audit.types import register_verb

        register_verb("jobs.cancelled", _("%(person)s stopped a job"))
        autodiscover_modules("jobs")
