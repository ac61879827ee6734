"""What the audit tells of accounts. Sign-in itself is not told: a person sees their own sessions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb

VERBS = {
    "accounts.profile_changed": _("%(person)s changed their name or language"),
    "accounts.identity_linked": _("%(person)s linked %(subject)s to the identity provider"),
    "accounts.token_issued": _("%(person)s made an API token"),
    "accounts.token_revoked": _("%(person)s ended an API token"),
    "accounts.signed_out": _("%(person)s signed out on %(count)s other devices"),
    "accounts.password_changed": _("%(person)s changed their password"),
    "accounts.email_changed": _("%(person)s changed their e-mail address"),
    "accounts.second_factor_added": _("%(person)s added a second step for signing in (%(kind)s)"),
    "accounts.second_factor_removed": _("%(person)s removed a second step for signing in (%(kind)s)"),
    "accounts.second_factor_reset": _("%(person)s took every second step off the account of %(subject)s"),
    "accounts.password_reset": _("%(person)s set a new password for %(subject)s"),
    "accounts.recovery_codes_renewed": _("%(person)s made new recovery codes"),
}


def register() -> None:
    """This function will make everything that accounts record tellable."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
