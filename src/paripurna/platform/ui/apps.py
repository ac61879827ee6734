from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "paripurna.platform.ui"
    label = "ui"

    def ready(self) -> None:
        from paripurna.platform.access.doors import at_entry
        from paripurna.platform.ui.middleware import read_top_line

        at_entry(read_top_line)
