from django.urls import path

from paripurna.rooms.sheets.views import marks, question, steps, tree, why

app_name = "sheets"
SHEET = "daerah/<slug:city>/lembar/<uuid:code>/"
QUESTION = f"{SHEET}pertanyaan/<str:question>/"
urlpatterns = [
    path(SHEET, tree.show_sheet, name="sheet"),
    path(f"{SHEET}kenapa/", why.show_why, name="why"),
    path(f"{SHEET}kenapa/<slug:level>/<str:number>/", why.show_why, name="why_part"),
    path(QUESTION, question.show_question, name="question"),
    path(f"{QUESTION}simpan/", question.save_answer, name="save"),
    path(f"{QUESTION}ajukan/", steps.submit_answer, name="submit"),
    path(f"{QUESTION}tarik/", steps.withdraw_answer, name="withdraw"),
    path(f"{QUESTION}verifikasi/", steps.accept_answer, name="accept"),
    path(f"{QUESTION}kembalikan/", steps.return_answer, name="return"),
    path(f"{QUESTION}buka/", steps.reopen_answer, name="reopen"),
    path(f"{QUESTION}nilai/<str:stage>/", marks.give_mark, name="mark"),
    path(f"{QUESTION}riwayat/", marks.show_history, name="history"),
    path(f"{QUESTION}riwayat/<int:revision>/pulihkan/", steps.restore_answer, name="restore"),
]
