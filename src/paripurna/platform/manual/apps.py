from django.apps import AppConfig


class ManualConfig(AppConfig):
    name = "paripurna.platform.manual"
    label = "manual"

    def ready(self) -> None:
        from paripurna.platform.manual import search

        search.register()
