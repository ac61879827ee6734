from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "paripurna.platform.files"
    label = "files"

    def ready(self) -> None:
        from paripurna.platform.audit.types import register_verb

        register_verb("files.upload_refused", _("%(person)s brought a file that was refused: %(reason)s"))
