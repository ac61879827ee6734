"""Forms of the page *Orang & Undangan* and of accepting an invitation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.invitations import list_extras
from paripurna.platform.access.people import PeopleFilter
from paripurna.platform.access.policy import LOCAL_LEVELS, list_grantable
from paripurna.platform.access.queries import get_part
from paripurna.platform.access.types import ROLES, RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City, Region


def _offer(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    cast("forms.ChoiceField", field).choices = choices


class PeopleFilterForm(forms.Form):
    """The address bar carries the filters in Indonesian."""

    cari = forms.CharField(label=_("Name or e-mail"), max_length=80, required=False)
    peran = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.code.value, role.label) for role in ROLES.values()]
        _offer(self.fields["peran"], [("", _("Every role")), *roles])

    def filters(self) -> PeopleFilter:
        self.is_valid()
        return PeopleFilter(self.cleaned_data.get("cari", ""), self.cleaned_data.get("peran", ""))


class RoleForm(forms.Form):
    """A role and where it holds. A role of a kecamatan or kelurahan asks which; the others hold in the whole city."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    kelurahan = forms.ChoiceField(
        label=_("Kecamatan or kelurahan"), required=False, help_text=_("Only for the staff of one.")
    )

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.city = city
        _offer(
            self.fields["role"],
            [
                (role.code.value, _("%(role)s: %(sentence)s") % {"role": role.label, "sentence": role.sentence})
                for role in list_grantable(city)
            ],
        )
        parts = [*list_regions(city.code, Level.KECAMATAN), *list_regions(city.code, Level.KELURAHAN)]
        places = [(one.code, f"{one.name} · {one.above[-1]}") for one in parts]
        _offer(self.fields["kelurahan"], [("", _("The whole city")), *places])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role = cleaned.get("role")
        if role and ROLES[RoleCode(role)].levels & LOCAL_LEVELS and not cleaned.get("kelurahan"):
            self.add_error("kelurahan", _("Choose the kecamatan or kelurahan in which this role holds."))
        return cleaned

    def role_code(self) -> RoleCode:
        return RoleCode(self.cleaned_data["role"])

    def region(self) -> Region:
        """This function will return the part of the city for a role of a part, the city for every other role."""
        is_local = bool(ROLES[self.role_code()].levels & LOCAL_LEVELS)
        return get_part(self.city, self.cleaned_data["kelurahan"]) if is_local else self.city.region


class InviteForm(RoleForm):
    """Whom to invite, as what, and what the rooms ask besides."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Lets the person sign in by the identity provider and reset the password."),
    )
    field_order = ["name", "email", "role", "kelurahan"]

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, city=city, **kwargs)
        for extra in list_extras():
            choices = [("", "—"), *extra.choices(city)]
            field = forms.ChoiceField(
                label=str(extra.label), help_text=str(extra.help), choices=choices, required=False
            )
            self.fields[f"extra_{extra.key}"] = field

    def extras(self) -> dict[str, str]:
        """This function will return the codes chosen for the rooms that care for this role."""
        role = self.role_code()
        return {one.key: self.cleaned_data[f"extra_{one.key}"] for one in list_extras() if role in one.roles}


class GrantForm(RoleForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("For example the number of the letter of assignment.")
    )
    field_order = ["role", "kelurahan", "reason"]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class ChangeRoleForm(ReasonForm):
    """Another role in the same region."""

    role = forms.ChoiceField(label=_("New role"))
    field_order = ["role", "reason"]

    def __init__(self, *args: Any, level: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [role for role in ROLES.values() if level in role.levels]
        _offer(self.fields["role"], [(role.code.value, role.label) for role in fitting])


class AcceptForm(forms.Form):
    """What a person who has no account yet chooses."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As colleagues know you, with your title if you like.")
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("For signing in. Letters, digits and . _ - only."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 10 characters. A short sentence is easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            self._check_strength(password, User(username=cleaned.get("username", ""), name=cleaned.get("name", "")))
        return cleaned

    def _check_strength(self, password: str, person: User) -> None:
        try:
            validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password", error)
