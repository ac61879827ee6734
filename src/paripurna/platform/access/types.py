"""Permissions, and the roles that are named lists of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(StrEnum):
    """Everything that may be allowed. One name, one thing; roles list them."""

    CITY_VIEW = "CITY_VIEW"  # see the city's pages: Beranda, scores, instrument
    ROUND_MANAGE = "ROUND_MANAGE"  # open a round, set its calendar, freeze a stage
    ANSWER_EDIT = "ANSWER_EDIT"  # answer the questions of one's own agency
    ANSWER_EDIT_ANY = "ANSWER_EDIT_ANY"  # answer any question of the city
    ANSWER_VERIFY = "ANSWER_VERIFY"  # accept, return and mark at the internal check
    MARK_OFFICIAL = "MARK_OFFICIAL"  # enter marks of the province and the ministry
    SHEET_IMPORT = "SHEET_IMPORT"  # import answers and marks from a workbook
    EXPORT = "EXPORT"  # take workbooks, tables and reports out
    EDITION_REVISE = "EDITION_REVISE"  # write a local revision of the edition
    AGENCY_MANAGE = "AGENCY_MANAGE"  # agencies, and who answers for what
    PEOPLE_MANAGE = "PEOPLE_MANAGE"  # memberships and invitations
    EVIDENCE_VIEW = "EVIDENCE_VIEW"  # read documents of one's own agency and those that prove its questions
    EVIDENCE_VIEW_ALL = "EVIDENCE_VIEW_ALL"  # read every document of the city that is not restricted
    EVIDENCE_RESTRICTED = "EVIDENCE_RESTRICTED"  # open documents that show children or are confidential
    EVIDENCE_EDIT = "EVIDENCE_EDIT"  # upload and change documents of one's own agency
    EVIDENCE_EDIT_ANY = "EVIDENCE_EDIT_ANY"  # upload and change documents of any agency
    EVIDENCE_PACK = "EVIDENCE_PACK"  # have everything that proves a round made into one archive, and take it out
    PROOF_REQUEST = "PROOF_REQUEST"  # ask agencies for documents, and close what they hand in
    CHECK_WAIVE = "CHECK_WAIVE"  # say that a finding of a check does not count
    REGISTER_EDIT = "REGISTER_EDIT"  # keep the registers of one's own agency
    REGISTER_EDIT_ANY = "REGISTER_EDIT_ANY"  # keep the registers of any agency
    MEETING_ATTEND = "MEETING_ATTEND"  # note that one is at a meeting; a partner only where it is invited
    PARTICIPANT_VIEW = "PARTICIPANT_VIEW"  # read the names of people who were trained
    PARTNERSHIP_OWN = "PARTNERSHIP_OWN"  # read and report one's own promises as a partner
    CHECKLIST_FILL = "CHECKLIST_FILL"  # fill the checklist of one's own kecamatan or kelurahan
    CHECKLIST_CONFIRM = "CHECKLIST_CONFIRM"  # say that a checklist is right and send it
    PLACE_EDIT = "PLACE_EDIT"  # keep the register of child-friendly places: of the city, or of one's own kelurahan
    PLACE_INSPECT = "PLACE_INSPECT"  # inspect places by their standard, and say that a finding is repaired or confirmed
    PLACE_CERTIFY = "PLACE_CERTIFY"  # enter declarations, decrees and certificates of places, and plan inspections
    ROADMAP_MANAGE = (
        "ROADMAP_MANAGE"  # keep the catalogue of moves, work out scenarios, adopt a plan and keep its steps
    )
    AUDIT_VIEW = "AUDIT_VIEW"  # read the audit
    TOKEN_MANAGE = "TOKEN_MANAGE"  # issue API tokens for oneself


class RoleCode(StrEnum):
    SECRETARIAT = "SECRETARIAT"
    OFFICER = "OFFICER"
    VERIFIER = "VERIFIER"
    HEAD = "HEAD"
    KELURAHAN = "KELURAHAN"
    PROVINCE = "PROVINCE"
    PARTNER = "PARTNER"


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the person who grants it reads it."""

    code: RoleCode
    label: Promise
    sentence: Promise
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    levels: frozenset[int] = frozenset({2})  # levels of region that it may be granted for
    second_factor: bool = False  # compulsory


