from django.urls import path

from paripurna.platform.regions import views

app_name = "regions"
urlpatterns = [
    path("", views.region_list, name="region_list"),
    path("<str:code>/", views.region_detail, name="region_detail"),
    path("<str:code>/batas.geojson", views.region_borders, name="region_borders"),
]
