"""Every address of the house, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from paripurna.config.late import include_late
from paripurna.platform.access.views.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("paripurna.platform.ui.urls")),
    path("panduan/", include("paripurna.platform.manual.urls")),
    path("akun/", include("paripurna.platform.accounts.urls")),
    path("akun/", include("paripurna.platform.accounts.sign_in_urls")),
    path("akun/undangan/", include("paripurna.platform.access.invitation_urls")),
    path("daerah/<slug:city>/orang/", include("paripurna.platform.access.urls")),
    path("wilayah/", include("paripurna.platform.regions.urls")),
    path("", include("paripurna.platform.health.urls")),
    path("kalender/", include("paripurna.rooms.evidence.feed_urls")),
    path("akun/kabar/", include("paripurna.platform.notices.urls")),
    path("daerah/<slug:city>/mitra/", include("paripurna.rooms.network.urls")),
    path("daerah/<slug:city>/jejak/", include("paripurna.platform.audit.urls")),
    path("daerah/<slug:city>/pekerjaan/", include("paripurna.platform.jobs.urls")),
    path("daerah/<slug:city>/data-dukung/", include("paripurna.rooms.evidence.urls")),
    path("daerah/<slug:city>/data-program/daftar-periksa/", include("paripurna.rooms.registers.checklists.urls")),
    path("daerah/<slug:city>/data-program/", include("paripurna.rooms.registers.urls")),
    path("daerah/<slug:city>/", include("paripurna.rooms.places.inspections.urls")),
    path("daerah/<slug:city>/sarana/", include("paripurna.rooms.places.urls")),
    path("daerah/<slug:city>/peta-jalan/", include("paripurna.rooms.roadmap.urls")),
    path("daerah/<slug:city>/", include("paripurna.rooms.assessment.urls")),
    path("", include("paripurna.rooms.sheets.urls")),
    path("daerah/<slug:city>/", include("paripurna.platform.files.urls")),
    include_late("api/v1/", "paripurna.api.urls", namespace="api-v1"),  # Ninja: 7 MB for programs that may never come
]

handler404 = "paripurna.platform.ui.middleware.page_not_found"
