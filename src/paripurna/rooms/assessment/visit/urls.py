"""Addresses of the field visit, below a round."""

from django.urls import path

from paripurna.rooms.assessment.visit.views import asks, plan, sites

HERE = "evaluasi/<uuid:code>/kunjungan/"

urlpatterns = [
    path(HERE, plan.show_visit, name="visit"),
    path(f"{HERE}mulai/", plan.begin_visit, name="visit_begin"),
    path(f"{HERE}atur/", plan.edit_visit, name="visit_edit"),
    path(f"{HERE}urutan/", plan.order_sites, name="visit_order"),
    path(f"{HERE}cetak/", plan.print_visit, name="visit_print"),
    path(f"{HERE}hari-h/", sites.show_day, name="visit_day"),
    path(f"{HERE}lokasi/baru/", sites.add_site, name="visit_site_add"),
    path(f"{HERE}lokasi/<uuid:site>/", sites.edit_site, name="visit_site"),
    path(f"{HERE}lokasi/<uuid:site>/hapus/", sites.remove_site, name="visit_site_remove"),
    path(f"{HERE}lokasi/<uuid:site>/sambungan/", sites.note_line, name="visit_line"),
    path(f"{HERE}lokasi/<uuid:site>/selesai/", sites.tick_site, name="visit_site_done"),
    path(f"{HERE}permintaan/", asks.list_asks, name="visit_asks"),
    path(f"{HERE}permintaan/baru/", asks.add_ask, name="visit_ask_add"),
    path(f"{HERE}permintaan/mulai/", asks.start_hours, name="visit_hours"),
    path(f"{HERE}permintaan/<uuid:ask>/", asks.step_ask, name="visit_ask"),
    path(f"{HERE}permintaan/<uuid:ask>/dokumen/", asks.choose_document, name="visit_ask_document"),
]
