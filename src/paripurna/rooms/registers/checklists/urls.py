"""Addresses of the yearly checklists, under `/daerah/<city>/data-program/daftar-periksa/`."""

from django.urls import path

from paripurna.rooms.registers.checklists.views import board, differences, opening, steps

app_name = "checklists"

urlpatterns = [
    path("", board.list_checklists, name="checklists"),
    path("unduh.<str:ending>", board.export_checklists, name="export"),
    path("selisih/", differences.list_differences, name="differences"),
    path("selisih/unduh.<str:ending>", differences.export_differences, name="differences_export"),
    path("buka/", opening.open_year, name="open"),
    path("<uuid:code>/", steps.show_checklist, name="checklist"),
    path("<uuid:code>/nyatakan/", steps.confirm, name="confirm"),
    path("<uuid:code>/buka-lagi/", steps.reopen, name="reopen"),
]
