"""What a person is told when a file could not be read, when a scan is hard to read, and of electronic signatures."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.reading.types import Illegible, Trouble, Verdict

_SENTENCES = {
    Trouble.KIND: _("Nothing can be read from this kind of file."),
    Trouble.BROKEN: _("The file is damaged and could not be read. Save it anew and upload it again."),
    Trouble.LOCKED: _("The file is locked with a password. Save it without a password and upload it again."),
    Trouble.TOO_SLOW: _("Reading the file took too long and was stopped. Split it or save it anew."),
    Trouble.TOO_HEAVY: _("The file needs more memory than a document should. Split it or save it anew."),
    Trouble.NO_PAGE: _("The document has no such page."),
    Trouble.NO_PROGRAM: _("Scans are not read here, because Tesseract is not installed. Please tell the operator."),
}


def sentence_of(trouble: Trouble) -> Promise:
    return _SENTENCES[trouble]


_OF_SCANS = {
    Illegible.SMALL: _("The scan is too small to be read. Scan it again at 300 dots per inch."),
    Illegible.PALE: _("The scan is too pale or too dark to be read. Scan it again with more light."),
    Illegible.BLURRED: _("The scan is blurred. Hold the camera still, or use a scanner."),
    Illegible.UNCERTAIN: _("Most words of the scan could only be guessed. Scan it again, straight and sharp."),
}
_OF_SIGNATURES = {
    Verdict.BROKEN: _("The file is no longer what was signed."),
    Verdict.CHANGED: _("Something was added after signing that changes what the document says."),
    Verdict.UNREADABLE: _("The signature could not be checked."),
    Verdict.EXPIRED: _("The certificate was not valid on the day of signing."),
    Verdict.STRANGER: _("Intact; this server does not know who issued the certificate."),
    Verdict.VALID: _("Intact, and the certificate comes from an authority that is trusted here."),
}


def sentence_of_scan(why: Illegible) -> Promise:
    return _OF_SCANS[why]


def sentence_of_signature(verdict: Verdict) -> Promise:
    return _OF_SIGNATURES[verdict]
