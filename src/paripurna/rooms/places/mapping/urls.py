"""Addresses of the map."""

from django.urls import path

from paripurna.rooms.places.mapping import views

urlpatterns = [
    path("peta/", views.show_map, name="map"),
    path("peta/sarana.geojson", views.send_places, name="map_places"),
    path("peta/sarana-umum.geojson", views.send_public_places, name="map_public_places"),
]