P = Permission
READ = frozenset({P.CITY_VIEW, P.EXPORT, P.MEETING_ATTEND})

ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        Role(
            RoleCode.SECRETARIAT,
            _("KLA secretariat"),
            _("Runs the round, invites people, assigns questions and enters official marks."),
            READ
            | {
                P.ROUND_MANAGE,
                P.ANSWER_EDIT_ANY,
                P.ANSWER_EDIT,
                P.MARK_OFFICIAL,
                P.SHEET_IMPORT,
                P.EDITION_REVISE,
                P.AGENCY_MANAGE,
                P.PEOPLE_MANAGE,
                P.EVIDENCE_VIEW,
                P.EVIDENCE_VIEW_ALL,
                P.EVIDENCE_RESTRICTED,
                P.EVIDENCE_EDIT,
                P.EVIDENCE_EDIT_ANY,
                P.EVIDENCE_PACK,
                P.PROOF_REQUEST,
                P.CHECK_WAIVE,
                P.REGISTER_EDIT,
                P.REGISTER_EDIT_ANY,
                P.PARTICIPANT_VIEW,
                P.CHECKLIST_FILL,
                P.PLACE_EDIT,
                P.PLACE_INSPECT,
                P.PLACE_CERTIFY,
                P.ROADMAP_MANAGE,
                P.AUDIT_VIEW,
                P.TOKEN_MANAGE,
            },
            second_factor=True,
        ),
        Role(
            RoleCode.OFFICER,
            _("Agency officer"),
            _("Answers the questions of the own agency, brings their proof and submits them."),
            READ
            | {
                P.ANSWER_EDIT,
                P.EVIDENCE_VIEW,
                P.EVIDENCE_EDIT,
                P.REGISTER_EDIT,
                P.PARTICIPANT_VIEW,
                P.PLACE_EDIT,
                P.PLACE_INSPECT,
                P.TOKEN_MANAGE,
            },
        ),
        Role(
            RoleCode.VERIFIER,
            _("Internal verifier"),
            _("Checks submitted answers of other agencies: accepts, returns and marks them."),
            READ
            | {
                P.ANSWER_VERIFY,
                P.EVIDENCE_VIEW,
                P.EVIDENCE_VIEW_ALL,
                P.EVIDENCE_RESTRICTED,
                P.CHECK_WAIVE,
                P.PARTICIPANT_VIEW,
                P.AUDIT_VIEW,
            },
            second_factor=True,
        ),
        Role(
            RoleCode.HEAD,
            _("Mayor or head of agency"),
            _("Reads everything about the round and changes nothing."),
            READ | {P.EVIDENCE_VIEW, P.EVIDENCE_VIEW_ALL},
        ),
        Role(
            RoleCode.KELURAHAN,
            _("Kecamatan or kelurahan staff"),
            _(
                "Sees how the city stands; fills the checklist of the own kecamatan or kelurahan and keeps its places for children."
            ),
            frozenset(
                {
                    P.CITY_VIEW,
                    P.MEETING_ATTEND,
                    P.CHECKLIST_FILL,
                    P.CHECKLIST_CONFIRM,
                    P.EVIDENCE_VIEW,
                    P.EVIDENCE_EDIT,
                    P.PLACE_EDIT,
                    P.PLACE_INSPECT,
                }
            ),
            levels=frozenset({3, 4}),
        ),
        Role(
            RoleCode.PROVINCE,
            _("Analyst of the province"),
            _("Reads the scores of every city of the province."),
            READ | {P.TOKEN_MANAGE},
            levels=frozenset({1}),
        ),
        Role(
            RoleCode.PARTNER,
            _("Partner"),
            _(
                "Sees what the own company, school or community promised to the children of the city, reports it, and attends meetings that it is invited to."
            ),
            frozenset({P.PARTNERSHIP_OWN, P.MEETING_ATTEND}),
        ),
    )
}


# What an API token may carry: it reads, and never more than its owner.
TOKEN_SCOPES = (P.CITY_VIEW, P.EXPORT, P.AUDIT_VIEW)


class InvitationState(StrEnum):
    OPEN = "OPEN"
    USED = "USED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"

    @property
    def label(self) -> Promise:
        return _INVITATION_LABELS[self]


_INVITATION_LABELS = {
    InvitationState.OPEN: pgettext_lazy("invitation", "open"),
    InvitationState.USED: pgettext_lazy("invitation", "used"),
    InvitationState.EXPIRED: pgettext_lazy("invitation", "expired"),
    InvitationState.REVOKED: pgettext_lazy("invitation", "withdrawn"),
}


class NotAllowed(Exception):
    """An insider without the right: 403."""


class Stranger(Exception):
    """Someone who may not know that the thing exists: 404."""


class Refused(Exception):
    """It is not possible now; `sentence` tells people why and what to do."""

    sentence: Promise | str = _("This is not possible now.")

    def __init__(self, sentence: Promise | str = "", field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence or self.sentence
        self.field = field  # of the form, where it is about one

    def __str__(self) -> str:
        return str(self.sentence)


class OwnRights(Refused):
    sentence = _("Nobody changes their own rights. Ask another person of the secretariat.")


class LastSecretariat(Refused):
    sentence = _("This is the last person of the secretariat. Give the role to somebody else first.")


class RoleNotHere(Refused):
    sentence = _("This role cannot be given for this region.")


class AlreadyMember(Refused):
    sentence = _("This person has this role already.")


class MembershipOver(Refused):
    sentence = _("This role has ended already.")


class AlreadyInvited(Refused):
    sentence = _("There is an open invitation for this person and role. Renew its link instead.")


class InvitationClosed(Refused):
    """The link is unknown, used, withdrawn or too old: which of these is nobody's business."""

    sentence = _("This invitation is not valid any more. Ask the secretariat for a new link.")


class AccountTaken(Refused):
    sentence = _("This user name or e-mail address belongs to somebody already. Choose another, or sign in.")


class BelongsElsewhere(Refused):
    sentence = _("This person has roles outside this city. Only the operator of the installation can do this.")
