from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "paripurna.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        from paripurna.platform.accounts import hooks, telling
        from paripurna.platform.crypto.rotation import register_sealed_column

        telling.register()
        hooks.connect()
        register_sealed_column("mfa.Authenticator", "data")
