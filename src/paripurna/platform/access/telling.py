"""What the audit tells of people, roles and invitations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.models import Invitation
from paripurna.platform.access.types import ROLES, Permission, RoleCode
from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.platform.regions.models import Region
from paripurna.platform.ui.registry import Item, Section, register_navigation, register_section

VERBS = {
    "access.role_granted": _("%(person)s gave %(subject)s the role %(role)s in %(region)s"),
    "access.role_changed": _("%(person)s changed the role of %(subject)s in %(region)s from %(before)s to %(role)s"),
    "access.role_ended": _("%(person)s ended the role %(role)s of %(subject)s in %(region)s"),
    "access.invited": _("%(person)s made %(subject)s: %(role)s in %(region)s"),
    "access.invitation_renewed": _("%(person)s made a new link for %(subject)s: %(role)s in %(region)s"),
    "access.invitation_revoked": _("%(person)s withdrew %(subject)s: %(role)s in %(region)s"),
    "access.invitation_accepted": _("%(person)s accepted %(subject)s: %(role)s in %(region)s"),
    "access.person_erased": _("%(person)s deleted the account of %(subject)s"),
}


def register() -> None:
    """This function will make everything that access records tellable, and put its page into the navigation."""
    for verb, sentence in VERBS.items():
        register_verb(verb, sentence)
    register_subject("role", name_roles)
    register_subject("region", name_regions)
    register_subject("invitation", name_invitations)
    register_section(Section("administration", _("Administration"), "settings", order=190))
    register_navigation(
        Item(
            "administration",
            _("People and invitations"),
            "access:person_list",
            Permission.PEOPLE_MANAGE,
            10,
            icon="users",
        )
    )


def name_roles(codes: Sequence[str]) -> Mapping[str, Label]:
    return {code: Label(str(ROLES[RoleCode(code)].label)) for code in codes if code in ROLES}


def name_regions(codes: Sequence[str]) -> Mapping[str, Label]:
    rows = Region.objects.filter(code__in=codes).order_by("code", "valid_from")
    return {region.code: Label(region.name) for region in rows}


def name_invitations(keys: Sequence[str]) -> Mapping[str, Label]:
    """The name lives in the invitation, not in the audit: it goes when the person is erased."""
    known = Invitation.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "name")
    nameless = gettext("an invitation")
    return {
        str(pk): Label(gettext("the invitation of %(name)s") % {"name": name} if name else nameless)
        for pk, name in known
    }
