from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "paripurna.platform.regions"
    label = "regions"
