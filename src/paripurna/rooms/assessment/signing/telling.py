"""What signing off tells the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "assessment.stage_frozen": _("%(person)s froze the stage %(stage)s with its signed minutes"),
    "assessment.stage_frozen_unsigned": _("%(person)s froze the stage %(stage)s without signed minutes"),
    "assessment.stage_unfrozen": _("%(person)s reopened the stage %(stage)s"),
    "assessment.paper_changed": _("%(person)s changed the details of a paper of the stage %(stage)s"),
    "assessment.paper_signed": _("%(person)s linked the signed scan of a paper of the stage %(stage)s"),
    "assessment.paper_unsigned": _("%(person)s took the signed scan of a paper of the stage %(stage)s away"),
    "assessment.paper_template_added": _("%(person)s brought version %(version)s of a template for papers"),
    "assessment.paper_template_used": _("%(person)s chose version %(version)s of a template for papers"),
    "assessment.paper_template_default": _("%(person)s went back to the default template for papers"),
}
