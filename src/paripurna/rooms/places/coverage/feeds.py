"""Coverage as GeoJSON: kelurahan with their share, and children whom nothing reaches, in groups of at least ten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.platform.regions.queries import get_borders, list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.ui.formats import format_number, format_percent
from paripurna.rooms.places.coverage.types import Line, Outcome, Spot

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

Feed = dict[str, Any]
FAR = 1  # of the distances, the one that the map tells of
TONES = ((0.9, "full"), (0.5, "most"), (0.05, "part"))


def build_areas(city: City, outcome: Outcome) -> Feed:
    """This function will return the kelurahan, each with the share of its children that are reached within 1,000 m."""
    lines = {line.code: line for line in outcome.lines}
    features = get_borders(city.code, level=Level.KELURAHAN)["features"]
    return _collect(_build_area(feature, lines.get(feature["properties"]["code"])) for feature in features)


def build_points(city: City, spots: Iterable[Spot]) -> Feed:
    """This function will return groups of children whom nothing reaches, the largest first."""
    names = {region.code: region.name for region in list_regions(city.code, Level.KELURAHAN)}
    largest = sorted(spots, key=lambda spot: -spot.children)
    return _collect(_build_point(number, spot, names.get(spot.kelurahan, "")) for number, spot in enumerate(largest))


def _build_area(feature: Mapping[str, Any], line: Line | None) -> Feed:
    about, share = feature["properties"], line.share(FAR) if line else None
    known = {"code": about["code"], "name": about["name"]}
    if share is None:
        told = {"tone": "unknown", "text": _("number of children unknown")}
    else:
        value = format_percent(share, get_language() or "id", places=0)  # type: ignore[arg-type]
        told = {"tone": next((tone for least, tone in TONES if share >= least), "none"), "value": value}
    return {"type": "Feature", "id": about["code"], "properties": known | told, "geometry": feature["geometry"]}


def _build_point(number: int, spot: Spot, kelurahan: str) -> Feed:
    many = format_number(spot.children, get_language() or "id")
    about = {
        "code": f"anak-{number}",
        "name": _("%(count)s children without a place") % {"count": many},
        "text": kelurahan,
        "shape": "circle",
        "tone": "amber",
        "letter": "",
        "rank": number,
        "children": spot.children,
    }
    return build_feature(about, spot.lon, spot.lat)


def build_feature(about: Mapping[str, Any], lon: float, lat: float) -> Feed:
    """This function will return a point of a feed."""
    return {"type": "Feature", "properties": dict(about), "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def _collect(features: Iterable[Feed]) -> Feed:
    return {"type": "FeatureCollection", "features": list(features)}
