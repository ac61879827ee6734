from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "paripurna.platform.access"
    label = "access"

    def ready(self) -> None:
        from paripurna.platform.access import telling

        telling.register()
