"""Addresses of the library, under `/daerah/<city>/data-dukung/`."""

from django.urls import path

from paripurna.rooms.evidence.request_urls import URLS as REQUESTS
from paripurna.rooms.evidence.views import (
    bringing,
    children,
    contents,
    documents,
    faces,
    fact_tables,
    links,
    packs,
    redactions,
)

app_name = "evidence"

urlpatterns = [
    path("", documents.list_documents, name="documents"),
    path("baru/", bringing.bring_documents, name="bring"),
    path("baru/halaman/", bringing.bring_page, name="bring_page"),
    path("dokumen/<uuid:code>/", documents.show_document, name="document"),
    path("dokumen/<uuid:code>/ubah/", documents.change_document, name="document_change"),
    path("dokumen/<uuid:code>/versi/", documents.add_version, name="version_add"),
    path("dokumen/<uuid:code>/tarik/", documents.withdraw_document, name="document_withdraw"),
    path("dokumen/<uuid:code>/kembalikan/", documents.restore_document, name="document_restore"),
    path("dokumen/<uuid:code>/tanda-tangan/", documents.confirm_signature, name="signature"),
    path("dokumen/<uuid:code>/baca-lagi/", documents.read_again, name="read_again"),
    path("dokumen/<uuid:code>/tautkan/", links.link_to_question, name="document_link"),
    path("dokumen/<uuid:code>/bukan/", links.refuse_suggestion, name="suggestion_refuse"),
    path("dokumen/<uuid:code>/berkas/<int:number>/", contents.send_file, name="file"),
    path("dokumen/<uuid:code>/berkas/<int:number>/<int:page>/", contents.send_page, name="page"),
    path("dokumen/<uuid:code>/wajah/", faces.show_faces, name="faces"),
    path("dokumen/<uuid:code>/wajah/kotak/", faces.change_faces, name="faces_change"),
    path("dokumen/<uuid:code>/wajah/tertutup/", faces.confirm_faces, name="faces_confirm"),
    path("dokumen/<uuid:code>/anak/", children.answer_suspicion, name="suspicion_answer"),
    path("dokumen/<uuid:code>/lihat/", contents.show_viewer, name="viewer"),
    path("dokumen/<uuid:code>/salinan-tersamar/", redactions.bring_redaction, name="redaction_bring"),
    path("dokumen/<uuid:code>/salinan-tersamar/berkas/", redactions.send_redaction, name="redaction_file"),
    path("paket/", packs.list_packs, name="packs"),
    path("paket/<uuid:code>/berkas/", packs.send_pack, name="pack_file"),
    path("paket/<uuid:code>/hentikan/", packs.cancel_pack, name="pack_cancel"),
    path("paket/<uuid:code>/hapus/", packs.delete_pack, name="pack_delete"),
    path("tautan/<uuid:code>/lepas/", links.unlink, name="unlink"),
    path("tautan/<uuid:code>/periksa/", links.check_link, name="link_check"),
    path("pertanyaan/<uuid:sheet>/<str:question>/cari/", links.search_for_question, name="question_search"),
    path("pertanyaan/<uuid:sheet>/<str:question>/tautkan/", links.link_found, name="question_link"),
    path("pertanyaan/<uuid:sheet>/<str:question>/kesampingkan/", links.waive_check, name="check_waive"),
    path("pertanyaan/<uuid:sheet>/<str:question>/berlakukan/", links.end_waiver, name="waiver_end"),
    path("pertanyaan/<uuid:sheet>/<str:question>/matriks/", fact_tables.show_table, name="fact_table"),
    path("pertanyaan/<uuid:sheet>/<str:question>/matriks/sahkan/", fact_tables.sign_table, name="fact_table_sign"),
    path(
        "pertanyaan/<uuid:sheet>/<str:question>/matriks/berkas.<str:form>",
        fact_tables.send_table,
        name="fact_table_file",
    ),
    *REQUESTS,
]
