"""Reads of candidates, scenarios and the adopted plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.rooms.places.coverage.types import PLAY_SPACE
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.models import Place, SiteCandidate, SitingScenario
from paripurna.rooms.places.siting.defaults import get_defaults
from paripurna.rooms.places.siting.types import AdoptedPlan, AdoptedSite, Site
from paripurna.rooms.places.types import Phase

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City, Region


def list_sites(city: City) -> list[Site]:
    """This function will return the candidates by name: places that can host a play space and are not hidden, and the city's own rows."""
    rows = SiteCandidate.objects.filter(city=city).select_related("kelurahan", "place").order_by("pk")
    known = {row.place_id: row for row in rows if row.place_id}
    hosts = [code for code, kind in list_kinds().items() if PLAY_SPACE in kind.hosts]
    places = Place.objects.of_city(city.pk).standing().located().filter(kind__in=hosts, is_hidden=False)
    found = places.exclude(kelurahan=None).exclude(phase=Phase.CLOSED).select_related("kelurahan").order_by("pk")
    sites = [_of_place(place, known.get(place.pk)) for place in found]
    sites += [_of_row(row) for row in rows if row.place_id is None]
    return sorted(sites, key=lambda site: (site.name.casefold(), site.code))


def get_site(city: City, code: str) -> Site:
    """This function will return a candidate. Raises `Stranger`."""
    found = next((site for site in list_sites(city) if site.code == code), None)
    if found is None:
        raise Stranger
    return found


def list_scenarios(city: City) -> list[SitingScenario]:
    """This function will return the scenarios, the adopted one first, then the newest."""
    found = SitingScenario.objects.of_city(city.pk).order_by(
        F("ended_at").asc(nulls_first=True), F("adopted_at").desc(nulls_last=True), "-made_at", "-pk"
    )
    return list(found)


def get_scenario(city: City, code: UUID) -> SitingScenario:
    """This function will return a scenario of the city. Raises `Stranger`."""
    found = get_or_stranger(SitingScenario.objects.of_city(city.pk).select_related("adopted_by"), code=code)
    found.city = city
    return found


def get_scenario_by_id(pk: int) -> SitingScenario:
    """This function will return a scenario, for the job that works it out."""
    return SitingScenario.objects.select_related("city").get(pk=pk)


def find_adopted_plan(city: City) -> AdoptedPlan | None:
    """This function will return the plan of sites that the city has adopted, or None."""
    found = SitingScenario.objects.of_city(city.pk).adopted().first()
    if found is None:
        return None
    return AdoptedPlan(str(found.code), found.title, tuple(_adopted(found.result["sites"])))


def _adopted(sites: Iterable[Mapping[str, Any]]) -> Iterable[AdoptedSite]:
    for site in sites:
        yield AdoptedSite(
            key=f"site:{site['code']}",
            name=site["name"],
            kelurahan=site["kelurahan_name"],
            year=site["year"],
            own_idr=site["own_idr"],
            upkeep_idr=site["upkeep_idr"],
            keeper=site["keeper"],
            children=site["children"],
            is_upgrade=site["is_upgrade"],
        )


def _of_place(place: Place, row: SiteCandidate | None) -> Site:
    """A place by the figures that people gave it, else by typical ones."""
    typical = get_defaults().kinds.get(place.kind, get_defaults().own)
    said = _figures(row) if row else {}
    usual = {
        "cost_idr": typical.cost_idr,
        "upkeep_idr": typical.upkeep_idr,
        "keeper": place.manager or typical.keeper_name,
        "is_upgrade": typical.is_upgrade,
        "is_default": row is None,
    }
    where = (place.lon or 0.0, place.lat or 0.0, *_name_kelurahan(place.kelurahan))
    return Site(place.code, place.name, place.kind, *where, place_code=place.code, **(usual | said))  # type: ignore[arg-type]


def _of_row(row: SiteCandidate) -> Site:
    where = (row.lon, row.lat, *_name_kelurahan(row.kelurahan))
    return Site(row.code, row.name, "", *where, **_figures(row))  # type: ignore[arg-type]


def _name_kelurahan(region: Region | None) -> tuple[str, str]:
    return (region.code, region.name) if region else ("", "")


def _figures(row: SiteCandidate) -> dict[str, object]:
    names = ("cost_idr", "upkeep_idr", "partner_idr", "partner", "keeper", "ready_year", "is_upgrade", "is_left_out")
    return {name: getattr(row, name) for name in names}
