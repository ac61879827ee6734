from django.urls import path

from paripurna.platform.ui import views

app_name = "ui"
urlpatterns = [
    path("tampilan/tema/", views.set_theme, name="set_theme"),
    path("tampilan/bahasa/", views.set_language, name="set_language"),
    path("daerah/<slug:city>/cari/", views.search, name="search"),
    path("galeri/", views.show_gallery, name="gallery"),
    path("galeri/simpan/", views.save_sample, name="save_sample"),
]
