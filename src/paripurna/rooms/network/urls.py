from django.urls import path

from paripurna.rooms.network.posts import views as posts
from paripurna.rooms.network.task_force import views as task_force
from paripurna.rooms.network.views import agencies, board, files, members, questions, roles

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
    path("papan/", board.board, name="board"),
    path("papan/pindahkan/", board.question_move, name="question_move"),
    path("gugus-tugas/", task_force.task_force_now, name="task_force_now"),
    path("gugus-tugas/baru/", task_force.task_force_create, name="task_force_create"),
    path("gugus-tugas/<int:pk>/", task_force.task_force_detail, name="task_force_detail"),
    path("gugus-tugas/<int:pk>/ubah/", task_force.task_force_change, name="task_force_change"),
    path("gugus-tugas/<int:pk>/kursi/", task_force.seat_add, name="seat_add"),
    path("gugus-tugas/<int:pk>/kursi/<int:seat_id>/lepas/", task_force.seat_remove, name="seat_remove"),
    path("jabatan/", posts.post_list, name="post_list"),
    path("jabatan/baru/", posts.post_create, name="post_create"),
    path("jabatan/<int:pk>/", posts.post_detail, name="post_detail"),
    path("jabatan/<int:pk>/ubah/", posts.post_change, name="post_change"),
    path("jabatan/<int:pk>/serah/", posts.post_hand_over, name="post_hand_over"),
    path("jabatan/<int:pk>/tutup/", posts.post_close, name="post_close"),
    path("jabatan/<int:pk>/buka/", posts.post_reopen, name="post_reopen"),
    path("pd/<slug:code>/", agencies.agency_detail, name="agency_detail"),
    path("pd/<slug:code>/ubah/", agencies.agency_change, name="agency_change"),
    path("pd/<slug:code>/akhiri/", agencies.agency_end, name="agency_end"),
    path("pd/<slug:code>/lanjutkan/", agencies.agency_resume, name="agency_resume"),
    path("pd/<slug:code>/orang/", members.member_join, name="member_join"),
    path("pd/<slug:code>/orang/<int:membership_id>/keluar/", members.member_leave, name="member_leave"),
]
