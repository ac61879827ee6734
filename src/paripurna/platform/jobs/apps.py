from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "paripurna.platform.jobs"
    label = "jobs"
