"""Addresses of standards and certificates, below `/daerah/<city>/sarana/`."""

from django.urls import path

from paripurna.rooms.places.standing.views import board, steps

urlpatterns = [
    path("standar/", board.show_board, name="standing"),
    path("standar.<str:ending>", board.export_board, name="standing_export"),
    path("standar/langkah/<uuid:uuid>/", steps.show_attainment, name="attainment"),
    path("standar/langkah/<uuid:uuid>/selesai/", steps.finish_assessment, name="assessment_finish"),
    path("standar/langkah/<uuid:uuid>/cabut/", steps.revoke_step, name="attainment_revoke"),
    path("<slug:code>/standar/penilaian/", steps.begin_assessment, name="assessment_begin"),
    path("<slug:code>/standar/<slug:slug>/", steps.take_step, name="step_take"),
]
