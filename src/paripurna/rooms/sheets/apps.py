from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_verb


class SheetsConfig(AppConfig):
    name = "paripurna.rooms.sheets"
    label = "sheets"

    def ready(self) -> None:
        from paripurna.rooms.sheets import telling

        telling.register()
        for verb, sentence in VERBS.items():
            register_verb(verb, sentence)


VERBS = {
    "sheets.sheet_opened": _("%(person)s opened a sheet under the edition %(edition)s"),
    "sheets.sheet_closed": _("%(person)s closed a sheet"),
    "sheets.answer_save": _("%(person)s saved the answer to question %(question)s"),
    "sheets.answer_submit": _("%(person)s submitted the answer to question %(question)s"),
    "sheets.answer_withdraw": _("%(person)s withdrew the answer to question %(question)s"),
    "sheets.answer_return": _("%(person)s returned the answer to question %(question)s"),
    "sheets.answer_accept": _("%(person)s verified the answer to question %(question)s"),
    "sheets.answer_reopen": _("%(person)s reopened the answer to question %(question)s"),
    "sheets.answer_restore": _("%(person)s restored an earlier answer to question %(question)s"),
    "sheets.answer_take": _("%(person)s took the facts over as the answer to question %(question)s"),
    "sheets.facts_taken": _("%(person)s took the facts over as the answers to %(answers)s questions"),
    "sheets.answers_imported": _("%(person)s imported %(answers)s answers and %(marks)s marks"),
    "sheets.answers_carried": _("%(person)s carried over %(answers)s answers from an earlier round"),
    "sheets.mark_given": _("%(person)s marked question %(question)s with %(points)s points at the stage %(stage)s"),
    "sheets.marks_given": _("%(person)s marked %(marks)s questions at the stage %(stage)s"),
    "sheets.revision_saved": _("%(person)s changed the local revision %(number)s of the edition"),
    "sheets.revision_published": _("%(person)s published the local revision %(version)s of the edition"),
}
