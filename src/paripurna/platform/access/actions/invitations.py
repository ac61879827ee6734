"""Inviting people by a link, and what happens when they follow it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access import invitations, policy
from paripurna.platform.access.actions.memberships import add_membership
from paripurna.platform.access.models import Invitation
from paripurna.platform.access.types import AlreadyInvited, InvitationClosed, InvitationState, RoleCode
from paripurna.platform.accounts.actions import create_person
from paripurna.platform.audit.actions import record

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City, Region


@transaction.atomic
def invite(
    *,
    city: City,
    region: Region,
    role: RoleCode,
    name: str,
    email: str = "",
    extras: Mapping[str, str] | None = None,
    by: User | None,
    at: datetime,
) -> tuple[Invitation, str]:
    """This function will invite somebody and return the invitation with the token of its link, which is kept nowhere.

    Raises `RoleNotHere`, and `AlreadyInvited` when an open invitation says the same.
    """
    policy.check_role_fits(role, region)
    same = Invitation.objects.of_city(city).open_at(at).filter(role=role, region=region, name__iexact=name)
    if same.exists():
        raise AlreadyInvited
    token, secret_hash = invitations.new_secret()
    invitation = Invitation.objects.create(
        city=city,
        region=region,
        role=role,
        name=name,
        email=email.lower(),
        extras={key: code for key, code in (extras or {}).items() if code},
        secret_hash=secret_hash,
        invited_by=by,
        invited_at=at,
        expires_at=at + invitations.VALID_FOR,
    )
    _record("access.invited", invitation, by=by, at=at)
    return invitation, token


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User, at: datetime) -> str:
    """This function will make a new link for an invitation that nobody used; the old link dies.

    Raises `InvitationClosed`.
    """
    invitation = _locked(invitation)
    if invitation.used_at or invitation.revoked_at:
        raise InvitationClosed
    token, invitation.secret_hash = invitations.new_secret()
    invitation.expires_at = at + invitations.VALID_FOR
    invitation.save(update_fields=["secret_hash", "expires_at"])
    _record("access.invitation_renewed", invitation, by=by, at=at)
    return token


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User, at: datetime) -> None:
    """This function will kill a link that nobody used. Raises `InvitationClosed`."""
    invitation = _locked(invitation)
    if invitation.used_at or invitation.revoked_at:
        raise InvitationClosed
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    _record("access.invitation_revoked", invitation, by=by, at=at)


@transaction.atomic
def accept_as_new(*, token: str, name: str, username: str, password: str, at: datetime) -> User:
    """This function will make the account of the invited person and give them the role.

    Raises `InvitationClosed`, and `AccountTaken` when the user name or the e-mail address is somebody's.
    """
    invitation = _open(token, at)
    person = create_person(username=username, name=name, email=invitation.email, password=password, at=at)
    _accept(invitation, person, at)
    return person


@transaction.atomic
def accept_as_signed_in(*, token: str, by: User, at: datetime) -> None:
    """This function will give the role to a person who has an account. Raises `InvitationClosed`, `AlreadyMember`,
    and `OwnRights` when somebody would accept an invitation of their own.
    """
    invitation = _open(token, at)
    policy.check_not_own(by, invitation.invited_by)
    _accept(invitation, by, at)


def _accept(invitation: Invitation, person: User, at: datetime) -> None:
    role, region = RoleCode(invitation.role), invitation.region
    policy.check_can_grant(person=person, role=role, region=region, by=None)
    membership = add_membership(person, region, role, by=invitation.invited_by, at=at)
    invitations.apply_extras(invitation.extras, membership=membership, city=invitation.city, by=person, at=at)
    invitation.used_by, invitation.used_at = person, at
    invitation.save(update_fields=["used_by", "used_at"])
    _record("access.invitation_accepted", invitation, by=person, at=at)


def _open(token: str, at: datetime) -> Invitation:
    """The invitation of a link, locked, so that two clicks at once make one account."""
    secret_hash = invitations.read_token(token)
    found = Invitation.objects.select_for_update(of=("self",)).select_related("city", "region", "invited_by")
    invitation = found.filter(secret_hash=secret_hash).first()
    if invitation is None or invitation.state_at(at) is not InvitationState.OPEN:
        raise InvitationClosed
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("city", "region").get(pk=invitation.pk)


def _record(verb: str, invitation: Invitation, *, by: User | None, at: datetime) -> None:
    details = {"role": f"role:{invitation.role}", "region": f"region:{invitation.region.code}"}
    record(verb=verb, city=invitation.city, subject=f"invitation:{invitation.pk}", details=details, by=by, at=at)
