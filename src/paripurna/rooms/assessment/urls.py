"""Addresses of the rounds of a city, under `/daerah/<city>/`."""

from django.urls import path

from paripurna.rooms.assessment.breath import urls as breath
from paripurna.rooms.assessment.forecasting import urls as forecasting
from paripurna.rooms.assessment.handover import urls as handover
from paripurna.rooms.assessment.meetings import urls as meetings
from paripurna.rooms.assessment.signing import urls as signing
from paripurna.rooms.assessment.views import (
    calendar,
    carrying,
    comparing,
    exports,
    gaps,
    home,
    imports,
    official_marks,
    rounds,
    tasks,
    verdict_statistics,
    verification,
    verifiers,
)
from paripurna.rooms.assessment.visit import urls as visit

app_name = "assessment"

urlpatterns = [
    path("", home.go_home, name="city"),
    path("beranda/", home.show_home, name="home"),
    path("tugas/", tasks.list_my_tasks, name="tasks"),
    path("evaluasi/", rounds.list_rounds, name="rounds"),
    path("evaluasi/baru/", rounds.open_round, name="round_open"),
    path("evaluasi/instrumen/", rounds.go_to_instrument, name="instrument"),
    path("evaluasi/dijawab-data/", rounds.go_to_facts, name="facts"),
    path("evaluasi/kesenjangan/", gaps.list_gaps, name="gaps"),
    path("evaluasi/kehilangan/", gaps.list_losses, name="losses"),
    path("evaluasi/banding/", comparing.compare_rounds, name="compare"),
    path("evaluasi/daerah-lain/", comparing.compare_cities, name="cities"),
    path("evaluasi/verifikasi/", verification.list_queue, name="verification"),
    path("evaluasi/verifikasi/mulai/", verification.start, name="verification_start"),
    path("evaluasi/verifikasi/soal/<str:question>/", verification.show_item, name="verification_item"),
    path("evaluasi/verifikasi/soal/<str:question>/terima/", verification.accept, name="verification_accept"),
    path("evaluasi/verifikasi/soal/<str:question>/kembalikan/", verification.give_back, name="verification_return"),
    path("evaluasi/verifikasi/soal/<str:question>/nilai/", verification.give_mark, name="verification_mark"),
    path("evaluasi/verifikasi/soal/<str:question>/pegang/", verification.claim, name="verification_claim"),
    path("evaluasi/verifikasi/alasan/", verdict_statistics.show_statistics, name="verification_statistics"),
    path("evaluasi/verifikasi/alasan.<str:form>", verdict_statistics.export_verdicts, name="verification_export"),
    path("evaluasi/verifikasi/pembagian/", verifiers.list_verifiers, name="verification_people"),
    path("evaluasi/verifikasi/pembagian/dua/", verifiers.set_two, name="verification_two"),
    path("evaluasi/verifikasi/pembagian/beri/", verifiers.give_duty, name="verification_duty"),
    path("evaluasi/verifikasi/pembagian/<int:duty>/ambil/", verifiers.end_duty, name="verification_duty_end"),
    path("evaluasi/<uuid:code>/", rounds.show_round, name="round"),
    path("evaluasi/<uuid:code>/nilai/<str:stage>/", official_marks.enter_marks, name="marks"),
    path("evaluasi/<uuid:code>/kalender/", calendar.edit_calendar, name="calendar"),
    path("evaluasi/<uuid:code>/impor/", imports.begin_import, name="import_begin"),
    path("evaluasi/impor/<uuid:code>/kolom/", imports.map_import, name="import_map"),
    path("evaluasi/impor/<uuid:code>/", imports.preview_import, name="import_preview"),
    path("evaluasi/impor/<uuid:code>/jalankan/", imports.run_import, name="import_run"),
    path("evaluasi/impor/<uuid:code>/batal/", imports.drop_import, name="import_drop"),
    path("evaluasi/<uuid:code>/ekspor/buku-kerja/", exports.export_workbook, name="export_workbook"),
    path("evaluasi/<uuid:code>/ekspor/csv/", exports.export_csv, name="export_csv"),
    path("evaluasi/<uuid:code>/ekspor/json/", exports.export_json, name="export_json"),
    path("evaluasi/<uuid:code>/ekspor/kesenjangan/", exports.export_gaps, name="export_gaps"),
    path("evaluasi/<uuid:code>/ekspor/kehilangan/", exports.export_losses, name="export_losses"),
    path(
        "evaluasi/<uuid:code>/ekspor/kehilangan/buku-kerja/",
        exports.export_losses_workbook,
        name="export_losses_workbook",
    ),
    path("evaluasi/<uuid:code>/ekspor/laporan/", exports.export_report, name="export_report"),
    path("evaluasi/<uuid:code>/bawa/", carrying.show_carry, name="carry"),
    path("evaluasi/<uuid:code>/bawa/jalankan/", carrying.run_carry, name="carry_run"),
    path("evaluasi/<uuid:code>/bawa/<str:question>/", carrying.copy_answer, name="copy_answer"),
    path("evaluasi/<uuid:code>/selesai/", rounds.finish_round, name="round_finish"),
    *breath.urlpatterns,
    *forecasting.urlpatterns,
    *visit.urlpatterns,
    *handover.urlpatterns,
    *signing.urlpatterns,
    *meetings.urlpatterns,
]
