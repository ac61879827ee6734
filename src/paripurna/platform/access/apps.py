from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "paripurna.platform.access"
    label = "access"
