"""Addresses of coverage, below `/daerah/<city>/sarana/`."""

from django.urls import path

from paripurna.rooms.places.coverage import views

NUMBERS = "cakupan/anak/<uuid:code>/"
urlpatterns = [
    path("cakupan/", views.coverage, name="coverage"),
    path("cakupan/wilayah.geojson", views.coverage_areas, name="coverage_areas"),
    path("cakupan/anak.geojson", views.coverage_points, name="coverage_points"),
    path("cakupan.<str:ending>", views.coverage_export, name="coverage_export"),
    path("cakupan/anak/", views.numbers_list, name="numbers_list"),
    path("cakupan/anak/baca/", views.numbers_add, name="numbers_add"),
    path("cakupan/anak/perkirakan/", views.numbers_estimate, name="numbers_estimate"),
    path(NUMBERS, views.numbers, name="numbers"),
    path(f"{NUMBERS}pakai/", views.numbers_use, name="numbers_use"),
    path(f"{NUMBERS}buang/", views.numbers_drop, name="numbers_drop"),
    path("cakupan/jaringan/", views.network_add, name="network_add"),
    path("cakupan/jaringan/lepas/", views.network_end, name="network_end"),
]
