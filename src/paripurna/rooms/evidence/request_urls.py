"""Addresses of the requests for proof, under `/daerah/<city>/data-dukung/`."""

from django.urls import path

from paripurna.rooms.evidence.views import asking, boards, feeds, handing, requests

URLS = [
    path("permintaan/", requests.list_requests, name="requests"),
    path("permintaan/ekspor/<slug:ending>/", requests.export_requests, name="requests_export"),
    path("permintaan/sekaligus/", requests.step_many, name="requests_step"),
    path("permintaan/papan/", boards.show_board, name="board"),
    path("permintaan/rapat/", boards.show_weekly, name="weekly"),
    path("permintaan/baru/", asking.ask, name="ask"),
    path("permintaan/usulan/", asking.propose, name="propose"),
    path("permintaan/kalender/", feeds.show_feed, name="feed"),
    path("permintaan/kalender/tutup/", feeds.revoke_feed, name="feed_revoke"),
    path("permintaan/<uuid:code>/", requests.show_request, name="request"),
    path("permintaan/<uuid:code>/<slug:step>/", requests.step_request, name="request_step"),
    path("permintaan/serah-terima/", handing.show_belongings, name="handover"),
]
