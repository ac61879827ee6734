"""Addresses of the meetings of a city."""

from django.urls import path

from paripurna.rooms.assessment.meetings.views import agenda, attendance, decisions, meetings, minutes

HERE = "rapat/<uuid:code>/"

urlpatterns = [
    path("rapat/", meetings.list_meetings, name="meetings"),
    path("rapat/baru/", meetings.call_meeting, name="meeting_call"),
    path("rapat/keputusan/", decisions.list_decisions, name="decisions"),
    path("rapat/keputusan/<uuid:code>/selesai/", decisions.finish_decision, name="decision_done"),
    path(HERE, meetings.show_meeting, name="meeting"),
    path(f"{HERE}ubah/", meetings.edit_meeting, name="meeting_edit"),
    path(f"{HERE}undangan/", attendance.show_invitation, name="meeting_invitation"),
    path(f"{HERE}undang/", meetings.send_invitation, name="meeting_invite"),
    path(f"{HERE}agenda/", agenda.add_point, name="agenda_add"),
    path(f"{HERE}agenda/usulan/", agenda.propose_agenda, name="agenda_propose"),
    path(f"{HERE}agenda/<uuid:point>/", agenda.change_point, name="agenda_point"),
    path(f"{HERE}layar/", attendance.show_screen, name="meeting_screen"),
    path(f"{HERE}hadir/<str:token>/", attendance.attend, name="meeting_attend"),
    path(f"{HERE}kantor/", attendance.note_office, name="meeting_office"),
    path(f"{HERE}kantor/<uuid:line>/hapus/", attendance.remove_attendance, name="meeting_office_remove"),
    path(f"{HERE}keputusan/", decisions.add_decision, name="decision_add"),
    path(f"{HERE}keputusan/<uuid:decision>/hapus/", decisions.remove_decision, name="decision_remove"),
    path(f"{HERE}notula/", minutes.print_minutes, name="minutes"),
    path(f"{HERE}notula/tulis/", minutes.write_minutes, name="minutes_write"),
    path(f"{HERE}notula/sahkan/", minutes.sign_minutes, name="minutes_sign"),
    path(f"{HERE}notula.pdf", minutes.show_pdf, name="minutes_pdf"),
]
