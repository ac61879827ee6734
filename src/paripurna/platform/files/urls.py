from django.urls import path

from paripurna.platform.files import views

app_name = "files"
urlpatterns = [path("<slug:kind>/<str:key>/", views.file_download, name="file_download")]
