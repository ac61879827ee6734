"""Addresses of places that may be one, below `/daerah/<city>/sarana/`."""

from django.urls import path

from paripurna.rooms.places.duplicates import views

urlpatterns = [
    path("mungkin-sama/", views.duplicate_list, name="duplicate_list"),
    path("mungkin-sama/<slug:code>/<slug:other>/", views.place_merge, name="place_merge"),
    path("mungkin-sama/<slug:code>/<slug:other>/berbeda/", views.places_differ, name="places_differ"),
    path("gabungan/<uuid:uuid>/batal/", views.merge_undo, name="merge_undo"),
]
