from django.urls import path

from paripurna.rooms.roadmap.rad import urls as rad
from paripurna.rooms.roadmap.views import briefing, catalog, importing, plan, scenarios

app_name = "roadmap"
SCENARIO = "skenario/<uuid:code>/"
urlpatterns = [
    path("", plan.show_plan, name="plan"),
    path("jadwal/", plan.show_schedule, name="schedule"),
    path("susun-ulang/", plan.replan, name="replan"),
    path("akhiri/", plan.end_plan, name="plan_end"),
    path("langkah/<uuid:code>/", plan.show_step, name="step"),
    path("langkah/<uuid:code>/keadaan/", plan.move_step, name="step_move"),
    path("langkah/<uuid:code>/ubah/", plan.change_step, name="step_change"),
    path("katalog/", catalog.show_catalog, name="catalog"),
    path("katalog.<str:ending>", catalog.export_catalog, name="catalog_export"),
    path("katalog/impor/", importing.import_catalog, name="catalog_import"),
    path("katalog/ambil/", catalog.propose_moves, name="catalog_propose"),
    path("katalog/ambil-lokasi/", catalog.take_sites, name="catalog_sites"),
    path("katalog/tambah/", catalog.add_move, name="move_add"),
    path("katalog/<uuid:code>/", catalog.change_move, name="move"),
    path("katalog/<uuid:code>/hapus/", catalog.remove_move, name="move_remove"),
    path("skenario/", scenarios.list_scenarios, name="scenarios"),
    path("skenario/baru/", scenarios.add_scenario, name="scenario_add"),
    path(SCENARIO, scenarios.show_scenario, name="scenario"),
    path(f"{SCENARIO}hitung/", scenarios.solve_scenario, name="scenario_solve"),
    path(f"{SCENARIO}hapus/", scenarios.remove_scenario, name="scenario_remove"),
    path(f"{SCENARIO}rencana/<uuid:solution>/", scenarios.show_solution, name="solution"),
    path(f"{SCENARIO}rencana/<uuid:solution>/tetapkan/", scenarios.adopt_solution, name="solution_adopt"),
    path("lembar-pimpinan/", briefing.show_briefing, name="briefing"),
    path("lembar-pimpinan.pdf", briefing.print_briefing, name="briefing_pdf"),
    *rad.urlpatterns,
]
