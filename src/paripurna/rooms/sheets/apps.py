from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "paripurna.rooms.sheets"
    label = "sheets"
