"""Where to build next: asked, looked for, shown all along, kept when stopped, adopted, and refused with a remedy."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.template.loader import render_to_string

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.platform.jobs.inline import run_pending
from paripurna.rooms.places import queries as places
from paripurna.rooms.places.coverage import actions as coverage
from paripurna.rooms.places.coverage.reading import find_outcome
from paripurna.rooms.places.coverage.types import Asked
from paripurna.rooms.places.siting import actions, jobs, queries
from paripurna.rooms.places.siting.models import SitingScenario
from paripurna.rooms.places.siting.pages import build_scenario_page
from paripurna.rooms.places.siting.trying import Trial, try_position
from paripurna.rooms.places.siting.types import BadQuestion, BadSite, Question, ScenarioBusy, ScenarioState, SiteDraft
from tests.factories.access import make_member
from tests.factories.coverage import CENTERS, EAST, WEST, draw_borders, put_place, use_numbers, write_graphml
from tests.factories.places import NOW

MILLION = 1_000_000
TODAY = date(2026, 11, 24)


@pytest.fixture
def grounds(city):
    """Two schools with children around, and one play space in the west."""
    draw_borders()
    use_numbers(city, {WEST: (300, 700), EAST: (400, 900)})
    put_place(city, WEST)
    put_place(city, WEST, kind="school", name="SD Barat")
    put_place(city, EAST, kind="school", name="SD Timur")
    return city


def ask(city: Any, **more: Any) -> SitingScenario:
    question = Question(2027, 2028, **{"sites": 1, **more})
    return actions.add_scenario(city=city, title="Uji", question=question, by=None, at=NOW)


def solve(scenario: SitingScenario, by: Any) -> SitingScenario:
    actions.begin_solving(scenario=scenario, by=by, at=NOW)
    run_pending()
    return queries.get_scenario(scenario.city, scenario.code)


def test_takes_no_hidden_place_for_a_candidate(grounds):
    put_place(grounds, EAST, kind="school", name="Sekolah Tersembunyi", is_hidden=True)

    assert [site.name for site in queries.list_sites(grounds)] == ["SD Barat", "SD Timur"]


class TestBeginSolving:
    def test_finds_the_site_that_reaches_new_children_and_proves_it(self, grounds, secretary):
        found = solve(ask(grounds), secretary)

        page = build_scenario_page(found)
        first = page.result["sites"][0]
        assert (found.state, first["name"], first["year"]) == (ScenarioState.SOLVED, "SD Timur", 2027)
        assert page.result["is_proved"]
        assert page.result["children"] == sum(site["children"] for site in page.result["sites"])
        assert page.result["worth"] >= max(page.result[rule]["worth"] for rule in ("greedy", "one_each"))

    def test_keeps_the_best_plan_when_somebody_stops_it(self, grounds, secretary, monkeypatch):
        monkeypatch.setattr(jobs, "EVERY_SECONDS", 0.0)
        scenario = ask(grounds)
        actions.begin_solving(scenario=scenario, by=secretary, at=NOW)
        actions.stop_solving(scenario=scenario, by=secretary, at=NOW)

        run_pending()

        found = queries.get_scenario(grounds, scenario.code)
        assert (found.state, bool(found.result["sites"])) == (ScenarioState.SOLVED, True)

    def test_frees_the_scenario_when_the_work_breaks_off(self, grounds, secretary, monkeypatch):
        scenario = ask(grounds)
        actions.begin_solving(scenario=scenario, by=secretary, at=NOW)
        monkeypatch.setattr(jobs, "read_ground", lambda *_given, **_more: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            run_pending()

        assert queries.get_scenario(grounds, scenario.code).state == ScenarioState.DRAFT

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"budget_idr": 10 * MILLION}, "Rp350.000.000"),
            ({"budget_idr": 10 * MILLION, "must": ("EAST",)}, "SD Timur"),
        ],
        ids=["too dear", "must"],
    )
    def test_says_in_a_sentence_why_there_is_no_plan(self, grounds, secretary, asked, words):
        code = next(site.code for site in queries.list_sites(grounds) if site.name == "SD Timur")
        must = tuple(code for _name in asked.get("must", ()))

        found = solve(ask(grounds, **asked | {"must": must}), secretary)

        assert found.state == ScenarioState.STUCK
        assert words in build_scenario_page(found).refusal


class TestAlongPaths:
    def test_reaches_who_the_paths_lead_to_and_keeps_them_with_the_plan(self, grounds, secretary, page):
        """A street of one kilometer from the school in the east: who lives off it is reached by nothing."""
        straight = solve(ask(grounds), secretary)
        lon, lat = CENTERS[EAST]
        content = write_graphml((lon, lat), (lon, lat - 0.009)).encode()
        about = {"source": "OpenStreetMap", "as_of": TODAY, "by": secretary, "at": NOW}
        network = coverage.keep_network(city=grounds, content=content, length_m=1000, **about)
        asked = {"title": "Jalan", "first_year": 2027, "last_year": 2028, "sites": 1, "fairness": "NONE"}

        form = page.get("/daerah/balikpapan/sarana/lokasi/baru/").content.decode()
        page.post("/daerah/balikpapan/sarana/lokasi/baru/", asked | {"limit_m": 1000, "network": str(network.code)})
        coverage.end_network(city=grounds, by=secretary, at=NOW)
        run_pending()

        found = SitingScenario.objects.get(title="Jalan")
        assert f'value="{network.code}" selected' in form
        assert 0 < found.result["children"] < straight.result["children"]
        assert "OpenStreetMap" in build_scenario_page(found).way
        far = try_position(found, lat=lat + 0.008, lon=lon + 0.008, on=TODAY)
        assert (far.kelurahan, far.children) == ("Timur", 0)
        assert try_position(straight, lat=lat + 0.008, lon=lon + 0.008, on=TODAY).children > 0


class TestKeepSite:
    def test_gives_a_place_the_figures_of_the_city(self, grounds, secretary):
        site = next(site for site in queries.list_sites(grounds) if site.name == "SD Timur")
        draft = SiteDraft("lain", 0.0, 0.0, 90 * MILLION, MILLION, keeper="Komite sekolah")

        actions.keep_site(city=grounds, site=site, draft=draft, by=secretary, at=NOW)

        found = queries.get_site(grounds, site.code)
        assert (found.name, found.cost_idr, found.keeper, found.is_default) == (
            "SD Timur",
            90 * MILLION,
            "Komite sekolah",
            False,
        )
        assert (found.lon, found.lat) == (site.lon, site.lat)

    def test_refuses_ground_outside_the_city(self, grounds, secretary):
        with pytest.raises(BadSite):
            actions.keep_site(city=grounds, draft=SiteDraft("x", 110.0, -7.0, 1, 0), by=secretary, at=NOW)


class TestTryPosition:
    def test_tells_what_a_drawn_site_adds_and_changes_nothing(self, grounds, secretary):
        scenario = solve(ask(grounds, limit_m=300), secretary)
        before = find_outcome(grounds, Asked(), on=TODAY)
        lon, lat = CENTERS[EAST]

        near = try_position(scenario, lat=lat, lon=lon, on=TODAY)
        beside = try_position(scenario, lat=lat, lon=lon + 0.004, on=TODAY)

        assert (near.kelurahan, near.children) == ("Timur", 0)
        assert beside.children > 0
        assert try_position(scenario, lat=-7.0, lon=110.0, on=TODAY).kelurahan == ""
        assert find_outcome(grounds, Asked(), on=TODAY) == before

    def test_moves_in_groups_of_ten_however_little_the_spot_moves(self, grounds, secretary):
        use_numbers(grounds, {WEST: (300, 700), EAST: (60, 70)})  # two children at a point, as many more as it may take
        scenario = solve(ask(grounds, limit_m=300), secretary)
        lon, lat = CENTERS[EAST]
        spots = [(lon + east * 0.0005, lat + 0.004) for east in range(-12, 13)]

        told = [try_position(scenario, lat=lat, lon=lon, on=TODAY).children for lon, lat in spots]

        steps = {abs(one - other) for one, other in pairwise(told)} - {0}
        assert steps
        assert min(steps | set(told) - {0}) >= 10

    def test_says_alike_that_it_reaches_nobody_and_that_it_reaches_few(self):
        shown = render_to_string("places/siting_trial.html", {"trial": Trial("Timur", 0, 100), "refusal": ""})

        assert "kurang dari sepuluh anak" in shown


class TestAdoptPlan:
    def test_takes_the_place_of_the_plan_before_and_is_handed_to_the_road_map(self, grounds, secretary):
        first, second = ask(grounds), ask_again(grounds)
        for scenario in (first, second):
            solve(scenario, secretary)
            actions.adopt_plan(scenario=scenario, note="Rapat gugus tugas", by=secretary, at=NOW)

        plan = places.find_adopted_plan(grounds)

        assert plan is not None
        assert (plan.title, plan.sites[0].name, plan.sites[0].year) == ("Lagi", "SD Timur", 2027)
        assert [bool(each.ended_at) for each in queries.list_scenarios(grounds)] == [False, True]
        with pytest.raises(ScenarioBusy):
            actions.remove_scenario(scenario=second, by=secretary, at=NOW)

    def test_asks_for_a_reason_and_for_the_right(self, grounds, secretary):
        scenario, officer = solve(ask(grounds), secretary), make_member(grounds, RoleCode.OFFICER, username="petugas")

        with pytest.raises(BadQuestion):
            actions.adopt_plan(scenario=scenario, note=" ", by=secretary, at=NOW)
        with pytest.raises(NotAllowed):
            actions.adopt_plan(scenario=scenario, note="x", by=officer, at=NOW)


def ask_again(city: Any) -> SitingScenario:
    return actions.add_scenario(city=city, title="Lagi", question=Question(2027, 2028, sites=1), by=None, at=NOW)


class TestPages:
    def test_ask_show_and_adopt(self, grounds, page):
        sent = {"title": "Lima tahun", "first_year": 2027, "last_year": 2028, "budget_idr": "900.000.000", "sites": ""}
        sent |= {"fairness": "NONE", "limit_m": "1000", "needs_keeper": "on", "weights": "Timur 2\n"}
        asked = page.post("/daerah/balikpapan/sarana/lokasi/baru/", sent)
        shown = page.get(asked.url).content.decode()
        assert "hx-get" in shown
        run_pending()

        solved = page.get(asked.url).content.decode()
        adopted = page.post(f"{asked.url}tetapkan/", {"note": "Rapat"}, follow=True).content.decode()

        assert queries.list_scenarios(grounds)[0].question["weights"] == {EAST: 2.0}
        assert "SD Timur" in solved
        assert "Rapat" in adopted
