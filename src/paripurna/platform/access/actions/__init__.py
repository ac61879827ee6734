"""Writes of access: roles of people, invitations, and the erasure of a person."""

from paripurna.platform.access.actions.erasure import erase_person, register_erasure
from paripurna.platform.access.actions.invitations import (
    accept_as_new,
    accept_as_signed_in,
    invite,
    renew_invitation,
    revoke_invitation,
)
from paripurna.platform.access.actions.leaving import register_leaving, tell_leaving
from paripurna.platform.access.actions.memberships import change_role, end_membership, grant_membership

__all__ = [
    "accept_as_new",
    "accept_as_signed_in",
    "change_role",
    "end_membership",
    "erase_person",
    "grant_membership",
    "invite",
    "register_erasure",
    "register_leaving",
    "renew_invitation",
    "revoke_invitation",
    "tell_leaving",
]
