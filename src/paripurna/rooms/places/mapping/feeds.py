"""Places as GeoJSON, for the drawn map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping.links import Links
from paripurna.rooms.places.mapping.types import Spot

DECIMALS = 6  # a tenth of a meter
Feature = dict[str, Any]


def build_feed(spots: Iterable[Spot], links: Links) -> Feature:
    """This function will build the collection: a point for each place, and its line or ground where it has one."""
    features = [each for spot in spots if spot.is_located for each in _list_features(spot, links)]
    return {"type": "FeatureCollection", "features": features}


def _list_features(spot: Spot, links: Links) -> Iterator[Feature]:
    said = _describe(spot, links)
    if spot.geometry and spot.geometry.get("type") != "Point":
        yield {"type": "Feature", "properties": said, "geometry": _round(spot.geometry)}
    point = {"type": "Point", "coordinates": _round_all(spot.position)}
    yield {"type": "Feature", "properties": said, "geometry": point}


def _describe(spot: Spot, links: Links) -> dict[str, str | int]:
    kind, sign = list_kinds()[spot.kind], spot.state.sign
    return {
        "code": spot.code,
        "name": spot.name,
        "text": f"{kind.name} · {spot.state.label}",
        "url": links.to(spot.code),
        "letter": kind.letter,
        "shape": sign.shape,
        "tone": sign.tone,
        "rank": sign.rank,
    }


def _round(geometry: Feature) -> Feature:
    return {**geometry, "coordinates": _round_all(geometry["coordinates"])}


def _round_all(part: Any) -> Any:
    return [_round_all(each) for each in part] if isinstance(part, list | tuple) else round(part, DECIMALS)
