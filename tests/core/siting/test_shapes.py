"""The shape of a place: read from whatever a map hands over, refused where it cannot be meant."""

import pytest

from paripurna.core.siting import BadInput, Fault, Position, read_shape

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
BOW = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
ROUTE = {"type": "LineString", "coordinates": [[0, 0, 12], [4, 0, 15]]}
FEATURE = {"type": "Feature", "properties": {}, "geometry": SQUARE}


@pytest.mark.parametrize("given", [SQUARE, FEATURE, {"type": "FeatureCollection", "features": [FEATURE]}])
def test_reads_a_border_however_it_is_wrapped(given):
    found = read_shape(given)

    assert found.geometry["type"] == "Polygon"
    assert 0 < found.position.lon < 2
    assert 0 < found.position.lat < 2


def test_finds_the_middle_of_a_route_and_drops_heights():
    found = read_shape(ROUTE)

    assert found.position == Position(2, 0)
    assert found.geometry == {"type": "LineString", "coordinates": [[0, 0], [4, 0]]}


def test_names_the_spot_where_a_border_crosses_itself():
    with pytest.raises(BadInput) as caught:
        read_shape(BOW)

    mistake = caught.value.mistakes[0]
    assert (mistake.fault, mistake.detail) == (Fault.CROSSES_ITSELF, "1.000000, 1.000000")


@pytest.mark.parametrize(
    "given",
    [
        [],
        None,
        {"type": "Circle"},
        {"type": "Feature", "geometry": None},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [SQUARE["coordinates"][0], [[8, 8], [9, 8], [9, 9], [8, 8]]]},
        {"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]},
        {"type": "FeatureCollection", "features": [FEATURE, FEATURE]},
    ],
    ids=["list", "nothing", "kind", "empty feature", "two corners", "empty", "hole outside", "points", "two features"],
)
def test_refuses_what_is_no_shape(given):
    with pytest.raises(BadInput) as caught:
        read_shape(given)

    assert caught.value.mistakes[0].fault == Fault.NOT_A_SHAPE
