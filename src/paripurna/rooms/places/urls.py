"""Addresses below `/daerah/<city>/sarana/`. Every part of the room includes its own above the pages of one place."""

from django.urls import path

from paripurna.rooms.places.coverage import urls as coverage
from paripurna.rooms.places.standing import urls as standing
from paripurna.rooms.places.views import lists, places

app_name = "places"
urlpatterns = [
    path("", lists.place_list, name="place_list"),
    *coverage.urlpatterns,
    *standing.urlpatterns,
    path("<slug:code>/", places.place, name="place"),
]
