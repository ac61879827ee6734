"""Addresses of the hand-over, below a round."""

from django.urls import path

from paripurna.rooms.assessment.handover.views import entry, made

HERE = "evaluasi/<uuid:code>/input/"

urlpatterns = [
    path(HERE, entry.list_entries, name="entry"),
    path(f"{HERE}aturan/", entry.set_rule, name="entry_rule"),
    path(f"{HERE}nilai/", entry.show_scores, name="entry_scores"),
    path(f"{HERE}nilai/simpan/", entry.keep_scores, name="entry_scores_keep"),
    path(f"{HERE}soal/<str:question>/", entry.show_entry, name="entry_question"),
    path(f"{HERE}soal/<str:question>/centang/", entry.tick_entry, name="entry_tick"),
    path(f"{HERE}soal/<str:question>/berkas/", entry.take_file, name="entry_file"),
    path(f"{HERE}soal/<str:question>/berkas/<uuid:file>/", made.show_made, name="entry_made"),
    path(f"{HERE}soal/<str:question>/berkas/<uuid:file>/unduh/", made.send_made, name="entry_made_file"),
]
