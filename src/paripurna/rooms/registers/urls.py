from django.urls import path

from paripurna.rooms.registers.figures.views import entering as figures
from paripurna.rooms.registers.figures.views import keeping
from paripurna.rooms.registers.partnerships import views as partnerships
from paripurna.rooms.registers.trainings import views as trainings
from paripurna.rooms.registers.views import children_budget, documents, entries, imports, lists

app_name = "registers"
urlpatterns = [
    path("", lists.front, name="front"),
    path("anggaran/anak/", children_budget.children_budget, name="children_budget"),
    path("anggaran/anak/unduh.<str:ending>", children_budget.children_budget_export, name="children_budget_export"),
    path("pelatihan/cakupan/", trainings.coverage, name="training_coverage"),
    path("pelatihan/<uuid:code>/peserta/", trainings.participants_add, name="participants_add"),
    path("pelatihan/<uuid:code>/peserta/impor/", trainings.participants_import, name="participants_import"),
    path("pelatihan/<uuid:code>/peserta/pindah/", trainings.participants_leave, name="participants_leave"),
    path("data-terpilah/impor-angka/", figures.figures_begin, name="figures_begin"),
    path("data-terpilah/seri-baku/", figures.series_adopt, name="series_adopt"),
    path("data-terpilah/<uuid:code>/angka/", figures.figure_add, name="figure_add"),
    path("data-terpilah/<uuid:code>/angka/semua/", keeping.list_figures, name="figure_list"),
    path("data-terpilah/<uuid:code>/angka/hapus/", keeping.remove_figures, name="figures_remove"),
    path("data-terpilah/<uuid:code>/angka/riwayat/", keeping.list_changes, name="figure_history"),
    path("data-terpilah/<uuid:code>/angka/riwayat/<int:pk>/", keeping.rewrite_figure, name="figure_rewrite"),
    path("data-terpilah/<uuid:code>/impor-angka/<uuid:begun>/", figures.figures_map, name="figures_map"),
    path("profil-anak/", figures.child_profile, name="child_profile"),
    path("profil-anak/unduh.<str:ending>", figures.child_profile_export, name="child_profile_export"),
    path("kemitraan/mitra/", partnerships.partner_list, name="partner_list"),
    path("kemitraan/mitra/<slug:partner>/", partnerships.partner_year, name="partner_year"),
    path("kemitraan/saya/", partnerships.own_promises, name="own_promises"),
    path("kemitraan/saya/<int:pk>/", partnerships.own_delivery, name="own_delivery"),
    path("kemitraan/<uuid:code>/penyerahan/", partnerships.delivery_add, name="delivery_add"),
    path("kemitraan/<uuid:code>/penyerahan/putuskan/", partnerships.delivery_settle, name="delivery_settle"),
    path("<slug:register>/", lists.entry_list, name="entry_list"),
    path("<slug:register>/unduh.<str:ending>", lists.entry_export, name="entry_export"),
    path("<slug:register>/pertanyaan/", lists.feeds, name="feeds"),
    path("<slug:register>/baru/", entries.entry_add, name="entry_add"),
    path("<slug:register>/impor/", imports.import_begin, name="import_begin"),
    path("<slug:register>/impor/<uuid:code>/", imports.import_preview, name="import_preview"),
    path("<slug:register>/impor/<uuid:code>/jalankan/", imports.import_run, name="import_run"),
    path("<slug:register>/<uuid:code>/", entries.entry, name="entry"),
    path("<slug:register>/<uuid:code>/ubah/", entries.entry_change, name="entry_change"),
    path("<slug:register>/<uuid:code>/riwayat/", entries.entry_history, name="entry_history"),
    path("<slug:register>/<uuid:code>/pulihkan/", entries.entry_restore, name="entry_restore"),
    path("<slug:register>/<uuid:code>/tarik/", entries.entry_withdraw, name="entry_withdraw"),
    path("<slug:register>/<uuid:code>/kembalikan/", entries.entry_return, name="entry_return"),
    path("<slug:register>/<uuid:code>/langkah/", entries.entry_step, name="entry_step"),
    path("<slug:register>/<uuid:code>/dokumen/<uuid:document>/", documents.document_attach, name="document_attach"),
    path(
        "<slug:register>/<uuid:code>/dokumen/<uuid:document>/tautkan/",
        documents.document_link,
        name="document_link",
    ),
    path(
        "<slug:register>/<uuid:code>/dokumen/<uuid:document>/lepas/",
        documents.document_detach,
        name="document_detach",
    ),
]
