"""Addresses below `/daerah/<city>/sarana/`. Every part of the room includes its own above the pages of one place."""

from django.urls import path

from paripurna.rooms.places.coverage import urls as coverage
from paripurna.rooms.places.duplicates import urls as duplicates
from paripurna.rooms.places.importing import urls as importing
from paripurna.rooms.places.mapping import urls as mapping
from paripurna.rooms.places.siting import urls as siting
from paripurna.rooms.places.standing import urls as standing
from paripurna.rooms.places.views import documents, entering, lists, places

app_name = "places"
urlpatterns = [
    path("", lists.place_list, name="place_list"),
    path("unduh.<str:ending>", lists.place_export, name="place_export"),
    path("baru/", entering.place_add, name="place_add"),
    path("letak/", entering.position_read, name="position_read"),
    *coverage.urlpatterns,
    *siting.urlpatterns,
    *standing.urlpatterns,
    *mapping.urlpatterns,
    *importing.urlpatterns,
    *duplicates.urlpatterns,
    path("<slug:code>/", places.place, name="place"),
    path("<slug:code>/ubah/", entering.place_change, name="place_change"),
    path("<slug:code>/riwayat/", places.place_history, name="place_history"),
    path("<slug:code>/pulihkan/", places.place_restore, name="place_restore"),
    path("<slug:code>/tahap/", places.place_phase, name="place_phase"),
    path("<slug:code>/tarik/", places.place_withdraw, name="place_withdraw"),
    path("<slug:code>/kembalikan/", places.place_return, name="place_return"),
    path("<slug:code>/dokumen/<uuid:document>/", documents.document_attach, name="document_attach"),
    path("<slug:code>/dokumen/<uuid:document>/lepas/", documents.document_detach, name="document_detach"),
]
