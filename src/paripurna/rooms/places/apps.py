from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "paripurna.rooms.places"
    label = "places"

    def ready(self) -> None:
        from paripurna.rooms.places import telling
        from paripurna.rooms.places.inspections import telling as inspections

        telling.register()
        inspections.register()
