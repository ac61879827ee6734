from django.urls import path

from paripurna.rooms.assessment.breath import views

urlpatterns = [
    path("beranda/perangkat-daerah/<str:agency>/", views.show_agency, name="breath_agency"),
    path("beranda/klaster/<str:strand>/", views.show_strand, name="breath_strand"),
    path("tugas/pekan-ini/", views.show_digest, name="digest"),
]
