from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "paripurna.platform.ui"
    label = "ui"
