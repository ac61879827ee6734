from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "paripurna.rooms.roadmap"
    label = "roadmap"

    def ready(self) -> None:
        from paripurna.rooms.roadmap import telling

        telling.register()
