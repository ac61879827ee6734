"""Addresses of the regional action plan."""

from django.urls import path

from paripurna.rooms.roadmap.rad.views import activities, plans

HERE = "rad/<uuid:code>/"

urlpatterns = [
    path("rad/", plans.list_plans, name="rad"),
    path("rad/baru/", plans.add_plan, name="rad_add"),
    path("rad/<uuid:code>.<str:ending>", plans.export_plan, name="rad_export"),
    path(HERE, plans.show_plan, name="rad_plan"),
    path(f"{HERE}tetapkan/", plans.adopt_plan, name="rad_adopt"),
    path(f"{HERE}hapus/", plans.remove_plan, name="rad_remove"),
    path(f"{HERE}langkah/", plans.take_steps, name="rad_take_steps"),
    path(f"{HERE}katalog/", plans.follow_plan, name="rad_follow"),
    path(f"{HERE}kegiatan/tambah/", activities.add_activity, name="rad_activity_add"),
    path(f"{HERE}kegiatan/<uuid:row>/", activities.change_activity, name="rad_activity"),
    path(f"{HERE}kegiatan/<uuid:row>/hapus/", activities.remove_activity, name="rad_activity_remove"),
    path(f"{HERE}impor/", activities.import_activities, name="rad_import"),
    path(f"{HERE}tinjau/<int:year>/", activities.review_year, name="rad_review"),
]
