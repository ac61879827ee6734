"""How the audit tells of regional action plans."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "roadmap.rad_drafted": _("%(person)s began a regional action plan with %(rows)s rows"),
    "roadmap.rad_rows_added": _("%(person)s added %(rows)s rows to a regional action plan"),
    "roadmap.rad_row_changed": _("%(person)s changed a row of a regional action plan"),
    "roadmap.rad_row_removed": _("%(person)s took a row out of a regional action plan"),
    "roadmap.rad_removed": _("%(person)s threw the draft of a regional action plan away"),
    "roadmap.rad_adopted": _("%(person)s noted the decree that adopts the regional action plan"),
    "roadmap.rad_reviewed": _("%(person)s reviewed the year %(year)s of the regional action plan"),
    "roadmap.rad_followed": _("%(person)s took %(rows)s rows of a regional action plan into the catalogue of moves"),
}
