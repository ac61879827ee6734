from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "paripurna.platform.facts"
    label = "facts"
