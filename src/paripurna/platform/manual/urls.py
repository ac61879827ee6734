from django.urls import path

from paripurna.platform.manual import views

app_name = "manual"
urlpatterns = [
    path("", views.show_page, name="front"),
    path("gambar/<slug:name>.png", views.show_picture, name="picture"),
    path("<slug:page>/", views.show_page, name="page"),
]
