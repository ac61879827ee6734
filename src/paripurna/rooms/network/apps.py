from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "paripurna.rooms.network"
    label = "network"

    def ready(self) -> None:
        from paripurna.rooms.network import telling

        telling.register()
