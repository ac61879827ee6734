from django.urls import path

from paripurna.platform.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.event_list, name="event_list"),
    path("unduh.csv", views.event_export, name="event_export"),
]
