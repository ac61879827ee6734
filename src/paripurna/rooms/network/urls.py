from django.urls import path

from paripurna.rooms.network.views import agencies, files, members, questions, roles

app_name = "network"
urlpatterns = [
    path("", agencies.agency_list, name="agency_list"),
    path("unduh.<str:ending>", files.agency_export, name="agency_export"),
    path("baru/", agencies.agency_create, name="agency_create"),
    path("impor/", files.agency_import, name="agency_import"),
    path("peran/", roles.role_list, name="role_list"),
    path("peran/<str:role>/", roles.role_change, name="role_change"),
    path("pembagian/", questions.question_list, name="question_list"),
    path("pembagian/tugaskan/", questions.question_assign, name="question_assign"),
    path("pd/<slug:code>/", agencies.agency_detail, name="agency_detail"),
    path("pd/<slug:code>/ubah/", agencies.agency_change, name="agency_change"),
    path("pd/<slug:code>/akhiri/", agencies.agency_end, name="agency_end"),
    path("pd/<slug:code>/lanjutkan/", agencies.agency_resume, name="agency_resume"),
    path("pd/<slug:code>/orang/", members.member_join, name="member_join"),
    path("pd/<slug:code>/orang/<int:membership_id>/keluar/", members.member_leave, name="member_leave"),
]
