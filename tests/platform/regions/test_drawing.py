import pytest

from paripurna.platform.regions.drawing import draw


def feature(code, *rings):
    properties = {"code": code, "name": code, "label_lon": 0.5, "label_lat": 0.5, "source": "s", "license": "MIT"}
    return {"properties": properties, "geometry": {"type": "MultiPolygon", "coordinates": [[list(r)] for r in rings]}}


def square(west, south, size):
    return [(west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)]


class TestDraw:
    def test_has_nothing_to_draw_without_features(self):
        assert draw({"features": []}) is None

    def test_fits_the_longer_side_and_puts_north_up(self):
        drawing = draw({"features": [feature("a", square(0, 0, 1)), feature("b", square(1, 0, 1))]})

        assert drawing.width == pytest.approx(1000, abs=1)
        assert drawing.height == pytest.approx(500, abs=1)
        assert drawing.shapes[0].path.startswith("M0 500")
        assert drawing.license == "MIT"

    def test_leaves_out_what_shrinks_to_a_dot(self):
        drawing = draw({"features": [feature("a", square(0, 0, 1), square(0.2, 0.2, 0.00001))]})

        assert drawing.shapes[0].path.count("M") == 1

    def test_labels_without_the_word_that_all_share(self):
        east, west = feature("Balikpapan Timur", square(0, 0, 1)), feature("Balikpapan Barat", square(1, 0, 1))

        assert [shape.label for shape in draw({"features": [east, west]}).shapes] == ["Timur", "Barat"]
        assert draw({"features": [east]}).shapes[0].label == "Balikpapan Timur"

    def test_draws_a_plain_polygon(self):
        plain = feature("a") | {"geometry": {"type": "Polygon", "coordinates": [square(0, 0, 1)]}}

        assert draw({"features": [plain]}).shapes[0].path.endswith("Z")
