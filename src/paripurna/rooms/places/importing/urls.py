"""Addresses of imports, below `/daerah/<city>/sarana/`."""

from django.urls import path

from paripurna.rooms.places.importing import views

urlpatterns = [
    path("impor/", views.import_begin, name="import_begin"),
    path("impor/<uuid:code>/", views.import_preview, name="import_preview"),
]
