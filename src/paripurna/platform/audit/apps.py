from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "paripurna.platform.audit"
    label = "audit"

    def ready(self) -> None:
        from paripurna.platform.access.types import Permission
        from paripurna.platform.audit.sentences import PERSON, resolve_people
        from paripurna.platform.audit.types import register_subject
        from paripurna.platform.ui.registry import Item, Section, register_navigation, register_section

        register_subject(PERSON, resolve_people)
        register_section(Section("administration", _("Administration"), "settings", order=190))
        register_navigation(
            Item("administration", _("Audit trail"), "audit:event_list", Permission.AUDIT_VIEW, 90, icon="history")
        )
