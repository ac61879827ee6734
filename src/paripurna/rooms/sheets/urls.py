from django.urls import path

from paripurna.rooms.sheets.views import device, editions, facts, filling, marks, question, revisions, steps, tree, why

app_name = "sheets"
SHEET = "daerah/<slug:city>/lembar/<uuid:code>/"
QUESTION = f"{SHEET}pertanyaan/<str:question>/"
FILL = "daerah/<slug:city>/isi/"
EDITIONS = "daerah/<slug:city>/edisi/"
REVISION = "daerah/<slug:city>/revisi/<int:number>/"
urlpatterns = [
    path(EDITIONS, editions.list_editions, name="editions"),
    path(f"{EDITIONS}<int:snapshot>/", editions.show_edition, name="edition"),
    path(f"{EDITIONS}<int:snapshot>/ekspor.<str:form>", editions.export, name="edition_export"),
    path(f"{EDITIONS}<int:snapshot>/revisi/", editions.begin_revision, name="revision_begin"),
    path(REVISION, revisions.show_revision, name="revision"),
    path(f"{REVISION}pertanyaan/<str:question>/", revisions.edit_question, name="revision_question"),
    path(f"{REVISION}batal/<str:key>/", revisions.drop, name="revision_drop"),
    path(f"{REVISION}yaml/", revisions.edit_yaml, name="revision_yaml"),
    path(f"{REVISION}terbitkan/", revisions.publish, name="revision_publish"),
    path(f"{REVISION}ekspor.<str:form>", revisions.export, name="revision_export"),
    path(SHEET, tree.show_sheet, name="sheet"),
    path(f"{SHEET}fakta/", facts.list_facts, name="facts"),
    path(f"{SHEET}fakta/ambil/", facts.take_many, name="take_many"),
    path(f"{FILL}luring/", device.show_shell, name="fill_shell"),
    path(f"{FILL}pekerja.js", device.send_worker, name="fill_worker"),
    path(f"{FILL}<uuid:code>/", filling.show_fill, name="fill"),
    path(f"{FILL}<uuid:code>/tiket/", device.give_ticket, name="fill_ticket"),
    path(f"{FILL}<uuid:code>/<str:question>/simpan/", filling.save_filled, name="fill_save"),
    path(f"{FILL}<uuid:code>/bagian/<str:key>/simpan/", filling.save_part, name="fill_part"),
    path(f"{SHEET}kenapa/", why.show_why, name="why"),
    path(f"{SHEET}kenapa/<slug:level>/<str:number>/", why.show_why, name="why_part"),
    path(QUESTION, question.show_question, name="question"),
    path(f"{QUESTION}di-samping/", tree.show_beside, name="beside"),
    path(f"{QUESTION}simpan/", question.save_answer, name="save"),
    path(f"{QUESTION}ajukan/", steps.submit_answer, name="submit"),
    path(f"{QUESTION}tarik/", steps.withdraw_answer, name="withdraw"),
    path(f"{QUESTION}verifikasi/", steps.accept_answer, name="accept"),
    path(f"{QUESTION}kembalikan/", steps.return_answer, name="return"),
    path(f"{QUESTION}buka/", steps.reopen_answer, name="reopen"),
    path(f"{QUESTION}fakta/", facts.show_rows, name="fact_rows"),
    path(f"{QUESTION}fakta/kotak/", facts.show_box, name="facts_box"),
    path(f"{QUESTION}fakta/ambil/", facts.take_facts, name="take_facts"),
    path(f"{QUESTION}nilai/<str:stage>/", marks.give_mark, name="mark"),
    path(f"{QUESTION}riwayat/", marks.show_history, name="history"),
    path(f"{QUESTION}riwayat/<int:revision>/pulihkan/", steps.restore_answer, name="restore"),
]
