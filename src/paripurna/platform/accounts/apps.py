from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "paripurna.platform.accounts"
    label = "accounts"
