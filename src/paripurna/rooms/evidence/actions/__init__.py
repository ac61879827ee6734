"""Writes of this room. One function = one transaction = one audit line."""

from paripurna.rooms.evidence.actions.asking import ask_for_document as ask_for_document
from paripurna.rooms.evidence.actions.asking import ask_for_documents as ask_for_documents
from paripurna.rooms.evidence.actions.bulk import STEPS_AT_ONCE as STEPS_AT_ONCE
from paripurna.rooms.evidence.actions.bulk import step_requests as step_requests
from paripurna.rooms.evidence.actions.checks import check_evidence as check_evidence
from paripurna.rooms.evidence.actions.checks import end_waiver as end_waiver
from paripurna.rooms.evidence.actions.checks import waive_check as waive_check
from paripurna.rooms.evidence.actions.documents import add_document as add_document
from paripurna.rooms.evidence.actions.documents import add_version as add_version
from paripurna.rooms.evidence.actions.documents import change_document as change_document
from paripurna.rooms.evidence.actions.documents import confirm_signature as confirm_signature
from paripurna.rooms.evidence.actions.documents import restore_document as restore_document
from paripurna.rooms.evidence.actions.documents import withdraw_document as withdraw_document
from paripurna.rooms.evidence.actions.links import link_document as link_document
from paripurna.rooms.evidence.actions.links import refuse_suggestion as refuse_suggestion
from paripurna.rooms.evidence.actions.links import unlink_document as unlink_document
from paripurna.rooms.evidence.actions.probes import probe_document as probe_document
from paripurna.rooms.evidence.actions.requests import answer_request as answer_request
from paripurna.rooms.evidence.actions.requests import cancel_request as cancel_request
from paripurna.rooms.evidence.actions.requests import confirm_request as confirm_request
from paripurna.rooms.evidence.actions.requests import decline_request as decline_request
from paripurna.rooms.evidence.actions.requests import delegate_request as delegate_request
from paripurna.rooms.evidence.actions.requests import move_request as move_request
from paripurna.rooms.evidence.actions.requests import reopen_request as reopen_request
from paripurna.rooms.evidence.actions.requests import return_request as return_request
