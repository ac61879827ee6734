from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "paripurna.platform.crypto"
    label = "crypto"
