from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "paripurna.platform.audit"
    label = "audit"
