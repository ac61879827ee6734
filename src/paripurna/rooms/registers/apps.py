from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "paripurna.rooms.registers"
    label = "registers"

    def ready(self) -> None:
        from paripurna.rooms.registers import telling

        telling.register()
