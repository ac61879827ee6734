"""Is the paper signed: by a valid electronic signature, or by hand as a person saw?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.reading.types import Verdict
from paripurna.rooms.evidence.proof.findings import Check, Finding, LinkRule, Severity
from paripurna.rooms.evidence.proof.papers import Link, Setting
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
SIGNATURE_EXPIRED = Check(
    "signature_expired",
    Severity.BLOCKS,
    _("The certificate of %(signer)s was not valid on the day of signing. Have it signed again."),
    _("The certificate of the electronic signature was not valid on the day of signing."),
    tells_content=True,
)
OF_VERDICT: Mapping[Verdict, Check] = {
    Verdict.BROKEN: SIGNATURE_BROKEN,
    Verdict.CHANGED: SIGNATURE_BROKEN,
    Verdict.UNREADABLE: SIGNATURE_UNKNOWN,
    Verdict.EXPIRED: SIGNATURE_EXPIRED,
    Verdict.STRANGER: SIGNATURE_UNTRUSTED,
}
SPOILT = {Verdict.BROKEN, Verdict.CHANGED}  # however good the other signatures are
UNREAD = {ReadingState.NOT_READ, ReadingState.FAILED}


def check_signed(link: Link, setting: Setting) -> Finding | None:
    """What must be signed bears an intact electronic signature or one that a person saw."""
    paper, reading = link.paper, link.paper.reading
    if not paper.traits.is_signed or paper.wet_signature_on:
        return None
    if reading.signatures:
        return _judge_signatures(link)
    if reading.state in UNREAD:
        return SIGNATURE_UNKNOWN.find(link)
    return UNSIGNED.find(link) if reading.is_opened else None


def _judge_signatures(link: Link) -> Finding | None:
    """The worst of those that spoil the document counts, else the best one."""
    order = list(Verdict)  # the worst first
    signatures = sorted(link.paper.reading.signatures, key=lambda signature: order.index(signature.verdict))
    told = signatures[0] if signatures[0].verdict in SPOILT else signatures[-1]
    check = OF_VERDICT.get(told.verdict)
    return check.find(link, signer=told.signer or "–") if check else None


CHECKS = (UNSIGNED, SIGNATURE_BROKEN, SIGNATURE_UNTRUSTED, SIGNATURE_UNKNOWN, SIGNATURE_EXPIRED)
RULES: tuple[LinkRule, ...] = (check_signed,)
