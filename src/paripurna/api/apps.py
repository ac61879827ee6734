from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "paripurna.api"
    label = "api"
