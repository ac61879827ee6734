"""Addresses of the field visit, below a round."""

from django.urls import path

from paripurna.rooms.assessment.visit.views import asks, plan, rehearsals, sites

HERE = "evaluasi/<uuid:code>/kunjungan/"

urlpatterns = [
    path(HERE, plan.show_visit, name="visit"),
    path(f"{HERE}mulai/", plan.begin_visit, name="visit_begin"),
    path(f"{HERE}atur/", plan.edit_visit, name="visit_edit"),
    path(f"{HERE}urutan/", plan.order_sites, name="visit_order"),
    path(f"{HERE}cetak/", plan.print_visit, name="visit_print"),
    path(f"{HERE}lembar-jalan.pdf", plan.show_pdf, name="visit_pdf"),
    path(f"{HERE}hari-h/", sites.show_day, name="visit_day"),
    path(f"{HERE}lokasi/baru/", sites.add_site, name="visit_site_add"),
    path(f"{HERE}lokasi/<uuid:site>/", sites.edit_site, name="visit_site"),
    path(f"{HERE}lokasi/<uuid:site>/hapus/", sites.remove_site, name="visit_site_remove"),
    path(f"{HERE}lokasi/<uuid:site>/sambungan/", sites.note_line, name="visit_line"),
    path(f"{HERE}lokasi/<uuid:site>/selesai/", sites.tick_site, name="visit_site_done"),
    path(f"{HERE}permintaan/", asks.list_asks, name="visit_asks"),
    path(f"{HERE}permintaan/cetak/", asks.print_asks, name="visit_asks_print"),
    path(f"{HERE}permintaan/baru/", asks.add_ask, name="visit_ask_add"),
    path(f"{HERE}permintaan/mulai/", asks.start_hours, name="visit_hours"),
    path(f"{HERE}permintaan/<uuid:ask>/", asks.step_ask, name="visit_ask"),
    path(f"{HERE}permintaan/<uuid:ask>/dokumen/", asks.choose_document, name="visit_ask_document"),
    path(f"{HERE}gladi/", rehearsals.list_rehearsals, name="visit_rehearsals"),
    path(f"{HERE}gladi/mulai/", rehearsals.begin_rehearsal, name="visit_rehearsal_begin"),
    path(f"{HERE}gladi/<uuid:rehearsal>/", rehearsals.show_rehearsal, name="visit_rehearsal"),
    path(f"{HERE}gladi/<uuid:rehearsal>/akhiri/", rehearsals.end_rehearsal, name="visit_rehearsal_end"),
    path(f"{HERE}gladi/<uuid:rehearsal>/<int:position>/jam/", rehearsals.time_step, name="visit_rehearsal_time"),
    path(f"{HERE}gladi/<uuid:rehearsal>/<int:position>/catat/", rehearsals.note_step, name="visit_rehearsal_note"),
    path(
        f"{HERE}gladi/<uuid:rehearsal>/<int:position>/minta/",
        rehearsals.request_missing,
        name="visit_rehearsal_request",
    ),
]
