"""What a person is told when a file could not be read."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.reading.types import Trouble

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
