from django.urls import path

from paripurna.platform.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.progress_list, name="progress_list"),
    path("<uuid:progress_id>/", views.progress_detail, name="progress_detail"),
    path("<uuid:progress_id>.json", views.progress_data, name="progress_data"),
    path("<uuid:progress_id>/batal/", views.progress_cancel, name="progress_cancel"),
]
