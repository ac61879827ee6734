from django.urls import path

from paripurna.platform.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("dibaca/", views.notice_read_all, name="notice_read_all"),
    path("surel/", views.mail_wish, name="mail_wish"),
    path("<uuid:notice_id>/", views.notice_open, name="notice_open"),
]
