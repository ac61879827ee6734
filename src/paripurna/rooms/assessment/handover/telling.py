"""What the hand-over tells the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "assessment.entry_ticked": _("%(person)s entered question %(question)s into the national application"),
    "assessment.entry_unticked": _("%(person)s took back that question %(question)s was entered"),
    "assessment.scores_read": _("%(person)s kept %(scores)s scores that the national application showed"),
    "assessment.entry_rule_set": _("%(person)s set the limit of files of the national application to %(limit)s MB"),
    "assessment.entry_file_taken": _(
        "%(person)s took out the file of question %(question)s: %(documents)s documents, %(restricted)s of them restricted"
    ),
}
