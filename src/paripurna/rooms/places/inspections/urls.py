"""Addresses of inspections. The route lies beside the pages that are filled, where a device answers without a network."""

from django.urls import path

from paripurna.rooms.places.inspections.views import findings, inspections, plates, routes, upkeep

app_name = "inspections"
PLACES = "sarana/"
INSPECTION = f"{PLACES}pemeriksaan/<uuid:uuid>/"
FINDING = f"{PLACES}temuan/<uuid:uuid>/"
UPKEEP = f"{PLACES}pemeliharaan/"

urlpatterns = [
    path("isi/rute/", routes.show_route, name="route"),
    path(f"{PLACES}pemeriksaan/", routes.plan, name="plan"),
    path(f"{PLACES}pemeriksaan/urutan/", routes.order_stops, name="route_order"),
    path(f"{PLACES}pemeriksaan/mulai/<slug:code>/", inspections.begin, name="begin"),
    path(INSPECTION, inspections.show, name="inspection"),
    path(f"{INSPECTION}batal/", inspections.cancel, name="cancel"),
    path(f"{PLACES}temuan/", findings.list_page, name="findings"),
    path(f"{PLACES}temuan/unduh/<slug:ending>/", findings.export, name="findings_export"),
    path(f"{PLACES}temuan/baru/<slug:code>/", findings.report, name="report"),
    path(FINDING, findings.show, name="finding"),
    path(f"{FINDING}ubah/", findings.change, name="change"),
    path(f"{FINDING}perbaiki/", findings.repair, name="repair"),
    path(f"{FINDING}pastikan/", findings.confirm, name="confirm"),
    path(f"{FINDING}kembalikan/", findings.send_back, name="send_back"),
    path(UPKEEP, upkeep.show_calendar, name="upkeep"),
    path(f"{UPKEEP}<uuid:uuid>/selesai/", upkeep.finish, name="upkeep_done"),
    path(f"{UPKEEP}baru/<slug:code>/", upkeep.plan, name="upkeep_plan"),
    path(f"{PLACES}pelat/", plates.show_all, name="plates"),
    path(f"{PLACES}pelat/<slug:code>/", plates.show_one, name="plate"),
]
