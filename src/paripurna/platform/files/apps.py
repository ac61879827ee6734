from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "paripurna.platform.files"
    label = "files"
