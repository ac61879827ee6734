"""Forms of a person's own page, and allauth's in our words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import TOKEN_SCOPES, Permission

SCOPE_LABELS = {
    Permission.CITY_VIEW: _("Read rounds, scores and the instrument"),
    Permission.EXPORT: _("Take tables and answers out"),
    Permission.AUDIT_VIEW: _("Read the audit trail"),
}
LIFETIMES = ((30, _("30 days")), (90, _("90 days")), (365, _("One year")))


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """User name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("User name or e-mail"), _("Password")
        name.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        password.widget.attrs = {"autocomplete": "current-password"}
        password.help_text = ""
        self.fields["remember"].label = _("Stay signed in on this device for two weeks")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey; unless a person says otherwise it opens the door by itself, as its button at sign-in promises."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the device")
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, _("Sign in with it alone, without a password")
        alone.help_text = _("The device then asks for your fingerprint, face or PIN each time.")


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the device")


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class TokenForm(forms.Form):
    """A token reads; it never writes."""

    name = forms.CharField(label=_("What is it for?"), max_length=80, help_text=_("For example: dashboard of Bappeda."))
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=[(scope.value, SCOPE_LABELS[scope]) for scope in TOKEN_SCOPES],
        initial=[Permission.CITY_VIEW.value],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(label=_("How long does it work?"), choices=LIFETIMES, coerce=int, initial=90)

    def permissions(self) -> frozenset[Permission]:
        return frozenset(Permission(scope) for scope in self.cleaned_data["scopes"])

    def lifetime(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])
