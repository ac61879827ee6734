from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "paripurna.platform.notices"
    label = "notices"

    def ready(self) -> None:
        from paripurna.platform.notices.bell import count_for
        from paripurna.platform.ui.registry import register_bell

        register_bell("notices:notice_list", count_for)
