"""Why the files of a question cannot be one file: said at once on a page, or later by a job."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTHING = "assessment.merge_nothing"
TOO_MUCH = "assessment.merge_too_much"
TOO_MANY_PAGES = "assessment.merge_too_many_pages"
UNREAD = "assessment.merge_unread"
TOO_LARGE = "assessment.merge_too_large"
CHANGED = "assessment.merge_changed"
SENTENCES: Mapping[str, Promise] = {
    NOTHING: _("No document of this question can be put into one file. See below what is left out."),
    TOO_MUCH: _("Together the documents are %(size)s, too much for one go. Upload them one by one."),
    TOO_MANY_PAGES: _("Together the documents have more than %(most)s pages. Upload them one by one."),
    UNREAD: _("Documents number %(places)s of the list cannot be read. Bring better copies of them."),
    TOO_LARGE: _(
        "Even with the smallest pictures the file is %(size)s, above the limit of %(limit)s MB. Split the documents, or raise the limit."
    ),
    CHANGED: _("The documents of this question have changed since. Have the file made again."),
}


class MergeRefused(Exception):
    """No file can be handed out; `sentence` says why and what to do."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code, self.params = code, params
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.code]) % self.params
