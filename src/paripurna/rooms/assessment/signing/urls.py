"""Addresses of the papers of a stage, of their templates, and of freezing."""

from django.urls import path

from paripurna.rooms.assessment.signing.views import freezing, papers, templates

STAGE = "evaluasi/<uuid:code>/tahap/<str:stage>/"
PAPER = f"{STAGE}naskah/<slug:kind>/"
TEMPLATES = "evaluasi/templat-naskah/"

urlpatterns = [
    path(f"{STAGE}naskah/", papers.list_papers, name="papers"),
    path(PAPER, papers.edit_paper, name="paper"),
    path(f"{PAPER}docx/", papers.take_docx, name="paper_docx"),
    path(f"{PAPER}pdf/", papers.show_pdf, name="paper_pdf"),
    path(f"{PAPER}lepas/", papers.unsign_paper, name="paper_unsign"),
    path(f"{STAGE}bekukan/", freezing.freeze_stage, name="stage_freeze"),
    path(f"{STAGE}buka-kembali/", freezing.thaw_stage, name="stage_thaw"),
    path(TEMPLATES, templates.list_templates, name="paper_templates"),
    path(f"{TEMPLATES}<slug:kind>/unggah/", templates.add_template, name="paper_template_add"),
    path(f"{TEMPLATES}<slug:kind>/pakai/", templates.use_template, name="paper_template_use"),
    path(f"{TEMPLATES}<slug:kind>/unduh/", templates.take_template, name="paper_template"),
]
