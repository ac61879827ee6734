from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "paripurna.rooms.network"
    label = "network"
