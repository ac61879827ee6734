from django.urls import path

from paripurna.platform.files.uploads.views import resumable as uploads

app_name = "files"
urlpatterns = [
    path("unggah/<slug:kind>/", uploads.upload_begin, name="upload_begin"),
    path("unggah/<slug:kind>/gabung/", uploads.upload_join, name="upload_join"),
    path("unggah/<slug:kind>/<uuid:code>/", uploads.upload, name="upload"),
    path("unggah/<slug:kind>/<uuid:code>/selesai/", uploads.upload_finish, name="upload_finish"),
]
