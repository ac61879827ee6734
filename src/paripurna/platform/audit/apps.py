from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "paripurna.platform.audit"
    label = "audit"

    def ready(self) -> None:
        from paripurna.platform.audit.sentences import PERSON, resolve_people
        from paripurna.platform.audit.types import register_subject

        register_subject(PERSON, resolve_people)
