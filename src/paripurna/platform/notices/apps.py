from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "paripurna.platform.notices"
    label = "notices"
