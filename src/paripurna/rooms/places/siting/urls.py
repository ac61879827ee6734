"""Addresses of *where next*, below `/daerah/<city>/sarana/`."""

from django.urls import path

from paripurna.rooms.places.siting import views

SCENARIO = "lokasi/<uuid:code>/"
urlpatterns = [
    path("lokasi/", views.siting_list, name="siting_list"),
    path("lokasi/baru/", views.siting_add, name="siting_add"),
    path("lokasi/calon/", views.site_list, name="site_list"),
    path("lokasi/calon/tambah/", views.site_add, name="site_add"),
    path("lokasi/calon/<slug:code>/", views.site, name="site"),
    path(SCENARIO, views.siting, name="siting"),
    path(f"{SCENARIO}keadaan/", views.siting_standing, name="siting_standing"),
    path(f"{SCENARIO}lokasi.geojson", views.siting_feed, name="siting_feed"),
    path(f"{SCENARIO}hitung/", views.siting_solve, name="siting_solve"),
    path(f"{SCENARIO}berhenti/", views.siting_stop, name="siting_stop"),
    path(f"{SCENARIO}coba/", views.siting_try, name="siting_try"),
    path(f"{SCENARIO}tetapkan/", views.siting_adopt, name="siting_adopt"),
    path(f"{SCENARIO}hapus/", views.siting_remove, name="siting_remove"),
]
