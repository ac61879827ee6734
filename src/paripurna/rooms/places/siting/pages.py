"""*Lokasi berikutnya* as its pages show it: scenarios side by side, one with its plan, and the candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from paripurna.rooms.places.coverage.feeds import build_feature
from paripurna.rooms.places.coverage.types import PLAY_SPACE, Asked
from paripurna.rooms.places.coverage.wording import say_paths, say_way
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.siting.models import SitingScenario
from paripurna.rooms.places.siting.queries import list_sites
from paripurna.rooms.places.siting.reading import read_question
from paripurna.rooms.places.siting.types import Fairness, Question, ScenarioState, Site
from paripurna.rooms.places.siting.wording import say_refusal

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

Told = Mapping[str, Any]


@dataclass(frozen=True)
class PlanLine:
    """A plan in figures: the best one, or a rule of thumb beside it."""

    label: str
    told: Told

    @property
    def sites(self) -> int:
        return len(self.told["opens"])

    @property
    def spent_idr(self) -> int:
        return sum(self.told["spent_idr"].values())


@dataclass(frozen=True)
class YearLine:
    year: int
    sites: int
    spent_idr: int
    left_idr: int | None


@dataclass(frozen=True)
class ScenarioPage:
    """A scenario as its page and the list show it."""

    scenario: SitingScenario
    question: Question

    @property
    def is_busy(self) -> bool:
        return self.scenario.state == ScenarioState.SOLVING

    @property
    def has_plan(self) -> bool:
        return self.scenario.state == ScenarioState.SOLVED and bool(self.scenario.result)

    @property
    def is_adopted(self) -> bool:
        return self.scenario.adopted_at is not None and self.scenario.ended_at is None

    @property
    def refusal(self) -> str:
        return say_refusal(self.scenario) if self.scenario.state == ScenarioState.STUCK else ""

    @property
    def fairness(self) -> str:
        return str(Fairness(self.question.fairness).label)

    @property
    def way(self) -> str:
        """How distances run."""
        paths = self.result.get("paths")
        if paths:
            return say_paths(paths["source"], date.fromisoformat(paths["as_of"]))
        return (
            say_way(Asked(by_paths=False), None) if not self.question.network else _("Distances run along the paths.")
        )

    @property
    def result(self) -> Told:
        found: Told = self.scenario.result
        return found

    @property
    def so_far(self) -> PlanLine | None:
        """The best plan that a running search has found."""
        return PlanLine("", self.scenario.standing) if self.scenario.standing else None

    @property
    def plan(self) -> PlanLine:
        return PlanLine(_("this plan"), self.result)

    @property
    def lines(self) -> list[PlanLine]:
        """The plan beside the two rules of thumb."""
        greedy = PlanLine(_("the most for its money first, year by year"), self.result["greedy"])
        return [self.plan, greedy, PlanLine(_("one site in each kelurahan"), self.result["one_each"])]

    @property
    def years(self) -> list[YearLine]:
        spent, budget = self.result["spent_idr"], self.question.budget_idr
        return [_build_year(year, self.result, spent[str(year)], budget) for year in self.question.years]

    @property
    def before(self) -> Decimal | None:
        return _share(self.result, "before")

    @property
    def after(self) -> Decimal | None:
        return _share(self.result, "after")


@dataclass(frozen=True)
class SiteLine:
    """A candidate as the list shows it."""

    site: Site
    kind: str


def build_scenario_page(scenario: SitingScenario) -> ScenarioPage:
    return ScenarioPage(scenario, read_question(scenario))


def build_feed(scenario: SitingScenario) -> dict[str, Any]:
    """This function will return the sites of a plan for the map, with their year."""
    features = [_build_feature(site) for site in scenario.result.get("sites", [])]
    return {"type": "FeatureCollection", "features": features}


def _build_feature(site: Told) -> dict[str, Any]:
    text = _("opens in %(year)s: %(children)s children newly reached") % site
    about = {
        "code": site["code"],
        "name": site["name"],
        "text": text,
        "shape": "square",
        "tone": "brand",
        "rank": site["year"],
    }
    return build_feature(about | {"letter": str(site["year"])[-1:]}, site["lon"], site["lat"])


def list_site_lines(city: City, query: Mapping[str, str]) -> list[SiteLine]:
    """This function will return the candidates that a filter asks for."""
    words, kind = query.get("cari", "").casefold().split(), query.get("jenis", "")
    found = [site for site in list_sites(city) if _fits(site, words, kind)]
    names = list_kinds()
    return [SiteLine(site, names[site.kind].name if site.kind else _("own ground")) for site in found]


def list_site_kinds() -> list[tuple[str, str]]:
    """This function will return the kinds of places that can host a play space, as codes and names."""
    return [(code, kind.name) for code, kind in list_kinds().items() if PLAY_SPACE in kind.hosts]


def _fits(site: Site, words: list[str], kind: str) -> bool:
    text = f"{site.name} {site.kelurahan_name} {site.keeper}".casefold()
    return all(word in text for word in words) and (
        not kind or site.kind == kind or (kind == "sendiri" and not site.kind)
    )


def _build_year(year: int, result: Told, spent_idr: int, budget_idr: int | None) -> YearLine:
    sites = sum(opened == year for opened in result["opens"].values())
    return YearLine(year, sites, spent_idr, None if budget_idr is None else budget_idr - spent_idr)


def _share(result: Told, name: str) -> Decimal | None:
    return Decimal(result[name]) / Decimal(result["all"]) if result.get("all") else None
