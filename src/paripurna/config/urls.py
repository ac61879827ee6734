"""Every address of the house, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("paripurna.platform.ui.urls")),
    path("wilayah/", include("paripurna.platform.regions.urls")),
    path("", include("paripurna.platform.health.urls")),
    path("akun/kabar/", include("paripurna.platform.notices.urls")),
    path("daerah/<slug:city>/mitra/", include("paripurna.rooms.network.urls")),
    path("daerah/<slug:city>/jejak/", include("paripurna.platform.audit.urls")),
    path("daerah/<slug:city>/pekerjaan/", include("paripurna.platform.jobs.urls")),
    path("daerah/<slug:city>/", include("paripurna.rooms.assessment.urls")),
    path("", include("paripurna.rooms.sheets.urls")),
    path("daerah/<slug:city>/berkas/", include("paripurna.platform.files.urls")),
]
