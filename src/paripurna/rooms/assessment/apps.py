from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit.types import register_subject, register_verb
from paripurna.platform.notices.types import register_notice


class AssessmentConfig(AppConfig):
    name = "paripurna.rooms.assessment"
    label = "assessment"

    def ready(self) -> None:
        from paripurna.rooms.assessment import navigation, search
        from paripurna.rooms.assessment.breath.digest import SENTENCES as WEEKLY
        from paripurna.rooms.assessment.calendar_days import find_current_sheet, list_stage_spans
        from paripurna.rooms.assessment.forecasting.panel import FORECAST
        from paripurna.rooms.assessment.handover import telling as handover
        from paripurna.rooms.assessment.instrument import find_round_instrument
        from paripurna.rooms.assessment.meetings import telling as meetings
        from paripurna.rooms.assessment.meetings.queries import list_by_codes
        from paripurna.rooms.assessment.signing import doors
        from paripurna.rooms.assessment.signing import telling as signing
        from paripurna.rooms.assessment.subject import CITY
        from paripurna.rooms.assessment.telling import SENTENCES
        from paripurna.rooms.assessment.types import SUBJECT_KIND
        from paripurna.rooms.assessment.views.internal_check import INTERNAL_CHECK
        from paripurna.rooms.assessment.views.last_round import LAST_ROUND
        from paripurna.rooms.assessment.visit import telling as visit
        from paripurna.rooms.assessment.visit.queries import find_visit_day
        from paripurna.rooms.evidence.registry import register_calendar, register_current_sheet, register_visit_day
        from paripurna.rooms.network.types import register_instrument
        from paripurna.rooms.sheets.registry import register_panel_section, register_subject_kind

        register_subject_kind(CITY)
        register_panel_section(INTERNAL_CHECK)
        register_panel_section(LAST_ROUND)
        register_panel_section(FORECAST)
        register_instrument(find_round_instrument)
        register_current_sheet(find_current_sheet)
        register_calendar(list_stage_spans)
        register_calendar(meetings.list_meeting_spans)
        register_subject("assessment.meeting", list_by_codes)
        register_visit_day(SUBJECT_KIND, find_visit_day)
        navigation.register()
        search.register()
        doors.register()
        for code, told in {**SENTENCES, **visit.SENTENCES, **meetings.SENTENCES, **WEEKLY}.items():
            register_notice(code, told)
        for verbs in (VERBS, visit.VERBS, handover.VERBS, signing.VERBS, meetings.VERBS):
            for verb, sentence in verbs.items():
                register_verb(verb, sentence)


VERBS = {
    "assessment.round_opened": _("%(person)s opened the round %(label)s"),
    "assessment.history_imported": _("%(person)s imported %(count)s results of earlier years"),
    "assessment.calendar_set": _("%(person)s set the calendar of %(stages)s stages"),
    "assessment.import_begun": _("%(person)s began to import the file %(file)s"),
    "assessment.import_mapped": _("%(person)s said what the columns of the file %(file)s hold"),
    "assessment.import_done": _("%(person)s imported the file %(file)s: %(answers)s answers and %(marks)s marks"),
    "assessment.import_dropped": _("%(person)s dropped the import of the file %(file)s"),
    "assessment.answers_carried": _("%(person)s carried %(answers)s answers over from %(label)s"),
    "assessment.accepted_first": _("%(person)s accepted the answer to question %(question)s as the first of two"),
    "assessment.two_verifiers_on": _("%(person)s set that two verifiers must accept an answer in the round %(label)s"),
    "assessment.two_verifiers_off": _("%(person)s set that one verifier is enough in the round %(label)s"),
    "assessment.duty_given": _("%(person)s gave a verifier a part of the round %(label)s to check"),
    "assessment.duty_ended": _("%(person)s took a part of the round %(label)s from a verifier"),
    "assessment.forecast_begun": _("%(person)s had the score of the round %(label)s forecast"),
    "assessment.round_finished": _("%(person)s finished the round %(label)s"),
}
