"""Is the paper signed: by a valid electronic signature, or by hand as a person saw?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting
from paripurna.rooms.evidence.proof.readings import SignatureState
from paripurna.rooms.evidence.types import ReadingState

UNSIGNED = Check(
    "unsigned",
    Severity.BLOCKS,
    _(
        "It bears no valid electronic signature. Upload the signed one, or tick that you saw the signature on the paper."
    ),
    _("A paper that must be signed bears no valid electronic signature, and nobody ticked one."),
)
SIGNATURE_BROKEN = Check(
    "signature_broken",
    Severity.BLOCKS,
    _("It was changed after it was signed electronically. Upload it as it was signed, without printing or joining."),
    _("The file has an electronic signature that no longer fits its content."),
)
SIGNATURE_UNTRUSTED = Check(
    "signature_untrusted",
    Severity.WARNS,
    _(
        "It is signed electronically by %(signer)s, but this server does not know who issued the certificate. Have it verified."
    ),
    _("The electronic signature is intact, by an issuer that the server does not know."),
    tells_content=True,
)
SIGNATURE_UNKNOWN = Check(
    "signature_unknown",
    Severity.WARNS,
    _("The machine could not look for a signature. Look at the paper yourself and tick that you saw it."),
    _("A paper that must be signed could not be opened by the machine, or shows children and is never opened."),
)
UNREAD = {ReadingState.NOT_READ, ReadingState.FAILED}


def check_signed(link: Link, setting: Setting) -> Finding | None:
    """What must be signed bears an intact electronic signature or one that a person saw."""
    paper, reading = link.paper, link.paper.reading
    if not paper.traits.is_signed or paper.wet_signature_on:
        return None
    states = {signature.state: signature.signer for signature in reading.signatures}
    if SignatureState.BROKEN in states:
        return SIGNATURE_BROKEN.find(link)
    if SignatureState.VALID in states:
        return None
    if SignatureState.UNTRUSTED in states:
        return SIGNATURE_UNTRUSTED.find(link, signer=states[SignatureState.UNTRUSTED] or "–")
    if reading.state in UNREAD:
        return SIGNATURE_UNKNOWN.find(link)
    return UNSIGNED.find(link) if reading.is_opened else None


CHECKS = (UNSIGNED, SIGNATURE_BROKEN, SIGNATURE_UNTRUSTED, SIGNATURE_UNKNOWN)
RULES: tuple[LinkRule, ...] = (check_signed,)
