"""What the visit tells people and the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ASKED, ASKED_AGAIN = "assessment.visit_asked", "assessment.visit_asked_again"
SENTENCES = {
    ASKED: _("The visiting team asks your agency for a paper: %(title)s."),
    ASKED_AGAIN: _("The visiting team asks your agency once more: %(title)s."),
}
VERBS = {
    "assessment.visit_begun": _("%(person)s began the run sheet of the visit with %(sites)s sites"),
    "assessment.visit_changed": _("%(person)s set day and hours of the visit"),
    "assessment.visit_site_added": _("%(person)s added a site to the run sheet"),
    "assessment.visit_site_changed": _("%(person)s changed a site of the run sheet"),
    "assessment.visit_site_removed": _("%(person)s took a site out of the run sheet"),
    "assessment.visit_ordered": _("%(person)s put the %(sites)s sites of the visit in order"),
    "assessment.visit_line_tested": _("%(person)s noted how the connection of a site is"),
    "assessment.visit_site_done": _("%(person)s ticked a site as visited"),
    "assessment.visit_site_undone": _("%(person)s took back that a site was visited"),
    "assessment.visit_hours_set": _(
        "%(person)s set from when the hours for papers run; %(asks)s open papers move with it"
    ),
    "assessment.visit_ask_added": _("%(person)s noted a paper that the visiting team asked for, question %(question)s"),
    "assessment.visit_ask_step": _("%(person)s worked on a paper that the visiting team asked for"),
    "assessment.rehearsal_begun": _("%(person)s began a rehearsal of %(sites)s sites"),
    "assessment.rehearsal_timed": _("%(person)s took the time of site %(position)s in a rehearsal"),
    "assessment.rehearsal_noted": _("%(person)s noted how site %(position)s went in a rehearsal"),
    "assessment.rehearsal_requested": _("%(person)s asked for what was missing at site %(position)s in a rehearsal"),
    "assessment.rehearsal_ended": _("%(person)s ended rehearsal %(number)s"),
}
